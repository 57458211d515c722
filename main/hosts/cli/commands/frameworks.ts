// `tickmark frameworks`: which frameworks the evidence touches, and the crosswalk of one from requirement to evidence to verdict.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Output } from '#contract'
import { AppError } from '#domain/errors'
import { EvidenceResult, sumOf } from '#domain/evidence'
import { type FrameworkSummary, type RequirementRow, RequirementState } from '#domain/framework'
import { collect, type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, counts, facts, figure, oneLine, plural, table } from '../text.ts'

type ListOptions = EngagementOptions & { readonly service?: string; readonly all?: true }
type ShowOptions = EngagementOptions & {
  readonly service?: string
  readonly state?: readonly string[]
  readonly text?: string
  readonly csv?: string
}
type List = Output<'frameworks.list'>
type Crosswalk = Output<'frameworks.get'>

export function frameworksCommand(io: Io): Command {
  return engagementCommand('frameworks', 'List the frameworks that the evidence touches, or show the crosswalk of one.', [
    'frameworks acme.tickmark',
    'frameworks acme.tickmark --service s3 --json',
    'frameworks show acme.tickmark nist-800-53-r5 --state fail',
  ])
    .enablePositionalOptions()
    .argument('<file>', 'the engagement')
    .option('--service <key>', 'count the evidence and criteria of one service alone')
    .option('--all', 'also the frameworks that nothing touches and no factor selects')
    .addCommand(showCommand(io))
    .action(async (file: string, options: ListOptions) => {
      const list = await withEngagement(io, file, options, ({ call }) => call('frameworks.list', { service: options.service ?? null }))
      const rows = options.all ? list.frameworks : list.frameworks.filter(isTouched)
      deliver(
        io,
        { json: { ...list, frameworks: rows }, text: listText({ ...list, frameworks: rows }, list.frameworks.length) },
        options.json === true,
      )
    })
}

function showCommand(io: Io): Command {
  return engagementCommand(
    'show',
    'The crosswalk of a framework: each requirement with the evidence and criteria that touch it, and its state.',
    [
      'frameworks show acme.tickmark nist-800-53-r5 --state fail not-tested',
      'frameworks show acme.tickmark cis-aws-5.0 --service iam --csv cis.csv',
    ],
  )
    .argument('<file>', 'the engagement')
    .argument('<framework>', 'its id, as listed, or the name a scan gives it')
    .option('--service <key>', 'count the evidence and criteria of one service alone')
    .addOption(new Option('--state <states...>', `only these: ${RequirementState.options.join(', ')}`).argParser(collect))
    .option('--text <text>', 'only what holds this text in id, title, group, checks or criteria')
    .option('--csv <path>', 'write the requirements to a CSV file too; a file that is there is not overwritten')
    .action(async (file: string, framework: string, options: ShowOptions) => {
      const asked = { framework, service: options.service ?? null, states: statesOf(options.state ?? []), text: options.text ?? '' }
      const shown = await withEngagement(io, file, options, async ({ call, pathOf }) => {
        const crosswalk = await call('frameworks.get', asked)
        if (options.csv !== undefined) {
          const made = await call('frameworks.export', { ...asked, format: 'csv' })
          writeNew(resolve(io.cwd, options.csv), readFileSync(pathOf(made.file)))
        }
        return crosswalk
      })
      deliver(io, { json: shown, text: showText(shown) }, options.json === true)
    })
}

/** Throws AppError('conflict') where something lies there already. */
function writeNew(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes, { flag: 'wx' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new AppError('conflict', `${path} exists already; it was not overwritten.`, { path }, { cause: error })
    throw error
  }
}

function statesOf(words: readonly string[]): RequirementState[] {
  return words.map((word) => {
    const state = RequirementState.options.find((option) => option === word)
    if (state === undefined) throw new InvalidArgumentError(`"${word}" is no state. States: ${RequirementState.options.join(', ')}.`)
    return state
  })
}

const isTouched = ({ selected, checks, withoutRequirement, writtenAs, states, requirements }: FrameworkSummary): boolean =>
  selected || checks > 0 || withoutRequirement > 0 || writtenAs.length > 0 || states['not-tested'] < requirements

const nameOf = ({ name, version }: FrameworkSummary): string => oneLine(version === '' ? name : `${name} ${version}`)

function listText({ frameworks, withoutRequirements }: List, known: number): string {
  const cells = frameworks.map((f) => [
    f.frameworkId,
    nameOf(f),
    f.selected ? 'factors' : f.writtenAs.length > 0 ? 'scans' : 'catalog',
    f.requirements,
    f.states.fail,
    f.states.partly,
    f.states.pass + f.states.judged,
    f.states.inconclusive,
    f.states.inherited,
    f.states['not-tested'],
    f.checks,
  ])
  const right = { align: 'right' as const }
  const columns = [
    { title: 'ID', max: 40 },
    { title: 'FRAMEWORK', max: 60 },
    { title: 'BROUGHT BY' },
    { title: 'REQUIREMENTS', ...right },
    { title: 'FAIL', ...right },
    { title: 'PARTLY', ...right },
    { title: 'PASS', ...right },
    { title: 'OPEN', ...right },
    { title: 'INHERITED', ...right },
    { title: 'NOT TESTED', ...right },
    { title: 'CHECKS', ...right },
  ]
  return blocks(
    frameworks.length === 0 ? '' : table(columns, cells),
    `${plural(frameworks.length, 'framework')} of ${figure(known)} known. A state says how the evidence came out, not that a requirement is met.`,
    oldFilesText(withoutRequirements),
  )
}

const oldFilesText = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : `Read by an earlier version, which did not keep the requirements they name; import again to have them:\n${names.map((name) => `  - ${oneLine(name)}`).join('\n')}`

function showText({ framework, total, rows, withoutRequirements }: Crosswalk): string {
  const said: [string, string][] = [
    ['framework', `${nameOf(framework)} (${oneLine(framework.frameworkId)})`],
    ['states', counts(framework.states)],
    ['list', framework.listNote ?? (framework.list === 'whole' ? 'All its requirements.' : 'Only what scans and the catalog name.')],
  ]
  if (framework.writtenAs.length > 0) said.push(['written as', framework.writtenAs.map(oneLine).join(', ')])
  if (framework.withoutRequirement > 0)
    said.push(['no requirement', `${plural(framework.withoutRequirement, 'check')} name it without one of its requirements`])
  if (framework.licence !== null) said.push(['licence', framework.licence])
  if (framework.notice !== null) said.push(['notice', framework.notice])
  return blocks(
    facts(said),
    rows.length === 0 ? '' : table(COLUMNS, rows.map(cellsOf)),
    rows.length === total ? plural(total, 'requirement') : `${figure(rows.length)} of ${plural(total, 'requirement')} shown`,
    oldFilesText(withoutRequirements),
  )
}

const COLUMNS = [
  { title: 'REQUIREMENT', max: 40 },
  { title: 'STATE' },
  { title: 'RECORDS', align: 'right' as const },
  { title: 'RESULTS' },
  { title: 'CHECKS', align: 'right' as const },
  { title: 'CRITERIA' },
  { title: 'TITLE', max: 60 },
]

const cellsOf = (row: RequirementRow) => [
  row.requirement,
  row.state,
  sumOf(row.records),
  EvidenceResult.options.flatMap((result) => (row.records[result] === 0 ? [] : [`${figure(row.records[result])} ${result}`])).join(' · '),
  row.checks.length,
  row.criteria.map(({ criterionId, verdict }) => `${criterionId}: ${verdict}`).join(' · '),
  row.title ?? '',
]
