// Which commands a kit has for the services chosen, and what is told of them. The commands themselves are in commands-*.ts.
import type { KitCommand } from './command.ts'
import { ACCOUNT_IDENTITY, ACCOUNT_REST, DETECTION, KEYS, RECORDERS, TRAILS } from './commands-account.ts'
import { MAIL, PINPOINT, SMS_AND_VOICE } from './commands-pinpoint.ts'
import { EC2, EKS, INVENTORIES, LAMBDA, RDS, S3, VPC } from './commands-services.ts'
import { ORGANIZATIONS, SSO } from './commands-sso.ts'
import { permissionOf } from './permissions.ts'

/** What the services have besides the account evidence, by key of the catalog. */
const OWN: Readonly<Record<string, readonly KitCommand[]>> = {
  ...INVENTORIES,
  pinpoint: [...PINPOINT, ...SMS_AND_VOICE, ...MAIL],
  sso: SSO,
  s3: S3,
  ec2: [...EC2, ...VPC],
  vpc: VPC,
  rds: RDS,
  lambda: LAMBDA,
  eks: EKS,
}

/** Always collected: every service's report rests on it. */
export const ACCOUNT_EVIDENCE: readonly KitCommand[] = [
  ...ACCOUNT_IDENTITY,
  ...TRAILS,
  ...RECORDERS,
  ...KEYS,
  ...ACCOUNT_REST,
  ...DETECTION,
  ...ORGANIZATIONS,
]

/** Services that have commands of their own; of every other the account evidence is collected. */
export const hasOwnCommands = (service: string): boolean =>
  OWN[service] !== undefined || ACCOUNT_EVIDENCE.some((command) => command.service === service)

/** The commands for these services, those of the services first; each with what follows from its answer inside it. */
export const commandsFor = (services: readonly string[]): readonly KitCommand[] => [
  ...new Set([...services.flatMap((service) => OWN[service] ?? []), ...ACCOUNT_EVIDENCE]),
]

/** A command with those around it, outermost first: their lists name what it is called for. */
export type PlacedCommand = { readonly command: KitCommand; readonly within: readonly KitCommand[] }

/** Every command once, in the order they run. */
export const flat = (commands: readonly KitCommand[], within: readonly KitCommand[] = []): readonly PlacedCommand[] =>
  commands.flatMap((command) => [{ command, within }, ...flat(command.lists?.each ?? [], [...within, command])])

/** What is told of a command, in documents and on screen. */
export type ToldCommand = {
  readonly service: string
  readonly topic: string
  readonly command: string
  readonly purpose: string
  readonly permission: string
  /** `for each …`: what it is called for; null where it is called once, or once per region. */
  readonly forEach: string | null
  /** How many lists it stands inside. */
  readonly depth: number
  readonly reach: KitCommand['reach']
  /** What is left out of its answer, and why. */
  readonly leavesOut: string | null
}

export function toldOf({ command, within }: PlacedCommand): ToldCommand {
  const options = Object.entries(command.args ?? {}).map(
    ([name, value]) => `--${name} ${value.replaceAll(/\{([a-z-]+)\}/g, (_, word: string) => `<${word}>`)}`,
  )
  const outer = within.at(-1)
  return {
    service: command.service,
    topic: command.topic,
    command: [`aws ${command.cli} ${command.operation}`, ...options].join(' '),
    purpose: command.purpose,
    permission: permissionOf(command),
    forEach: outer === undefined ? null : `each row of ${outer.cli} ${outer.operation}`,
    depth: within.length,
    reach: command.reach,
    leavesOut: command.keeps?.because ?? null,
  }
}
