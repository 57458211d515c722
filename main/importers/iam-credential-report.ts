// IAM's credential report: the CSV that users keep, or the answer of `get-credential-report` with the CSV inside it (FORMATS.md §7.3).
// One record of facts per user either way. An answer without its Content is a raw answer of another format.
import { AppError } from '#domain/errors'
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import type { ImportIssue } from '#domain/imports'
import { createByteStore } from './byte-store.ts'
import { type CsvFormat, importCsv, readHeader, recutCsv } from './csv-import.ts'
import { isObject, textOf } from './fields.ts'
import { cutOf, cutRow, formOf, type ReportContent, readContent } from './iam-credential-content.ts'
import { isCredentialHeader, readCredentialRow } from './iam-credential-row.ts'
import type { ByteStream, Importer, ImportItem } from './importer.ts'
import { type DocumentFormat, importJsonDocument } from './json-document.ts'
import { parseObject } from './json-pieces.ts'
import { type HeadView, wholeDocumentOf } from './recognise.ts'

/** IAM allows 5,000 users in an account, of about 400 bytes each. What is much larger is no report, and is not held. */
const MAX_REPORT_BYTES = 32 * 1024 * 1024
const OPEN_OBJECT = 0x7b

const formatOf = (generated: unknown): CsvFormat => ({
  accepts: isCredentialHeader,
  expected: 'user,arn,user_creation_time,…',
  map: (column, _header, note) => readCredentialRow(column, generated, note),
})
const CSV_FILE = formatOf(null)

async function* parse(bytes: ByteStream): AsyncGenerator<readonly ImportItem[]> {
  const { first, stream } = await peek(bytes)
  if (first === OPEN_OBJECT) yield* parseAnswer(stream)
  else yield* importCsv(stream, CSV_FILE)
}

/** The first byte that is no white space, and the stream from its beginning. */
async function peek(bytes: ByteStream): Promise<{ readonly first: number | null; readonly stream: ByteStream }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let first: number | null = null
  while (first === null) {
    const next = await iterator.next()
    if (next.done === true) break
    seen.push(next.value)
    first = next.value.find((byte) => byte > 0x20) ?? null
  }
  async function* stream(): ByteStream {
    yield* seen
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  }
  return { first, stream: stream() }
}

/** Finds each Content with its place, then reads the CSV inside it as if it were a file and moves every place into the answer. */
async function* parseAnswer(bytes: ByteStream): AsyncGenerator<readonly ImportItem[]> {
  const held = createByteStore()
  const generated: unknown[] = []
  const answer: DocumentFormat = {
    records: [['Content']],
    context: ({ around }, late) => {
      const { GeneratedTime: time } = isObject(around[0]) ? around[0] : {}
      return time === undefined && !late ? undefined : { time: time ?? null }
    },
    map: (value, { time }) => {
      if (formOf(textOf(value) ?? '') === null) return { rejected: 'wrong-shape', because: 'Content holds no credential report.' }
      generated.push(time)
      return UNSTATED
    },
  }
  const places: { readonly start: number; readonly end: number }[] = []
  const issues: ImportItem[] = []
  for await (const items of importJsonDocument(copied(bytes, held.add), answer))
    for (const item of items) {
      if (item.kind === 'record') places.push({ start: item.offset + 1, end: item.offset + item.length - 1 })
      else if (item.kind === 'issue') issues.push(item)
    }
  const whole = held.with(new Uint8Array(0))
  const keys = new Map<string, number>()
  let records = 0
  for (const [index, { start, end }] of places.entries()) {
    const content = readContent(whole.subarray(start, end))
    if (content === null) {
      records += 1
      yield [{ kind: 'issue', issue: noBase64(records, start, end) }]
      continue
    }
    let rows = 0
    for await (const items of parseContent(content, start, { generated: generated[index], keys, before: records })) {
      rows += items.filter(isCounted).length
      yield items
    }
    records += rows
  }
  if (issues.length > 0) yield issues.map((item) => (isCounted(item) ? renumbered(item, ++records) : item))
}

/** Records and rejections: what the balance counts. */
const isCounted = (item: ImportItem): boolean => item.kind === 'record' || (item.kind === 'issue' && item.issue.kind === 'rejection')

