// `tickmark filing`: what lies under no service or topic, and the rules by which a person files checks elsewhere.
import { Command } from 'commander'
import type { Client } from '#contract'
import { AppError } from '#domain/errors'
import { acceptable, type FilingMove, type FilingPlace, samePlace } from '#domain/filing'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { outcomeText, rulesText, trayText } from './filing-text.ts'

type WhichOptions = EngagementOptions & {
  readonly check?: string
  readonly withoutCheck?: true
  readonly fromService?: string
  readonly fromTopic?: string
}
type SetOptions = WhichOptions & { readonly service?: string; readonly topic?: string; readonly reason: string }
type AcceptOptions = EngagementOptions & { readonly check?: readonly string[]; readonly reason: string }
type RemoveOptions = WhichOptions & { readonly all?: true; readonly reason?: string }

const FILE = ['<file>', 'the engagement'] as const
const ACCEPTED = 'The suggestion was accepted.'

export function filingCommand(io: Io): Command {
  return new Command('filing')
    .description('What is filed under no service or topic, and the rules by which checks are filed elsewhere.')
    .addCommand(trayCommand(io))
    .addCommand(acceptCommand(io))
    .addCommand(setCommand(io))
    .addCommand(rulesCommand(io))
    .addCommand(removeCommand(io))
}

const trayCommand = (io: Io): Command =>
  engagementCommand('tray', 'List the checks whose records lie under no service or no topic, with why and what is suggested.', [
    'filing tray acme.tickmark',
    'filing tray acme.tickmark --json',
  ])
    .argument(...FILE)
    .action(async (file: string, options: EngagementOptions) => {
      const tray = await withEngagement(io, file, options, ({ call }) => call('filing.tray', {}))
      deliver(io, { json: tray, text: trayText(tray) }, options.json === true)
    })

const acceptCommand = (io: Io): Command =>
  engagementCommand('accept', 'File every check of the tray as suggested, one rule each; suggestions that lack a part stay.', [
    'filing accept acme.tickmark',
    'filing accept acme.tickmark --check s3_made_up sqs_made_up --reason "Read, and agreed."',
  ])
    .argument(...FILE)
    .option('--check <id...>', 'only these checks')
    .option('--reason <text>', 'why', ACCEPTED)
    .action(async (file: string, options: AcceptOptions) => {
      const { outcome, left } = await withEngagement(io, file, options, async ({ call }) => {
        const tray = await call('filing.tray', {})
        const moves = tray.groups.flatMap((group): FilingMove[] => {
          const to = acceptable(group)
          const isMeant = options.check === undefined || (group.check !== null && options.check.includes(group.check))
          return to === null || !isMeant ? [] : [{ check: group.check, from: group.from, to }]
        })
        if (moves.length === 0) throw new AppError('not-found', 'Nothing in the tray has a suggestion that names both service and topic.')
        const done = await call('filing.refile', { moves, reason: options.reason })
        return { outcome: done, left: await call('filing.tray', {}) }
      })
      deliver(io, { json: { ...outcome, left: left.records }, text: outcomeText(outcome, left) }, options.json === true)
    })

const setCommand = (io: Io): Command =>
  which(
    engagementCommand('set', 'File a check under another service or topic, now and in later imports.', [
      'filing set acme.tickmark --check s3_made_up --topic resilience --reason "It is about versioning."',
      'filing set acme.tickmark --check ec2_made_up --from-service vpc --service ec2 --reason "Instances, not networks."',
    ]),
  )
    .option('--service <key>', 'the service it belongs to; left out: as it is')
    .option('--topic <id>', 'the topic it belongs to; left out: as it is')
    .requiredOption('--reason <text>', 'why')
    .action(async (file: string, options: SetOptions) => {
      if (options.service === undefined && options.topic === undefined)
        throw new AppError('invalid-input', 'Say where the check belongs: --service, --topic, or both.', { field: 'service' })
      const { outcome, left } = await withEngagement(io, file, options, async ({ call }) => {
        const service = options.service === undefined ? undefined : (await call('catalog.service', { service: options.service })).key
        const moves = (await placesMeant(call, options)).map(({ check, from, now }) => ({
          check,
          from,
          to: { service: service ?? now.service, topic: options.topic ?? now.topic },
        }))
        const done = await call('filing.refile', { moves, reason: options.reason })
        return { outcome: done, left: await call('filing.tray', {}) }
      })
      deliver(io, { json: { ...outcome, left: left.records }, text: outcomeText(outcome, left) }, options.json === true)
    })

