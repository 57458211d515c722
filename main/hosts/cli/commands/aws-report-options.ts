// The options that state something of an AWS report, and the facts they mean. Which command takes them is aws-reports.ts.
import { type Command, Option } from 'commander'
import { type AssuranceFacts, type AssuranceReport, Opinion, Programme } from '#domain/assurance'
import { collect } from '../arguments.ts'

export type ReportOptions = {
  readonly programme?: Programme
  readonly title?: string
  readonly issuer?: string
  readonly from?: string
  readonly to?: string
  readonly asOf?: string
  readonly service?: readonly string[]
  readonly opinion?: Opinion
  readonly opinionText?: string
  readonly readBy?: string
  readonly readOn?: string
  readonly expires?: string
  readonly bridgeUntil?: string
  readonly notes?: string
  readonly attach?: string
  readonly attachBridge?: string
}

/** Adds the options; an empty value takes back what was stated. */
export const reportOptions = (command: Command): Command =>
  command
    .addOption(new Option('--programme <id>', 'compliance programme').choices(Programme.options))
    .option('--title <text>', 'title, as on its cover')
    .option('--issuer <name>', 'who examined AWS and signed it')
    .option('--from <date>', 'first day of the period it speaks of (YYYY-MM-DD)')
    .option('--to <date>', 'last day of that period')
    .option('--as-of <date>', 'the day it speaks of, for certificates and attestations')
    .option('--service <keys...>', 'services in its scope, by their catalog keys', collect)
    .addOption(new Option('--opinion <word>', "its auditor's opinion").choices(Opinion.options))
    .option('--opinion-text <text>', 'the qualification in words')
    .option('--read-by <name>', 'who of the audit team read the opinion')
    .option('--read-on <date>', 'when')
    .option('--expires <date>', 'last day it is valid')
    .option('--bridge-until <date>', 'last day a bridge letter speaks for')
    .option('--notes <text>', 'anything else')
    .option('--attach <file>', 'the report itself: kept as evidence')
    .option('--attach-bridge <file>', 'the bridge letter: kept as evidence')

/** What is stated of a report nobody has said anything of yet. */
const NOTHING: AssuranceFacts = {
  programme: 'other',
  title: '',
  issuer: '',
  periodFrom: null,
  periodTo: null,
  asOf: null,
  services: [],
  opinion: 'not-stated',
  opinionText: '',
  readBy: '',
  readOn: null,
  expiresOn: null,
  bridgeUntil: null,
  notes: '',
}

/** The facts the options mean: those given replace what was stated before. */
export function factsOf(options: ReportOptions, before: AssuranceReport | null): AssuranceFacts {
  const {
    programme,
    title,
    issuer,
    periodFrom,
    periodTo,
    asOf,
    services,
    opinion,
    opinionText,
    readBy,
    readOn,
    expiresOn,
    bridgeUntil,
    notes,
  } = before ?? NOTHING
  const date = (given: string | undefined, known: string | null): string | null =>
    given === undefined ? known : given === '' ? null : given
  return {
    programme: options.programme ?? programme,
    title: options.title ?? title,
    issuer: options.issuer ?? issuer,
    periodFrom: date(options.from, periodFrom),
    periodTo: date(options.to, periodTo),
    asOf: date(options.asOf, asOf),
    services: options.service ?? services,
    opinion: options.opinion ?? opinion,
    opinionText: options.opinionText ?? opinionText,
    readBy: options.readBy ?? readBy,
    readOn: date(options.readOn, readOn),
    expiresOn: date(options.expires, expiresOn),
    bridgeUntil: date(options.bridgeUntil, bridgeUntil),
    notes: options.notes ?? notes,
  }
}
