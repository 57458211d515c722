// What is written of a source file at a time while it is read: rows as the text they are hashed in, contexts, pieces of its bytes.
import { EVIDENCE_COLUMNS, type RowValue } from '#db/queries/import-digests'
import { type PackedPiece, storePiece } from '#db/queries/source'
import { contextWriter, evidenceWriter, wordsWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'

export type StagedBatch = {
  readonly sourceKey: number
  /** Each row a JSON array in the order of EVIDENCE_COLUMNS; nulls at the end may be left out. */
  readonly rows: readonly string[]
  readonly contexts: readonly { readonly key: number; readonly text: string }[]
  /** Pieces of the file, each with where it begins. */
  readonly pieces: readonly { readonly offset: number; readonly piece: PackedPiece }[]
}

/** Writes a batch as one transaction, the words of its rows included. */
export function writeBatch(db: WritableDb, { sourceKey, rows, contexts, pieces }: StagedBatch): void {
  db.transaction(() => {
    if (contexts.length > 0) {
      const write = contextWriter(db, sourceKey)
      for (const { key, text } of contexts) write(key, text)
    }
    for (const { offset, piece } of pieces) storePiece(db, sourceKey, offset, piece)
    if (rows.length > 0) {
      const write = evidenceWriter(db, sourceKey)
      const [first] = rows.map((row) => write(valuesOf(row)))
      if (first !== undefined) wordsWriter(db, sourceKey)(first - 1)
    }
  }).immediate()
}

function valuesOf(row: string): readonly RowValue[] {
  const values = JSON.parse(row) as RowValue[]
  while (values.length < EVIDENCE_COLUMNS.length) values.push(null)
  return values
}
