// What is written of a source file at a time while it is read: rows as lines (record-line.ts), contexts, pieces of its bytes.
import { readHash } from '#db/queries/content-sum'
import { createRowDigest, type RowDigest } from '#db/queries/import-digests'
import { type SourcePiece, storePiece } from '#db/queries/source'
import { contextWriter, kindWriter, recordWriter, wordsWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { createLineReader, type StagedRow } from './record-line.ts'

export type StagedBatch = {
  readonly sourceKey: number
  /** Lines of records and kinds (record-line.ts) in UTF-8, each kind before its first record. */
  readonly rows: readonly Uint8Array<ArrayBuffer>[]
  readonly contexts: readonly { readonly key: number; readonly text: string }[]
  /** In the order of the file, without a gap. */
  readonly pieces: readonly SourcePiece[]
}

/** What only the one that writes the rows of a source file knows of them in the end. */
export type SourceSums = {
  /** SHA-256 of the rows (import-digests.ts), in hex. */
  readonly evidenceDigest: string
  /** The hashes of what records say added up by tally (content-sum.ts). */
  readonly contents: readonly bigint[]
}

export type BatchWriter = {
  /** Writes a batch as one transaction, the words of its rows included. */
  readonly write: (batch: StagedBatch) => void
  /** Adds up what was written of a source file; nothing more of it may come. */
  readonly finish: (sourceKey: number) => SourceSums
}

type Source = {
  readonly rows: RowDigest
  readonly contents: bigint[]
  readonly readLine: (line: string) => StagedRow
}

export function createBatchWriter(db: WritableDb): BatchWriter {
  const sources = new Map<number, Source>()
  const sourceOf = (sourceKey: number): Source => {
    const source = sources.get(sourceKey) ?? { rows: createRowDigest(), contents: [], readLine: createLineReader() }
    sources.set(sourceKey, source)
    return source
  }
  return {
    write: (batch) => {
      db.transaction(() => store(db, batch, sourceOf(batch.sourceKey))).immediate()
    },
    finish: (sourceKey) => {
      const { rows, contents } = sourceOf(sourceKey)
      sources.delete(sourceKey)
      return { evidenceDigest: rows.hex(), contents }
    },
  }
}

function store(db: WritableDb, { sourceKey, rows, contexts, pieces }: StagedBatch, source: Source): void {
  if (contexts.length > 0) {
    const write = contextWriter(db, sourceKey)
    for (const { key, text } of contexts) write(key, text)
  }
  for (const piece of pieces) storePiece(db, sourceKey, piece)
  if (rows.length > 0) storeRows(db, sourceKey, rows, source)
}

function storeRows(db: WritableDb, sourceKey: number, lines: StagedBatch['rows'], { rows, contents, readLine }: Source): void {
  const writeKind = kindWriter(db, sourceKey)
  const writeRecord = recordWriter(db, sourceKey)
  let first: number | null = null
  const storeRow = (line: string): void => {
    const row = readLine(line)
    rows.addJson(row.json)
    if (row.kind === 'kind') return writeKind(row.values)
    const id = writeRecord(row.values)
    first ??= id
    contents[row.tally] = (contents[row.tally] ?? 0n) + readHash(row.content)
  }
  for (const line of linesOf(lines)) storeRow(line)
  if (first !== null) wordsWriter(db, sourceKey)(first - 1)
}

function* linesOf(rows: StagedBatch['rows']): Generator<string> {
  const decoder = new TextDecoder()
  for (const bytes of rows) {
    const text = decoder.decode(bytes)
    for (let at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) yield text.slice(at, end)
  }
}
