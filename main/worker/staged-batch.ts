// What is written of a source file at a time while it is read: rows as the text they are hashed in, contexts, pieces of its bytes.
import { KIND_COLUMNS, type RowValue } from '#db/queries/evidence-columns'
import { type SourcePiece, storePiece } from '#db/queries/source'
import { contextWriter, kindWriter, recordWriter, wordsWriter } from '#db/queries/staging'
import type { WritableDb } from '#db/types'

export type StagedBatch = {
  readonly sourceKey: number
  /** Lines in UTF-8, each a JSON array: a record in the order of RECORD_COLUMNS, or a kind in that of KIND_COLUMNS before its first record. */
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
