// `tickmark scope`: what an engagement covers, and who works on it. The customer's factors have a command of their own.
import { Command } from 'commander'
import type { Input } from '#contract'
import type { Engagement, Person } from '#domain/engagement'
import { collect, collectNames, type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { facts } from '../text.ts'

export const scopeCommand = (io: Io): Command =>
  new Command('scope')
    .description('What an engagement covers: client, period, accounts, regions, services, people.')
    .addCommand(showCommand(io))
    .addCommand(setCommand(io))

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show the scope.', ['scope show acme.tickmark', 'scope show acme.tickmark --json'])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const engagement = await withEngagement(io, file, options, ({ call }) => call('overview.get', {}))
      deliver(io, { json: engagement.engagement, text: scopeText(engagement.engagement) }, options.json === true)
    })
}

type SetOptions = EngagementOptions & {
  readonly title?: string
  readonly client?: string
  readonly from?: string
  readonly to?: string
  readonly account?: readonly string[]
  readonly region?: readonly string[]
  readonly service?: readonly string[]
} & Readonly<Partial<Record<Role, readonly string[]>>>

/** Roles by the option that names their people. */
const ROLES = { preparer: 'preparer', reviewer: 'reviewer', contact: 'client', other: 'other' } as const satisfies Readonly<
  Record<string, Person['role']>
>
type Role = keyof typeof ROLES

function setCommand(io: Io): Command {
  return engagementCommand('set', 'Change the scope; each list given replaces the one before, what is not named stays.', [
    'scope set acme.tickmark --to 2026-12-31',
    'scope set acme.tickmark --service pinpoint sso iam --region eu-west-1',
    'scope set acme.tickmark --reviewer "Jo Field (Lantern LLP)"',
  ])
    .argument('<file>', 'the engagement')
    .option('--title <text>', 'what the audit is called')
    .option('--client <name>', 'for whom')
    .option('--from <date>', 'first day of the audited period (YYYY-MM-DD)')
    .option('--to <date>', 'last day of the audited period')
    .option('--account <ids...>', 'AWS account ids in scope', collect)
    .option('--region <names...>', 'regions in scope', collect)
    .option('--service <keys...>', 'services in scope, by their catalog keys', collect)
    .option('--preparer <names...>', 'who prepares; an organisation may stand behind in brackets', collectNames)
    .option('--reviewer <names...>', 'who reviews', collectNames)
    .option('--contact <names...>', 'who answers for the client', collectNames)
    .option('--other <names...>', 'other people', collectNames)
    .action(async (file: string, options: SetOptions) => {
      const changed = await withEngagement(io, file, options, async ({ call }) => {
        const { people } = (await call('overview.get', {})).engagement
        return call('engagements.update', { patch: patchOf(options, people) })
      })
      deliver(io, { json: changed, text: scopeText(changed) }, options.json === true)
    })
}

function patchOf(options: SetOptions, people: readonly Person[]): Input<'engagements.update'>['patch'] {
  const { title, client, from, to, account, region, service } = options
  const given = (Object.keys(ROLES) as Role[]).filter((role) => options[role] !== undefined)
  const replaced = new Set<Person['role']>(given.map((role) => ROLES[role]))
  return {
    ...(title === undefined ? {} : { title }),
    ...(client === undefined ? {} : { client }),
    ...(from === undefined ? {} : { periodFrom: from }),
    ...(to === undefined ? {} : { periodTo: to }),
    ...(account === undefined ? {} : { accounts: [...account] }),
    ...(region === undefined ? {} : { regions: [...region] }),
    ...(service === undefined ? {} : { services: [...service] }),
    ...(given.length === 0
      ? {}
      : {
          people: [
            ...people.filter(({ role }) => !replaced.has(role)),
            ...given.flatMap((role) => (options[role] ?? []).map((name) => personOf(name, ROLES[role]))),
          ],
        }),
  }
}

/** `Jo Field (Lantern LLP)` is a name with an organisation. */
function personOf(text: string, role: Person['role']): Person {
  const bracket = text.endsWith(')') ? text.lastIndexOf('(') : -1
  if (bracket < 1) return { name: text.trim(), role, organisation: '' }
  return { name: text.slice(0, bracket).trim(), role, organisation: text.slice(bracket + 1, -1).trim() }
}

const scopeText = (e: Engagement): string =>
  facts([
    ['title', e.title],
    ['client', e.client],
    ['period', `${e.periodFrom} to ${e.periodTo}`],
    ['accounts', e.accounts.join(', ') || '-'],
    ['regions', e.regions.join(', ') || '-'],
    ['services', e.services.join(', ') || '-'],
    ...e.people.map(({ name, role, organisation }) => [role, organisation === '' ? name : `${name} (${organisation})`] as const),
    ['catalog', e.catalogVersion],
  ])
