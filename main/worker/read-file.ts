// Reads one source file: what it is, whether its bytes are known already, and then hash, bytes, records and counts in one pass.
import { createHash } from 'node:crypto'
import type { StoredEngagement } from '#db/queries/engagement'
import { answerFor } from '#db/queries/format-answers'
import { factsOf, hasSourceOfSize, type StoredSource, sourceOfBytes } from '#db/queries/imports'
import { PIECE_BYTES, type SourcePiece } from '#db/queries/source'
import { beginSource, stageSource } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { AppError, toAppError } from '#domain/errors'
import type { Filing, ScanRecord } from '#domain/evidence'
import { askEvidence } from '#domain/evidence-questions'
import type { Detection, Directions, ImportIssue } from '#domain/imports'
import { detectFormat } from '../importers/detect.ts'
import { importerBy } from '../importers/directed.ts'
import { type FileHead, HEAD_BYTES } from '../importers/file-head.ts'
import { type ByteStream, type Importer } from '../importers/importer.ts'
import { readScan } from '../importers/reading.ts'
import { clearSource, stepOn } from './clearing.ts'
import type { OpenedFile } from './import-files.ts'
import type { FileRead, ImportInput, JobContext } from './jobs.ts'
import { createRecordStore, type RecordStore } from './record-store.ts'
import type { SourceSums } from './staged-batch.ts'
import type { StagingWriter } from './staging-writer.ts'

type Deps = {
  readonly db: WritableDb
  /** null = count only. */
  readonly importKey: number | null
  readonly writer: StagingWriter
  readonly filer: (record: ScanRecord) => Filing
  readonly engagement: StoredEngagement | null
  readonly input: ImportInput
  readonly context: JobContext
}

/** Makes the function that reads the files of one import. It throws AppError: disk-full, engagement-unreadable, cancelled. */
export function createFileReader(deps: Deps): (opened: OpenedFile) => Promise<FileRead> {
  const { db, importKey, input, context } = deps
  /** Files of this import by their bytes. */
  const known = new Map<string, string>()
  const total = input.files.reduce<number | null>((sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes), 0)
  let done = 0
  let records = 0

  const isKnown = (sha256: string): boolean => known.has(sha256) || sourceOfBytes(db, sha256) !== null

  return async (opened) => {
    const { file, bytes, problem, size } = opened
    if (bytes === null) return notRead(size ?? 0, null, problem ?? new AppError('input-unreadable', `${file.name} cannot be read.`))
    const step = opened.count === 1 ? file.name : `${file.name} (${opened.index + 1} of ${opened.count})`
    const before = done
    const progress = (name: string, read: number, seen = 0): void => {
      done = before + read
      context.throwIfCancelled()
      context.progress({ step: name, done, total, records: records + seen })
    }
    try {
      if (size !== null && opened.again !== null && hasSourceOfSize(db, size, importKey)) {
        const sha256 = await hashOf(opened.again(), (read) => progress(`${step}: comparing with earlier imports`, read))
        if (isKnown(sha256)) return { kind: 'same-bytes', sha256 }
      }
      const { head, rest, end } = await peek(bytes)
      const detection = detectFormat(head)
      const directions = file.directions ?? remembered(deps, head, detection)
      const importer = importerBy(directions, detection)
      if (importer === null) {
        await end()
        return notRead(size ?? head.bytes.length, detection, new AppError('import-rejected', detection.reason), detection.formatId)
      }
      const outcome = await readInto(deps, importer, {
        opened,
        detection,
        directions,
        bytes: rest,
        isKnown,
        progress: (read, seen) => progress(step, read, seen),
      })
      if (outcome.kind === 'stored') {
        known.set(outcome.stored.sha256, outcome.stored.fileName)
        records += outcome.stored.records
      }
      return outcome
    } catch (error) {
      const reason = toAppError(error)
      if (reason.code !== 'input-unreadable' && reason.code !== 'import-rejected') throw reason
      return notRead(size ?? 0, null, reason)
    } finally {
      // Whatever became of it.
      if (size !== null) done = before + size
    }
  }
}

