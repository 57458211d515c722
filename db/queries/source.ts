// The original bytes of source files: compressed piece by piece, cut again by byte range.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { AppError } from '#domain/errors'
import { prepareOnce } from '../statements.ts'
import type { ReadableDb, WritableDb } from '../types.ts'

/** Uncompressed size of one piece: small enough to cut one record quickly, large enough to compress well. */
export const PIECE_BYTES = 256 * 1024
const CODEC = 'zstd'
/** On the samples level 1 takes an eighth less time than the usual 3, and one hundredth more space. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

/** Compresses and stores one piece of a source file. Pieces must follow each other without gap from offset 0. */
export function storePiece(db: WritableDb, sourceKey: number, { offset, bytes }: SourcePiece): void {
  prepareOnce(db, 'INSERT INTO source_chunks (source_key, offset, length, codec, data) VALUES (?, ?, ?, ?, ?)').run(
    sourceKey,
    offset,
    bytes.length,
    CODEC,
    zstdCompressSync(bytes, FAST),
  )
}

type Piece = { offset: number; length: number; codec: string; data: Buffer }

const unpack = (piece: Piece): Buffer => {
  if (piece.codec !== CODEC) throw new AppError('unexpected', `unknown codec ${piece.codec} in source_chunks`)
  const bytes = zstdDecompressSync(piece.data)
  if (bytes.length !== piece.length) throw new AppError('journal-broken', 'A stored piece of a source file has the wrong length.')
  return bytes
}

/** The exact bytes `[offset, offset + length)` of an import's source file. Throws AppError('journal-broken') where they are not whole. */
export function readSource(db: ReadableDb, sourceKey: number, offset: number, length: number): Buffer {
  const end = offset + length
  const pieces = db
    .prepare<[number, number, number], Piece>(
      `SELECT offset, length, codec, data FROM source_chunks
       WHERE source_key = ? AND offset < ? AND offset + length > ? ORDER BY offset`,
    )
    .all(sourceKey, end, offset)
  const parts = pieces.map((piece) =>
    unpack(piece).subarray(Math.max(0, offset - piece.offset), Math.min(piece.length, end - piece.offset)),
  )
  const bytes = Buffer.concat(parts)
  if (bytes.length !== length) throw new AppError('journal-broken', 'The stored source file lacks bytes that a record points to.')
  return bytes
}

export type SourcePiece = { readonly offset: number; readonly bytes: Uint8Array }

/** The whole file, piece by piece, in order of offset. */
export function* sourcePieces(db: ReadableDb, sourceKey: number): Generator<SourcePiece> {
  const query = db.prepare<[number], Piece>('SELECT offset, length, codec, data FROM source_chunks WHERE source_key = ? ORDER BY offset')
  for (const piece of query.iterate(sourceKey)) yield { offset: piece.offset, bytes: unpack(piece) }
}

/** A reader for many records of the same files: as `readSource`, but a piece is not unpacked anew for each record in it. */
export function createSourceReader(db: ReadableDb): (sourceKey: number, offset: number, length: number) => Buffer {
  let held: { readonly sourceKey: number; readonly offset: number; readonly bytes: Buffer } | null = null
  const piece = db.prepare<[number, number], Piece>(
    'SELECT offset, length, codec, data FROM source_chunks WHERE source_key = ? AND offset <= ? ORDER BY offset DESC LIMIT 1',
  )
  return (sourceKey, offset, length) => {
    if (held === null || held.sourceKey !== sourceKey || offset < held.offset || offset + length > held.offset + held.bytes.length) {
      const found = piece.get(sourceKey, offset)
      if (found === undefined || offset + length > found.offset + found.length) return readSource(db, sourceKey, offset, length)
      held = { sourceKey, offset: found.offset, bytes: unpack(found) }
    }
    return held.bytes.subarray(offset - held.offset, offset - held.offset + length)
  }
}
