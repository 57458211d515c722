// What is written of a source file at a time while it is read: rows as the text they are hashed in, contexts, pieces of its bytes.
import { createHash, type Hash } from 'node:crypto'
import { KIND_COLUMNS, type RowValue } from '#db/queries/evidence-columns'
import { type SourcePiece, storePiece } from '#db/queries/source'
import { contextWriter, kindWriter, recordWriter, wordsWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'

export type StagedBatch = {
  /** null = hash its bytes, write nothing. */
  readonly sourceKey: number | null
  /** Lines in UTF-8, each a JSON array: a record in the order of RECORD_COLUMNS, or a kind in that of KIND_COLUMNS before its first record. */
  readonly rows: readonly Uint8Array<ArrayBuffer>[]
  readonly contexts: readonly { readonly key: number; readonly text: string }[]
  /** In the order of the file, without a gap. */
  readonly pieces: readonly SourcePiece[]
}

/** SHA-256 of a source file's bytes and of the lines of its evidence, in hex. */
export type SourceDigests = { readonly sha256: string; readonly evidenceDigest: string }

export type BatchWriter = {
  /** Writes a batch as one transaction, the words of its rows included. */
  readonly write: (batch: StagedBatch) => void
  /** Says what was written of a source file; nothing more of it may come. */
  readonly finish: (sourceKey: number | null) => SourceDigests
}

export function createBatchWriter(db: WritableDb): BatchWriter {
  const sources = new Map<number | null, { readonly bytes: Hash; readonly lines: Hash }>()
  const hashesOf = (sourceKey: number | null) => {
    const known = sources.get(sourceKey) ?? { bytes: createHash('sha256'), lines: createHash('sha256') }
    sources.set(sourceKey, known)
    return known
  }
  return {
    write: (batch) => {
      const { bytes, lines } = hashesOf(batch.sourceKey)
      for (const piece of batch.pieces) bytes.update(piece.bytes)
      for (const row of batch.rows) lines.update(row)
      if (batch.sourceKey !== null) store(db, batch.sourceKey, batch)
    },
    finish: (sourceKey) => {
      const { bytes, lines } = hashesOf(sourceKey)
      sources.delete(sourceKey)
      return { sha256: bytes.digest('hex'), evidenceDigest: lines.digest('hex') }
    },
  }
}

function store(db: WritableDb, sourceKey: number, { rows, contexts, pieces }: StagedBatch): void {
  db.transaction(() => {
    if (contexts.length > 0) {
      const write = contextWriter(db, sourceKey)
      for (const { key, text } of contexts) write(key, text)
    }
    for (const piece of pieces) storePiece(db, sourceKey, piece)
    if (rows.length > 0) {
      const writeKind = kindWriter(db, sourceKey)
      const writeRecord = recordWriter(db, sourceKey)
      let first: number | null = null
      for (const line of linesOf(rows)) {
        const values = JSON.parse(line) as RowValue[]
        if (values.length === KIND_COLUMNS.length) writeKind(values)
        else {
          const id = writeRecord(values)
          first ??= id
        }
      }
      if (first !== null) wordsWriter(db, sourceKey)(first - 1)
    }
  }).immediate()
}

function* linesOf(rows: StagedBatch['rows']): Generator<string> {
  const decoder = new TextDecoder()
  for (const bytes of rows) {
    const text = decoder.decode(bytes)
    for (let at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) yield text.slice(at, end)
  }
}