const rulesCommand = (io: Io): Command =>
  engagementCommand('rules', 'List the rules in force, newest first, with the records each moves.', [
    'filing rules acme.tickmark',
    'filing rules acme.tickmark --json',
  ])
    .argument(...FILE)
    .action(async (file: string, options: EngagementOptions) => {
      const rules = await withEngagement(io, file, options, ({ call }) => call('filing.rules', {}))
      deliver(io, { json: rules, text: rulesText(rules) }, options.json === true)
    })

const removeCommand = (io: Io): Command =>
  which(
    engagementCommand('remove', 'Remove rules: their checks lie again where the program files them.', [
      'filing remove acme.tickmark --check s3_made_up',
      'filing remove acme.tickmark --all --reason "Done anew with the next scan."',
    ]),
  )
    .option('--all', 'every rule')
    .option('--reason <text>', 'why')
    .action(async (file: string, options: RemoveOptions) => {
      const { outcome, left } = await withEngagement(io, file, options, async ({ call }) => {
        const rules = (await call('filing.rules', {})).filter((rule) => options.all === true || isMeant(rule, options))
        if (rules.length === 0) throw new AppError('not-found', 'There is no such rule.')
        const done = await call('filing.removeRules', {
          rules: rules.map(({ check, from }) => ({ check, from })),
          ...(options.reason === undefined ? {} : { reason: options.reason }),
        })
        return { outcome: done, left: await call('filing.tray', {}) }
      })
      deliver(io, { json: { ...outcome, left: left.records }, text: outcomeText(outcome, left) }, options.json === true)
    })

const which = (made: Command): Command =>
  made
    .argument(...FILE)
    .option('--check <id>', 'the check, by its id')
    .option('--without-check', 'the records that name no check')
    .option('--from-service <key>', 'only what the program filed under this service (none = under no service)')
    .option('--from-topic <id>', 'only what the program filed under this topic (none = under no topic)')

/** The places the program filed the check under that the options mean, and where they lie now. */
async function placesMeant(
  call: Client,
  options: WhichOptions,
): Promise<readonly { readonly check: string | null; readonly from: FilingPlace; readonly now: FilingPlace }[]> {
  const check = checkOf(options)
  const rules = await call('filing.rules', {})
  const places = await call('filing.placesOfCheck', { check })
  const meant = places
    .map(({ service, topic }) => ({ check, from: { service, topic } }))
    .filter((place) => isMeant(place, options))
    .map((place) => ({ ...place, now: rules.find((r) => r.check === check && samePlace(r.from, place.from))?.to ?? place.from }))
  if (meant.length === 0) throw new AppError('not-found', 'No imported records are of this check at this place.', { check })
  return meant
}

function checkOf({ check, withoutCheck }: WhichOptions): string | null {
  if ((check === undefined) === (withoutCheck === undefined))
    throw new AppError('invalid-input', 'Name the check: --check, or --without-check for records that name none.', { field: 'check' })
  return check ?? null
}

const isMeant = (place: Pick<FilingMove, 'check' | 'from'>, options: WhichOptions): boolean =>
  place.check === checkOf(options) &&
  (options.fromService === undefined || (place.from.service ?? 'none') === options.fromService) &&
  (options.fromTopic === undefined || (place.from.topic ?? 'none') === options.fromTopic)
