// Reads one source file in one pass: hash, keep the bytes, parse, file, count, stage. All over its own connection and only
// into staged rows; whatever goes wrong, nothing of them stays.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { openStagingWriter } from '#db/open'
import { factsOf, hasImportOfSize, importOfBytes } from '#db/queries/imports'
import { PIECE_BYTES, storePiece } from '#db/queries/source'
import { beginStaging, dropStaging } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { AppError, toAppError } from '#domain/errors'
import type { Detection } from '#domain/imports'
import { createCatalog } from '../catalog/catalog.ts'
import { createFiler } from '../catalog/filing.ts'
import { detectFormat } from '../importers/detect.ts'
import { type ByteStream, HEAD_BYTES, type Importer } from '../importers/importer.ts'
import { importerFor } from '../importers/registry.ts'
import type { ImportInput, ImportOutcome, JobContext } from './jobs.ts'
import { createRecordStore, type RecordStore } from './record-store.ts'

const READ_BYTES = 1024 * 1024

/** Throws AppError: input-unreadable, disk-full, cancelled. A file that is no importable scan is an outcome, not an error. */
export async function importJob(input: ImportInput, context: JobContext): Promise<ImportOutcome> {
  const { size } = await stat(input.path)
  const detection = await detectHead(input.path)
  const importer = importerFor(input.formatId ?? detection.formatId)
  const db = openStagingWriter(input.db)
  try {
    if (hasImportOfSize(db, size)) {
      const known = importOfBytes(db, await hashFile(input.path, context, size))
      if (known !== null) return { kind: 'same-bytes', importId: known }
    }
    if (!importer) throw new AppError('import-rejected', `No importer reads ${input.formatId ?? detection.formatId}.`)
    return await readInto(db, importer, input, detection, size, context)
  } finally {
    db.close()
  }
}

async function detectHead(path: string): Promise<Detection> {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(HEAD_BYTES)
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0)
    const { size } = await file.stat()
    return detectFormat({ bytes: buffer.subarray(0, bytesRead), whole: size <= bytesRead })
  } finally {
    await file.close()
  }
}

async function hashFile(path: string, context: JobContext, total: number): Promise<string> {
  const hash = createHash('sha256')
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    context.throwIfCancelled()
    const bytes = chunk as Buffer
    hash.update(bytes)
    done += bytes.length
    context.progress({ step: 'comparing with earlier imports', done, total, records: 0 })
  }
  return hash.digest('hex')
}

async function readInto(
  db: WritableDb,
  importer: Importer,
  input: ImportInput,
  detection: Detection,
  size: number,
  context: JobContext,
): Promise<ImportOutcome> {
  const importKey = input.dryRun ? null : beginStaging(db, input.importId, { processId: process.pid, host: hostname() }, input.startedAt)
  const store = createRecordStore({ db, importKey, filer: createFiler(createCatalog()) })
  const source = createSourceKeeper(db, importKey)
  try {
    for await (const items of importer.parse(tapped(input.path, source, store, size, context))) store.add(items)
    const { sha256, bytes } = source.finish()
    const result = store.finish()
    if (result.stored === 0 && result.rejected > 0)
      return abandon(db, importKey, {
        kind: 'not-imported',
        sha256,
        bytes,
        detection,
        code: 'import-rejected',
        message: `Every record of ${input.fileName} was rejected: ${result.issues.find((i) => i.kind === 'rejection')?.message ?? ''}`,
        records: result.records,
        rejected: result.rejected,
        issues: result.issues,
      })
    const known = importOfBytes(db, sha256)
    if (known !== null) return abandon(db, importKey, { kind: 'same-bytes', importId: known })
    const { issues, counts, ...facts } = result
    const stored = {
      ...facts,
      importId: input.importId,
      importedAt: input.startedAt,
      importedBy: input.importedBy,
      fileName: input.fileName,
      sha256,
      bytes,
      formatId: importer.formatId,
      toolVersion: facts.toolVersion ?? detection.toolVersion,
    }
    return { kind: 'staged', importKey, stored, summary: { ...factsOf(stored), ...counts, duplicates: 0 }, issues }
  } catch (error) {
    if (importKey !== null) dropIfPossible(db, importKey)
    const reason = toAppError(error)
    if (reason.code !== 'import-rejected') throw reason
    // Importers refuse a file by its beginning alone (its encoding, its header), before any record.
    const { code, message } = reason
    return { kind: 'not-imported', sha256: null, bytes: size, detection, code, message, records: 0, rejected: 0, issues: [] }
  }
}

function abandon(db: WritableDb, importKey: number | null, outcome: ImportOutcome): ImportOutcome {
  if (importKey !== null) inTransaction(db, () => dropStaging(db, importKey))
  return outcome
}

/** On a full disk even removing needs space; then the rows, seen by nobody, go when the engagement is next opened. */
function dropIfPossible(db: WritableDb, importKey: number): void {
  try {
    inTransaction(db, () => dropStaging(db, importKey))
  } catch (error) {
    if (toAppError(error).code !== 'disk-full') throw error
  }
}

const inTransaction = (db: WritableDb, work: () => void): void => {
  db.transaction(work).immediate()
}

/** The file's bytes for the importer; on the way each is hashed and kept, and what was parsed so far is flushed. */
async function* tapped(path: string, source: SourceKeeper, store: RecordStore, total: number, context: JobContext): ByteStream {
  let done = 0
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    context.throwIfCancelled()
    const bytes = chunk as Buffer
    source.add(bytes)
    yield bytes
    store.flush()
    done += bytes.length
    context.progress({ step: 'reading', done, total, records: store.records() })
  }
  context.throwIfCancelled()
}

type SourceKeeper = { add(bytes: Buffer): void; finish(): { sha256: string; bytes: number } }

function createSourceKeeper(db: WritableDb, importKey: number | null): SourceKeeper {
  const hash = createHash('sha256')
  let kept = 0
  let rest = Buffer.alloc(0)
  const keep = (pieces: readonly Buffer[]): void => {
    if (importKey === null || pieces.length === 0) return
    inTransaction(db, () => {
      for (const piece of pieces) {
        storePiece(db, importKey, kept, piece)
        kept += piece.length
      }
    })
  }
  let total = 0
  return {
    add: (bytes) => {
      hash.update(bytes)
      total += bytes.length
      rest = Buffer.concat([rest, bytes])
      const pieces: Buffer[] = []
      while (rest.length >= PIECE_BYTES) {
        pieces.push(rest.subarray(0, PIECE_BYTES))
        rest = rest.subarray(PIECE_BYTES)
      }
      keep(pieces)
    },
    finish: () => {
      if (rest.length > 0) keep([rest])
      return { sha256: hash.digest('hex'), bytes: total }
    },
  }
}