/** A rejection that comes behind all rows, where it was found as one of the answers. */
function renumbered(item: ImportItem, record: number): ImportItem {
  if (item.kind !== 'issue' || item.issue.pointer === null) return item
  const { message, pointer } = item.issue
  return {
    kind: 'issue',
    issue: { ...item.issue, message: message.replace(/^Record \d+/, `Record ${record}`), pointer: { ...pointer, record } },
  }
}

const noBase64 = (record: number, start: number, end: number): ImportIssue => ({
  kind: 'rejection',
  code: 'bad-encoding',
  message: 'Content begins as a credential report in base64, but is damaged; nothing of it could be read.',
  pointer: { offset: start, length: end - start, record, line: null },
  count: 1,
})

async function* copied(bytes: ByteStream, keep: (chunk: Uint8Array) => void): ByteStream {
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > MAX_REPORT_BYTES)
      throw new AppError('import-rejected', `A credential report in JSON has at most ${MAX_REPORT_BYTES} bytes; this file has more.`)
    keep(chunk)
    yield chunk
  }
}

async function* parseContent(
  content: ReportContent,
  start: number,
  { generated, keys, before }: { readonly generated: unknown; readonly keys: Map<string, number>; readonly before: number },
): AsyncGenerator<readonly ImportItem[]> {
  const place = (offset: number, length: number) => {
    const range = content.rangeOf(offset, offset + length)
    return { offset: start + range.start, length: range.end - range.start, cut: range.cut }
  }
  const moved = (issue: ImportIssue): ImportIssue => {
    if (issue.pointer === null) return issue
    const { offset, length } = place(issue.pointer.offset, issue.pointer.length ?? 0)
    const record = issue.pointer.record === null ? null : issue.pointer.record + before
    return { ...issue, pointer: { offset, length: issue.pointer.length === null ? null : length, record, line: null } }
  }
  let header = ''
  for await (const items of importCsv(once(content.csv), formatOf(generated))) {
    const out: ImportItem[] = []
    for (const item of items) {
      if (item.kind === 'context') header = item.text
      else if (item.kind === 'issue') out.push({ kind: 'issue', issue: moved(item.issue) })
      else {
        const { offset, length, cut } = place(item.offset, item.length)
        const text = JSON.stringify({ header, generated, ...cut })
        const known = keys.get(text)
        const key = known ?? keys.size
        if (known === undefined) {
          keys.set(text, key)
          out.push({ kind: 'context', key, text })
        }
        out.push({ kind: 'record', offset, length, context: key, record: item.record })
      }
    }
    if (out.length > 0) yield out
  }
}

async function* once(bytes: Uint8Array): ByteStream {
  yield bytes
}

/** Rows of a CSV file keep their header as context; rows inside an answer keep it with the cut and the time of the report. */
function recut(raw: Uint8Array, context: string | null): ScanRecord {
  if (context === null || !context.startsWith('{')) return recutCsv(raw, context, CSV_FILE)
  const kept = parseObject(context)
  const cut = cutOf(kept)
  if (kept === null || cut === null) throw new AppError('import-rejected', 'The context of this row does not say how it is cut.')
  return recutCsv(cutRow(raw, cut), textOf(kept['header']), formatOf(kept['generated'] ?? null))
}

/** In words, what shows that a file is a credential report; null for any other. */
function signOf(view: HeadView): string | null {
  if (view.kind === 'text')
    return readHeader(view.firstLine, isCredentialHeader) === null ? null : 'The header begins with user, arn, user_creation_time.'
  const answer = wholeDocumentOf(view)
  if (answer === null || view.kind !== 'json') return null
  const begins = textOf(answer['Content']) ?? (view.cutString?.key === 'Content' ? view.cutString.begins : null)
  const form = formOf(begins ?? '')
  if (form === null) return null
  return `Content holds a CSV ${form === 'base64' ? 'in base64 ' : ''}that begins with user, arn, user_creation_time.`
}

/** IAM credential report. */
export const iamCredentialReport: Importer = {
  formatId: 'iam-credential-report',
  label: 'IAM credential report',
  detect: (view) => {
    const reason = signOf(view)
    return reason === null ? null : { label: 'IAM credential report', confidence: 'certain', toolVersion: null, reason }
  },
  parse,
  recut,
}
