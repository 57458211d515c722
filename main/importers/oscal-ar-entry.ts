// Maps one finding or observation of OSCAL assessment results, whichever syntax it was written in (FORMATS.md §19). OSCAL knows no
// severity; findings name an objective, not its framework, which stands in other files.
import { type EvidenceResult, type ScanRecord, UNSTATED } from '#domain/evidence'
import { arnOf } from './asff-service.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { severityOfWord } from './severity.ts'
import { firstTime, readTime, type SeenAt } from './times.ts'
import { xccdfResult } from './xccdf-record.ts'

export type OscalEntry = {
  readonly kind: 'finding' | 'observation'
  readonly uuid: string | null
  readonly title: string | null
  readonly description: string | null
  readonly remarks: string | null
  /** What a finding is about, and whether it is satisfied. */
  readonly target: {
    readonly id: string | null
    readonly title: string | null
    readonly state: string | null
    readonly reason: string | null
  }
  /** The observations a finding rests on. */
  readonly related: readonly string[]
  readonly subjects: readonly { readonly id: string | null; readonly type: string | null; readonly title: string | null }[]
  readonly collected: string | null
  readonly methods: readonly string[]
  readonly evidence: readonly { readonly href: string | null; readonly description: string | null }[]
  readonly props: ReadonlyMap<string, string>
}

/** What is known of the result an entry stands in. */
export type OscalResult = { readonly start: string | null; readonly end: string | null }

const STATES: ReadonlyMap<string, EvidenceResult> = new Map([
  ['satisfied', 'pass'],
  ['not-satisfied', 'fail'],
])

export function recordOfEntry(entry: OscalEntry, result: OscalResult, note: Note): ScanRecord {
  const common = { ...UNSTATED, toolRecordId: entry.uuid, title: entry.title, description: entry.description, ...subjectsOf(entry) }
  return entry.kind === 'finding' ? { ...common, ...finding(entry, result, note) } : { ...common, ...observation(entry, result, note) }
}

function finding(entry: OscalEntry, result: OscalResult, note: Note): Partial<ScanRecord> {
  const { id, title, state, reason } = entry.target
  const known = STATES.get(state?.toLowerCase() ?? '')
  if (known === undefined)
    note(
      'unknown-status',
      state === null ? 'Findings without a state were filed as unknown.' : `State ${quoted(state)} is not known; filed as unknown.`,
    )
  return {
    checkId: id,
    title: entry.title ?? title,
    statusText: lines([
      reason === null ? null : `Reason: ${reason}`,
      entry.remarks,
      entry.related.length === 0 ? null : `Observations: ${entry.related.join(', ')}`,
    ]),
    result: known ?? 'unknown',
    statusRaw: state,
    ...scanTime(result),
  }
}

/**
 * An observation judges nothing and is information, unless its tool wrote a result as a property, as compliance-trestle does with
 * the words of XCCDF.
 */
function observation(entry: OscalEntry, result: OscalResult, note: Note): Partial<ScanRecord> {
  const word = entry.props.get('result') ?? null
  const severityRaw = entry.props.get('severity') ?? null
  const own = readTime(entry.collected)
  const { links, others } = splitLinks(entry.evidence.flatMap(({ href }) => href ?? []))
  return {
    checkId: entry.props.get('idref') ?? null,
    statusText: lines([...entry.evidence.map(({ description }) => description), ...others, ...links, entry.remarks]),
    result: word === null ? 'info' : xccdfResult(word, note),
    statusRaw: word,
    severity: severityOfWord(severityRaw, note),
    severityRaw,
    categories: entry.methods,
    ...(own.seenAt === null ? scanTime(result) : own),
  }
}

const lines = (texts: readonly (string | null)[]): string | null => texts.filter((text) => text !== null).join('\n') || null

/** Findings have no time of their own; the result they stand in has. */
function scanTime(result: OscalResult): SeenAt {
  const time = firstTime(result.end, result.start)
  return time.timeQuality === 'exact' ? { ...time, timeQuality: 'scan-time-only' } : time
}

/** Subjects are ids inside the document with a title at best; where one is an ARN, that says more. */
function subjectsOf({ subjects }: OscalEntry): Partial<ScanRecord> {
  const [first, ...others] = subjects
  if (first === undefined) return {}
  const arn = arnOf(first.title) ?? arnOf(first.id)
  return {
    resourceId: first.title ?? first.id,
    resourceType: first.type,
    otherResources: others.map(({ title, id }) => title ?? id).filter((name) => name !== null),
    ...(arn === null
      ? {}
      : {
          provider: 'aws',
          partition: arn.partition,
          scannerService: arn.namespace,
          region: arn.region,
          accountId: arn.account,
        }),
  }
}
