// For tests and the fuzzer: what must hold for every file in every importer, whatever the bytes are. Says what does not hold, in
// words, and judges no format's meaning.
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '#domain/errors'
import { EvidenceResult, Lifecycle, type ScanRecord, Severity, TimeQuality, UNSTATED } from '#domain/evidence'
import type { ImportIssue, TextEncodingName } from '#domain/imports'
import { encodingOf } from '../encoding.ts'
import type { Importer, ImportItem } from '../importer.ts'
import { isWebAddress } from '../links.ts'
import { type Reading, readAll, recutAll } from '../reading.fixture.ts'

type RecordItem = Extract<ImportItem, { kind: 'record' }>

export type Outcome = {
  /** Null where the importer refused the file as a whole. */
  readonly reading: Reading | null
  readonly faults: readonly string[]
}

/**
 * Formats in which one value of the file holds several records, or in which the bytes of neighbours meet: base64 turns three bytes
 * into four characters, so two rows of a credential report may share a group.
 */
const SHARES_BYTES: ReadonlySet<string> = new Set(['iam-credential-report'])

/** Reads a file as its encoding says, in one chunk size, and checks all that can be checked of what came out. */
export async function examine(importer: Importer, bytes: Uint8Array, chunkSize = 64 * 1024): Promise<Outcome> {
  const before = globalState()
  const { encoding } = encodingOf(bytes.subarray(0, 256 * 1024))
  let reading: Reading | null = null
  const faults: string[] = []
  try {
    reading = await readAll(importer, bytes, chunkSize, encoding)
    faults.push(...faultsOfReading(importer, bytes, reading, encoding))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'import-rejected') faults.push(`parse threw ${describe(error)}`)
  }
  if (globalState() !== before) faults.push('something global was changed')
  return { reading, faults }
}

/** What chunks of other sizes give otherwise than `reading`. */
export async function faultsOfChunks(
  importer: Importer,
  bytes: Uint8Array,
  reading: Reading | null,
  sizes: readonly number[],
): Promise<string[]> {
  const faults: string[] = []
  for (const size of sizes) {
    const other = await examine(importer, bytes, size)
    if (!isDeepStrictEqual(other.reading?.items, reading?.items)) faults.push(`chunks of ${size} bytes give other items`)
  }
  return faults
}

function faultsOfReading(importer: Importer, bytes: Uint8Array, reading: Reading, encoding: TextEncodingName): string[] {
  const faults: string[] = []
  const contexts = new Set<number>()
  let counted = 0
  let reached = 0
  let last: RecordItem | null = null
  for (const item of reading.items) {
    if (item.kind === 'context') {
      if (item.key !== contexts.size) faults.push(`context ${item.key} comes where ${contexts.size} is due`)
      contexts.add(item.key)
      continue
    }
    if (item.kind === 'issue') {
      if (item.issue.kind === 'rejection') counted += 1
      faults.push(...faultsOfIssue(item.issue, bytes.length, counted))
      continue
    }
    counted += 1
    const { offset, length, context, record } = item
    const name = `record ${counted} at ${offset}+${length}`
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 1 || offset + length > bytes.length)
      faults.push(`${name} lies outside the file of ${bytes.length} bytes`)
    const same = last !== null && last.offset === offset && last.length === length
    if (offset < reached && !same && !SHARES_BYTES.has(importer.formatId)) faults.push(`${name} begins before byte ${reached}`)
    reached = Math.max(reached, offset + length)
    last = item
    if (context !== null && !contexts.has(context)) faults.push(`${name} names context ${context}, which did not come yet`)
    faults.push(...faultsOfRecord(record).map((fault) => `${name}: ${fault}`))
  }
  faults.push(...faultsOfRecut(importer, bytes, reading, encoding))
  return faults
}