const notRead = (bytes: number, detection: Detection | null, reason: AppError, code: string = reason.code): FileRead => ({
  kind: 'not-imported',
  sha256: null,
  bytes,
  detection,
  code,
  message: reason.message,
  records: 0,
  rejected: 0,
  issues: [],
})

/** What a person once said of these very bytes, where they do not say it themselves. */
function remembered({ db }: Deps, head: FileHead, detection: Detection): Directions | null {
  if (!head.whole || detection.importable) return null
  return answerFor(db, createHash('sha256').update(head.bytes).digest('hex'))
}

async function hashOf(bytes: ByteStream, progress: (read: number) => void): Promise<string> {
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of bytes) {
    hash.update(chunk)
    read += chunk.length
    progress(read)
  }
  return hash.digest('hex')
}

/** Reads the head of a stream and gives it beside the whole stream; who reads no more ends it. */
async function peek(bytes: ByteStream): Promise<{ readonly head: FileHead; readonly rest: ByteStream; readonly end: () => Promise<void> }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let length = 0
  let ended = false
  while (length < HEAD_BYTES && !ended) {
    const next = await iterator.next()
    if (next.done === true) ended = true
    else {
      chunks.push(next.value)
      length += next.value.length
    }
  }
  const joined = Buffer.concat(chunks)
  async function* rest(): ByteStream {
    try {
      yield* chunks
      chunks.length = 0
      for (let next = ended ? null : await iterator.next(); next !== null && next.done !== true; next = await iterator.next())
        yield next.value
    } finally {
      await end()
    }
  }
  const end = async (): Promise<void> => {
    await iterator.return?.()
  }
  return { head: { bytes: joined.subarray(0, HEAD_BYTES), whole: ended && length <= HEAD_BYTES }, rest: rest(), end }
}

type Task = {
  readonly opened: OpenedFile
  readonly detection: Detection
  readonly directions: Directions | null
  readonly bytes: ByteStream
  readonly isKnown: (sha256: string) => boolean
  readonly progress: (read: number, records: number) => void
}

async function readInto(deps: Deps, importer: Importer, task: Task): Promise<FileRead> {
  const { db, importKey, writer, filer, engagement, input } = deps
  const { opened, detection, directions } = task
  const sourceKey = importKey === null ? null : stepOn(db)(() => beginSource(db, importKey))
  const store = createRecordStore({ db, sourceKey, writer, formatId: importer.formatId, filer })
  const keeper = createSourceKeeper(writer, sourceKey)
  const abandon = async (outcome: FileRead): Promise<FileRead> => {
    if (sourceKey === null) return outcome
    await writer.giveUp(sourceKey)
    clearSource(db, sourceKey, stepOn(db))
    return outcome
  }
  // Windows-1252 is an offer: without a person's word the text is read as UTF-8, and what is not is rejected.
  const encoding = directions?.encoding ?? (detection.encoding === 'windows-1252' ? 'utf-8' : detection.encoding)
  try {
    for await (const items of readScan(importer, tapped(task, keeper, store), encoding, opened.file.name)) {
      await store.add(items)
      deps.context.throwIfCancelled()
    }
    await store.flush()
    const { bytes, sha256 } = await keeper.finish()
    if (task.isKnown(sha256)) return await abandon({ kind: 'same-bytes', sha256 })
    const { evidenceDigest, contents } = sourceKey === null ? NOTHING_STORED : await writer.finish(sourceKey)
    const asked = (facts: Parameters<typeof askEvidence>[0]): readonly ImportIssue[] =>
      engagement === null ? [] : askEvidence(facts, engagement, input.startedAt)
    const result = store.finish(contents, (facts) => [...(opened.file.issues ?? []), ...asked(facts)])
    if (result.stored === 0 && result.rejected > 0)
      return await abandon({
        kind: 'not-imported',
        sha256,
        bytes,
        detection,
        code: 'import-rejected',
        message: `Every record of ${opened.file.name} was rejected: ${result.issues.find((i) => i.kind === 'rejection')?.message ?? ''}`,
        records: result.records,
        rejected: result.rejected,
        issues: result.issues,
      })
    const { issues, counts, ...facts } = result
    const stored: StoredSource = {
      ...facts,
      evidenceDigest,
      fileName: opened.file.name,
      sha256,
      bytes,
      formatId: importer.formatId,
      encoding,
      directions,
      toolVersion: facts.toolVersion ?? detection.toolVersion,
    }
    if (sourceKey !== null) stepOn(db)(() => stageSource(db, sourceKey, stored))
    return { kind: 'stored', stored, summary: { ...factsOf(stored), ...counts, duplicates: 0 }, issues }
  } catch (error) {
    const reason = toAppError(error)
    if (reason.code !== 'import-rejected' && reason.code !== 'input-unreadable') throw reason
    // Importers refuse a file by its beginning alone (its header), before any record; archives by what is wrong with a member.
    return await abandon({
      ...notRead(opened.size ?? 0, detection, reason),
      ...(reason.code === 'import-rejected' ? {} : { detection: null }),
    } as FileRead)
  }
}

