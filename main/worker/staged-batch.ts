// What is written of a source file at a time while it is read: rows as the text they are hashed in, contexts, pieces of its bytes.
import { EVIDENCE_COLUMNS, type RowValue } from '#db/queries/import-digests'
import { type SourcePiece, storePiece } from '#db/queries/source'
import { contextWriter, evidenceWriter, wordsWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'

export type StagedBatch = {
  readonly sourceKey: number
  /** Lines in UTF-8, each the JSON array of a row in the order of EVIDENCE_COLUMNS; nulls at the end may be left out. */
  readonly rows: readonly Uint8Array<ArrayBuffer>[]
  readonly contexts: readonly { readonly key: number; readonly text: string }[]
  readonly pieces: readonly SourcePiece[]
}

/** Writes a batch as one transaction, the words of its rows included. */
export function writeBatch(db: WritableDb, { sourceKey, rows, contexts, pieces }: StagedBatch): void {
  db.transaction(() => {
    if (contexts.length > 0) {
      const write = contextWriter(db, sourceKey)
      for (const { key, text } of contexts) write(key, text)
    }
    for (const piece of pieces) storePiece(db, sourceKey, piece)
    if (rows.length > 0) {
      const write = evidenceWriter(db, sourceKey)
      let first: number | null = null
      for (const row of linesOf(rows)) {
        const id = write(valuesOf(row))
        first ??= id
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

function valuesOf(row: string): readonly RowValue[] {
  const values = JSON.parse(row) as RowValue[]
  while (values.length < EVIDENCE_COLUMNS.length) values.push(null)
  return values
}
