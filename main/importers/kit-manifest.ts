// The manifest of a collection kit: one record per call, so that what was denied or not asked is evidence too. The answers
// themselves are other files (kit-answer.ts). Checks no file against its hash: that is the bundle's (services/kit-bundle.ts).
import { AppError } from '#domain/errors'
import { type EvidenceResult, type ScanRecord, UNSTATED } from '#domain/evidence'
import type { IssueCode } from '#domain/imports'
import { askedAbout, type KitCall, KitLine, type KitOutcome } from '#domain/kit'
import { decodeUtf8 } from './encoding.ts'
import { isObject, textOf } from './fields.ts'
import type { ByteStream, Importer, ImportItem } from './importer.ts'
import type { JsonPiece } from './json-pieces.ts'
import { createJsonRecordSplitter } from './json-records.ts'
import { readJson } from './json-value.ts'
import { createNoteBook, type NoteBook, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'
import { readTime } from './times.ts'

const LABEL = 'Manifest of a Tickmark collection kit'

const RESULTS: Readonly<Record<KitOutcome, EvidenceResult>> = {
  answered: 'info',
  absent: 'info',
  'access-denied': 'error',
  failed: 'error',
  'not-run': 'skipped',
}

const SAYS: Readonly<Record<KitOutcome, string>> = {
  answered: 'Answered',
  absent: 'The service says there is none',
  'access-denied': 'Not tested: access denied',
  failed: 'Not tested: the call failed',
  'not-run': 'Not tested: the call was not made',
}

/** Manifest of a collection kit. */
export const kitManifest: Importer = {
  formatId: 'kit-manifest',
  label: LABEL,
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || seen.record['type'] !== 'header' || typeof seen.record['kit'] !== 'number') return null
    return {
      label: LABEL,
      confidence: 'certain',
      toolVersion: textOf(seen.record['tickmark']),
      reason: 'The first line is the header of a kit’s manifest: type, kit, tickmark.',
    }
  },
  parse,
  recut,
}

async function* parse(bytes: ByteStream): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  const splitter = createJsonRecordSplitter()
  const seen: Seen = { records: 0, headers: 0, end: null }
  const take = (pieces: readonly JsonPiece[]): readonly ImportItem[] => pieces.flatMap((piece) => itemsOf(piece, seen, notes))
  for await (const chunk of bytes) {
    const items = take(splitter.write(chunk))
    if (items.length > 0) yield items
  }
  const last = [...take(splitter.end())]
  if (seen.headers !== 1) notes.add('other', 'A manifest has one header line; this one has another number of them.', null)
  if (seen.end === null)
    notes.add(
      'incomplete-export',
      'The manifest has no end line: the collection was interrupted, and the calls after it were not made.',
      null,
    )
  else if (seen.end !== seen.records)
    notes.add(
      'incomplete-export',
      `The manifest says it names ${seen.end} calls, but holds ${seen.records}: lines are missing or were added.`,
      null,
    )
  if (seen.records === 0) notes.add('no-records', 'The manifest names no call.', null)
  for (const issue of notes.issues()) last.push({ kind: 'issue', issue })
  if (last.length > 0) yield last
}

type Seen = { records: number; headers: number; end: number | null }

function itemsOf(piece: JsonPiece, seen: Seen, notes: NoteBook): readonly ImportItem[] {
  if (piece.kind === 'envelope') return []
  if (piece.kind === 'untidy') {
    notes.add('damaged-json', piece.message, { offset: piece.offset, length: null, record: null, line: null })
    return []
  }
  const { offset, length } = piece
  const reject = (code: IssueCode, message: string): ImportItem => {
    seen.records += 1
    const pointer = { offset, length, record: seen.records, line: null }
    return { kind: 'issue', issue: { kind: 'rejection', code, message, pointer, count: 1 } }
  }
  if (piece.kind === 'rejection') return [reject(piece.code, piece.message)]
  const line = KitLine.safeParse(piece.value)
  if (!line.success) return [reject('wrong-shape', `Line ${seen.records + 1} is no line of a kit’s manifest: ${whyNot(line.error)}.`)]
  if (line.data.type === 'header') seen.headers += 1
  if (line.data.type === 'end') seen.end = line.data.calls
  if (line.data.type !== 'call') return []
  seen.records += 1
  return [{ kind: 'record', offset, length: piece.length, context: null, record: recordOfCall(line.data) }]
}

/** The first member that does not fit. */
function whyNot({ issues: [first] }: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  const path = first?.path.map(String).join('.') ?? ''
  return path === '' ? 'it has other members than one' : `${quoted(path)} is missing or is not what a kit writes there`
}

function recut(raw: Uint8Array): ScanRecord {
  const text = decodeUtf8(raw)
  if (text === null) throw new AppError('import-rejected', 'The bytes of this call are not UTF-8 text.')
  let value: unknown
  try {
    value = readJson(text).value
  } catch (cause) {
    throw new AppError('import-rejected', 'The bytes of this call are not JSON.', {}, { cause })
  }
  const line = KitLine.safeParse(isObject(value) ? value : null)
  if (!line.success || line.data.type !== 'call') throw new AppError('import-rejected', 'The bytes are no call of a kit’s manifest.')
  return recordOfCall(line.data)
}

function recordOfCall(call: KitCall): ScanRecord {
  const { outcome, error, cli, operation } = call
  return {
    ...UNSTATED,
    ...readTime(call.startedAt),
    toolRecordId: call.id,
    checkId: `kit.${cli}.${operation}`,
    title: `Collection call: ${cli} ${operation}`,
    statusText: `${SAYS[outcome]}${error === null ? '.' : `: ${error}`}`.toWellFormed(),
    result: RESULTS[outcome],
    statusRaw: outcome,
    resourceName: askedAbout(call)?.toWellFormed() ?? null,
    scannerService: call.service,
    provider: 'aws',
    region: call.region,
    accountId: call.account,
    topic: call.topic,
    toolName: 'Tickmark kit',
  }
}
