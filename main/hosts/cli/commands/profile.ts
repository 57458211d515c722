// `tickmark profile`: mappings for CSV and JSON that no tool's format names, kept by name in an engagement.
import { Command } from 'commander'
import { AppError } from '#domain/errors'
import type { Profile } from '#domain/profile'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, facts, plural, table } from '../text.ts'
import { findProfile } from './find-profile.ts'
import { readProfileFile } from './profile-file.ts'

const SHAPE = `
A mapping is a JSON file such as
  {
    "kind": "csv", "name": "Acme list", "tool": "Acme scanner", "delimiter": ";", "provider": "aws",
    "columns": { "checkId": "Rule", "status": "State", "severity": "Level", "resourceId": "ARN" },
    "statuses": { "OK": "pass", "NOK": "fail" },
    "severities": { "1": "high", "2": "low" }
  }
For JSON records "kind" is "json", and "records" (keys joined by dots, "" for the root) takes the place of "delimiter".
Status and severity words it does not name are kept as written and counted as unknown.`

export const profileCommand = (io: Io): Command =>
  new Command('profile')
    .description('Mappings of your own: how to read a CSV or JSON that no tool names (import --profile).')
    .addCommand(listCommand(io))
    .addCommand(showCommand(io))
    .addCommand(saveCommand(io))
    .addCommand(removeCommand(io))
    .addHelpText('after', SHAPE)

function listCommand(io: Io): Command {
  return engagementCommand('list', 'List the saved mappings.', ['profile list acme.tickmark', 'profile list acme.tickmark --json'])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const all = await withEngagement(io, file, options, ({ call }) => call('profiles.list', {}))
      const columns = [{ title: 'NAME' }, { title: 'KIND' }, { title: 'TOOL' }, { title: 'FIELDS' }]
      const cells = all.map((profile) => [profile.name, profile.kind, profile.tool, Object.keys(profile.columns).join(', ')])
      const text = blocks(all.length === 0 ? '' : table(columns, cells), plural(all.length, 'mapping'))
      deliver(io, { json: all, text }, options.json === true)
    })
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show a saved mapping; --json gives it as a file for save.', [
    'profile show acme.tickmark "Acme list"',
    'profile show acme.tickmark "Acme list" --json > mapping.json',
  ])
    .argument('<file>', 'the engagement')
    .argument('<name>', 'name of the mapping')
    .action(async (file: string, name: string, options: EngagementOptions) => {
      const profile = await withEngagement(io, file, options, (session) => findProfile(session, name))
      deliver(io, { json: profile, text: profileText(profile) }, options.json === true)
    })
}

function saveCommand(io: Io): Command {
  return engagementCommand('save', 'Keep a mapping under its name; one of the same name is replaced, and the journal keeps it.', [
    'profile save acme.tickmark mapping.json',
  ])
    .argument('<file>', 'the engagement')
    .argument('<mapping>', 'the JSON file that holds it')
    .action(async (file: string, mapping: string, options: EngagementOptions) => {
      const profile = readProfileFile(io.cwd, mapping)
      const saved = await withEngagement(io, file, options, ({ call }) => call('profiles.save', { profile }))
      deliver(io, { json: saved, text: profileText(saved) }, options.json === true)
    })
}

function removeCommand(io: Io): Command {
  return engagementCommand('remove', 'Remove a saved mapping. What was imported by it stays.', ['profile remove acme.tickmark "Acme list"'])
    .argument('<file>', 'the engagement')
    .argument('<name>', 'name of the mapping')
    .action(async (file: string, name: string, options: EngagementOptions) => {
      const answer = await withEngagement(io, file, options, ({ call }) => call('profiles.remove', { name }))
      if (!answer.removed)
        throw new AppError('not-found', `There is no mapping "${name}" in this engagement. Nothing was changed.`, { name })
      deliver(io, { json: { name, ...answer }, text: `Removed the mapping ${name}.` }, options.json === true)
    })
}

function profileText(profile: Profile): string {
  const said = (of: Readonly<Record<string, string>>): string =>
    Object.entries(of)
      .map(([word, meaning]) => `${word} = ${meaning}`)
      .join(', ')
  return blocks(
    facts([
      ['mapping', profile.name],
      ['kind', profile.kind],
      ['tool', profile.tool],
      ['provider', profile.provider],
      profile.kind === 'csv'
        ? ['delimiter', profile.delimiter === '\t' ? 'tab' : profile.delimiter]
        : ['records', profile.records === '' ? 'at the root' : profile.records],
      ['statuses', said(profile.statuses) || 'none: every word is unknown'],
      ['severities', said(profile.severities) || 'none: every word is unknown'],
    ]),
    table(
      [{ title: 'FIELD' }, { title: 'COLUMN' }],
      Object.entries(profile.columns).map(([field, column]) => [field, column]),
    ),
  )
}
