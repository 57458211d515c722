// Opens the files of an import one after another: plain ones from the disk, members of an archive in one pass over it.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { PIECE_BYTES } from '#db/queries/source'
import { AppError, toAppError } from '#domain/errors'
import { readMembers } from '../archives/archives.ts'
import type { ByteStream } from '../importers/importer.ts'
import type { ImportFile, JobContext } from './jobs.ts'

/** As much as is compressed at once (db/queries/source.ts): a file is then neither joined nor cut again. */
const READ_BYTES = PIECE_BYTES

export type OpenedFile = {
  readonly file: ImportFile
  /** Its place among the files, from 0. */
  readonly index: number
  readonly count: number
  /** Null where an archive does not say. */
  readonly size: number | null
  /** Null where it cannot be opened; `problem` says why. */
  readonly bytes: ByteStream | null
  readonly problem: AppError | null
  /** True where the bytes can be read a second time. */
  readonly again: (() => ByteStream) | null
}

/** Gives every file once. Members come in the order of their archive. */
export async function* eachFile(files: readonly ImportFile[], context: JobContext): AsyncGenerator<OpenedFile> {
  const count = files.length
  for (let index = 0; index < count; ) {
    const file = files[index]
    if (file === undefined) return
    context.throwIfCancelled()
    if (file.archive === null || file.member === null) {
      yield await openPlain(file, index, count)
      index += 1
      continue
    }
    let end = index
    while (files[end]?.path === file.path && files[end]?.member !== null) end += 1
    yield* openMembers(files.slice(index, end), index, count)
    index = end
  }
}

async function openPlain(file: ImportFile, index: number, count: number): Promise<OpenedFile> {
  try {
    const { size } = await stat(file.path)
    // Opened when the first bytes are asked for: of a file that is known already nobody asks.
    async function* open(): ByteStream {
      yield* createReadStream(file.path, { highWaterMark: READ_BYTES })
    }
    return { file, index, count, size, bytes: open(), problem: null, again: open }
  } catch (error) {
    return { file, index, count, size: null, bytes: null, problem: toAppError(error), again: null }
  }
}

async function* openMembers(files: readonly ImportFile[], first: number, count: number): AsyncGenerator<OpenedFile> {
  const waiting = new Map(files.map((file, index) => [file.member ?? '', { file, index: first + index }]))
  const [any] = files
  if (any === undefined || any.archive === null) return
  try {
    for await (const { member, bytes } of readMembers(any.path, any.archive, new Set(waiting.keys()))) {
      const wanted = waiting.get(member.name)
      if (wanted === undefined) continue
      waiting.delete(member.name)
      const problem =
        member.refusal === null ? null : new AppError('import-rejected', `${wanted.file.name} was not read: ${member.refusal}.`)
      yield { ...wanted, count, size: member.bytes, bytes: problem === null ? bytes : null, problem, again: null }
    }
  } catch (error) {
    const problem = toAppError(error)
    // With every member read, what is wrong is the archive itself, and nothing that came out of it can be kept.
    if (waiting.size === 0 || (problem.code !== 'import-rejected' && problem.code !== 'input-unreadable')) throw error
    for (const wanted of waiting.values()) yield { ...wanted, count, size: null, bytes: null, problem, again: null }
    return
  }
  for (const wanted of waiting.values()) {
    const problem = new AppError('input-unreadable', `${wanted.file.name} is not in the archive any more.`)
    yield { ...wanted, count, size: null, bytes: null, problem, again: null }
  }
}