/** The file's bytes for the importer; on the way each is hashed and kept. */
async function* tapped({ bytes, progress }: Task, keeper: SourceKeeper, store: RecordStore): ByteStream {
  let done = 0
  for await (const chunk of bytes) {
    await keeper.add(chunk)
    yield chunk
    done += chunk.length
    progress(done, store.records())
  }
}

/** Of a file that is only counted. */
const NOTHING_STORED: SourceSums = { evidenceDigest: '', contents: [] }

type SourceKeeper = {
  /** Takes the next bytes of the file; what came before is handed on to be stored. */
  add(bytes: Uint8Array): Promise<void>
  /** Hands on what is left; gives the size of the file and the SHA-256 of its bytes, in hex. */
  finish(): Promise<{ readonly bytes: number; readonly sha256: string }>
}

/** Pieces stored in one transaction. */
const STORED_AT_ONCE = 4

/** Hashes the bytes of a file and, unless `sourceKey` is null, stores them. */
function createSourceKeeper(writer: StagingWriter, sourceKey: number | null): SourceKeeper {
  const hash = createHash('sha256')
  let rest: Buffer = Buffer.alloc(0)
  let taken = 0
  let cut = 0
  let waiting: SourcePiece[] = []
  const keep = (bytes: Uint8Array): void => {
    // A view is sent to another thread with all that lies around it.
    waiting.push({ offset: cut, bytes: bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes) })
    cut += bytes.length
  }
  const store = async (key: number): Promise<void> => {
    const pieces = waiting
    waiting = []
    if (pieces.length > 0) await writer.write({ sourceKey: key, rows: [], contexts: [], pieces })
  }
  return {
    add: async (bytes) => {
      hash.update(bytes)
      taken += bytes.length
      if (sourceKey === null) return
      if (waiting.length >= STORED_AT_ONCE) await store(sourceKey)
      // Files are read in pieces of this very size: nothing is to be joined then, or cut.
      if (rest.length === 0 && bytes.length === PIECE_BYTES) return keep(bytes)
      rest = Buffer.concat([rest, bytes])
      while (rest.length >= PIECE_BYTES) {
        keep(rest.subarray(0, PIECE_BYTES))
        rest = rest.subarray(PIECE_BYTES)
      }
    },
    finish: async () => {
      if (rest.length > 0) keep(rest)
      if (sourceKey !== null) await store(sourceKey)
      return { bytes: taken, sha256: hash.digest('hex') }
    },
  }
}