function faultsOfRecut(importer: Importer, bytes: Uint8Array, reading: Reading, encoding: TextEncodingName): string[] {
  try {
    const { first, again } = recutAll(importer, bytes, reading, encoding)
    const at = first.findIndex((record, index) => !isDeepStrictEqual(record, again[index]))
    return at < 0 ? [] : [`stored record ${at + 1} is read again otherwise: ${difference(first[at], again[at])}`]
  } catch (error) {
    return [`recut threw ${describe(error)}`]
  }
}

function faultsOfIssue({ kind, code, message, pointer, count }: ImportIssue, size: number, counted: number): string[] {
  const faults: string[] = []
  const name = `${kind} ${code} “${message.slice(0, 120)}”`
  if (message.length > 1000) faults.push(`${name} is a message of ${message.length} characters`)
  if (message.includes('undefined') || message.includes('[object ')) faults.push(`${name} shows a value of ours`)
  if (kind === 'rejection' && count !== 1) faults.push(`${name} counts ${count}`)
  if (kind === 'rejection' && pointer === null) faults.push(`${name} has no place`)
  if (pointer === null) return faults
  const { offset, length } = pointer
  if (offset < 0 || offset + (length ?? 0) > size) faults.push(`${name} points to ${offset}+${length} in ${size} bytes`)
  // The ordinal people are shown: rejections count with the records before them.
  if (kind === 'rejection' && pointer.record !== null && pointer.record !== counted)
    faults.push(`${name} says record ${pointer.record}, but is number ${counted}`)
  return faults
}

const MEMBERS = Object.keys(UNSTATED).sort().join()

/** What of a record is not what its type and the rules of fields say. */
function faultsOfRecord(record: ScanRecord): string[] {
  const faults: string[] = []
  if (Object.keys(record).sort().join() !== MEMBERS) faults.push(`has the members ${Object.keys(record).join()}`)
  if (!EvidenceResult.safeParse(record.result).success) faults.push(`result ${String(record.result)}`)
  if (!Severity.safeParse(record.severity).success) faults.push(`severity ${String(record.severity)}`)
  if (!Lifecycle.safeParse(record.lifecycle).success) faults.push(`lifecycle ${String(record.lifecycle)}`)
  if (!TimeQuality.safeParse(record.timeQuality).success) faults.push(`time quality ${String(record.timeQuality)}`)
  if (typeof record.muted !== 'boolean' || typeof record.perRequirement !== 'boolean') faults.push('a flag is no boolean')
  for (const url of record.remediationUrls) if (!isWebAddress(url)) faults.push(`the link ${JSON.stringify(url)}`)
  for (const [key, value] of Object.entries(record)) {
    if (value === null || typeof value === 'boolean') continue
    const list = Array.isArray(UNSTATED[key as keyof ScanRecord])
    if (Array.isArray(value) !== list) faults.push(`${key} is ${JSON.stringify(value)}`)
    for (const text of textsIn(value))
      if (typeof text !== 'string' || text === '' || !text.isWellFormed())
        faults.push(`${key} holds ${JSON.stringify(text) ?? typeof text}`)
  }
  return faults
}

/** All texts of a member of a record; whatever is no text there comes as it is. */
export function textsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return [value]
  const { framework, ids, kind, text, ...rest } = value as Readonly<Record<string, unknown>>
  if (Object.keys(rest).length > 0) return [value]
  // A requirement may have no name for its framework, and code no kind.
  return [...textsIn(ids ?? []), ...(framework === undefined ? [] : [framework]), ...(kind === undefined ? [] : [kind, text])]
}

/** A fingerprint of what every program of this process shares. */
function globalState(): string {
  const shared = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Function.prototype, Map.prototype, globalThis]
  return shared.map((object) => Reflect.ownKeys(object).length).join()
}

/** The first member in which two records differ. */
export function difference(a: unknown, b: unknown): string {
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const key = Object.keys(left).find((name) => !isDeepStrictEqual(left[name], right[name]))
  return key === undefined ? 'other members' : `${key} ${brief(left[key])} / ${brief(right[key])}`
}
const brief = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 200)

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error))
