// Reads a file of any encoding through an importer, and cuts its records again. Importers see UTF-8 without a byte order mark;
// what leaves here points into the source's own bytes.
import type { ScanRecord } from '#domain/evidence'
import type { ImportIssue, IssueCode, SourcePointer, TextEncodingName } from '#domain/imports'
import { encodingOf } from './encoding.ts'
import type { ByteStream, Importer, ImportItem } from './importer.ts'
import { createOffsetMap, type OffsetMap, shiftedBy } from './offset-map.ts'
import { createRecoder, recodeWhole } from './recode.ts'

/** Bounds what one step keeps in memory, however large the chunks of the source are. */
const PIECE_BYTES = 64 * 1024
/** Enough bytes to see any byte order mark. */
const MARK_BYTES = 4

/**
 * Reads a file. `encoding` is what detection says or a person accepted. A file that is not UTF-8 gets one warning that says so.
 * `fileName` is its name, where one is known. Throws AppError('import-rejected') where the importer refuses the file as a whole.
 */
export async function* readScan(
  importer: Importer,
  bytes: ByteStream,
  encoding: TextEncodingName,
  fileName?: string,
): AsyncGenerator<readonly ImportItem[]> {
  const source = createSource(bytes, encoding)
  for await (const items of importer.parse(source.text(), encoding, fileName)) {
    const { map } = source
    yield map === null ? items : items.map((item) => placed(item, map, encoding))
  }
  if (encoding !== 'utf-8')
    yield [
      {
        kind: 'issue',
        issue: {
          kind: 'warning',
          code: 'recoded',
          message: `The text was read as ${ENCODING_NAMES[encoding]}; the stored bytes are the original ones.`,
          pointer: null,
          count: 1,
        },
      },
    ]
}

export const ENCODING_NAMES: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian), as Windows PowerShell writes it',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows code page 1252',
}

/** Reads one record again from its own bytes in the source. Throws AppError('import-rejected') where they are no record of the format. */
export const recutRecord = (importer: Importer, raw: Uint8Array, context: string | null, encoding: TextEncodingName): ScanRecord =>
  importer.recut(encoding === 'utf-8' ? raw : recodeWhole(raw, encoding), context)

type Source = { readonly text: () => ByteStream; readonly map: OffsetMap | null }

/** The text of a source, and, from its first byte on, where that text lies in it; null where both are the same. */
function createSource(bytes: ByteStream, encoding: TextEncodingName): Source {
  let map: OffsetMap | null = null
  async function* plain(): ByteStream {
    for await (const { chunk, mark } of pieces(bytes, encoding)) {
      if (mark > 0) map = shiftedBy(mark)
      yield chunk
    }
  }
  async function* recoded(name: Exclude<TextEncodingName, 'utf-8'>): ByteStream {
    let recoder: ReturnType<typeof createRecoder> | null = null
    for await (const { chunk, mark } of pieces(bytes, encoding)) {
      if (recoder === null) {
        const growing = createOffsetMap(mark)
        map = growing
        recoder = createRecoder(name, growing.add)
      }
      const text = recoder.write(chunk)
      if (text.length > 0) yield text
    }
    const rest = recoder?.end()
    if (rest !== undefined && rest.length > 0) yield rest
  }
  return {
    text: () => (encoding === 'utf-8' ? plain() : recoded(encoding)),
    get map() {
      return map
    },
  }
}

/** The source in moderate pieces; the first one comes without its byte order mark, whose length it tells. */
async function* pieces(
  bytes: ByteStream,
  encoding: TextEncodingName,
): AsyncGenerator<{ readonly chunk: Uint8Array; readonly mark: number }> {
  let head = new Uint8Array(0)
  let started = false
  /** A mark of another encoding than the accepted one is not taken away: it is part of what is wrong. */
  const start = (): { readonly rest: Uint8Array; readonly mark: number } => {
    const seen = encodingOf(head.subarray(0, MARK_BYTES))
    const mark = seen.encoding === encoding ? seen.mark : 0
    return { rest: head.subarray(mark), mark }
  }
  for await (const chunk of bytes) {
    let rest = chunk
    let mark = 0
    if (!started) {
      head = joined(head, chunk)
      if (head.length < MARK_BYTES) continue
      started = true
      ;({ rest, mark } = start())
    }
    for (let at = 0; at < rest.length; at += PIECE_BYTES) yield { chunk: rest.subarray(at, at + PIECE_BYTES), mark: at === 0 ? mark : 0 }
  }
  if (started || head.length === 0) return
  const { rest, mark } = start()
  yield { chunk: rest, mark }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function placed(item: ImportItem, map: OffsetMap, encoding: TextEncodingName): ImportItem {
  if (item.kind === 'context') return item
  if (item.kind === 'issue') return { kind: 'issue', issue: placedIssue(item.issue, map, encoding) }
  const offset = map.source(item.offset)
  return { ...item, offset, length: map.source(item.offset + item.length) - offset }
}

/** Issues whose messages were written by the splitters and name bytes of the text they saw: `at byte 12`. */
const NAMING_BYTES: ReadonlySet<string> = new Set<IssueCode>(['damaged-json', 'damaged-xml', 'unclosed-quote'])

function placedIssue(issue: ImportIssue, map: OffsetMap, encoding: TextEncodingName): ImportIssue {
  const pointer = issue.pointer === null ? null : placedPointer(issue.pointer, map)
  if (issue.code === 'bad-encoding' && encoding !== 'utf-8')
    return { ...issue, pointer, message: `The record holds bytes that are no character of ${ENCODING_NAMES[encoding]}.` }
  if (!NAMING_BYTES.has(issue.code)) return { ...issue, pointer }
  const message = issue.message
    .replace(/\bbyte (\d{1,15})\b/g, (_, place: string) => `byte ${map.source(Number(place))}`)
    .replace(/\b\d{1,15} bytes from there on/, (words) => (pointer?.length == null ? words : `${pointer.length} bytes from there on`))
  return { ...issue, pointer, message }
}

function placedPointer(pointer: SourcePointer, map: OffsetMap): SourcePointer {
  const offset = map.source(pointer.offset)
  return { ...pointer, offset, length: pointer.length === null ? null : map.source(pointer.offset + pointer.length) - offset }
}
