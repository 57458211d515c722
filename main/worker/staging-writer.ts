// Writes the batches of a file while the next one is read: by itself where files are small, on a thread of its own once they are not.
import type { Worker } from 'node:worker_threads'
import type { WritableDb } from '#db/types'
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, toAppError } from '#domain/errors'
import { createBatchWriter, type SourceSums, type StagedBatch } from './staged-batch.ts'

export type StagingWriter = {
  /** Takes a batch, and returns when the next one may come. What went wrong with an earlier batch is thrown here or by `finish`. */
  write(batch: StagedBatch): Promise<void>
  /** Waits until everything taken of a source file is written, and gives its sums. */
  finish(sourceKey: number): Promise<SourceSums>
  /** Waits for what is being written of a source file and forgets the rest. */
  giveUp(sourceKey: number): Promise<void>
  /** Waits for what is being written and ends the thread. Never throws. */
  close(): Promise<void>
}

export type WriterRequest =
  | { readonly kind: 'write'; readonly batch: StagedBatch }
  | { readonly kind: 'finish'; readonly sourceKey: number }
  | { readonly kind: 'close' }
export type WriterAnswer =
  | { readonly kind: 'written' }
  | { readonly kind: 'finished'; readonly sums: SourceSums }
  | { readonly kind: 'failed'; readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails } }

/** A thread takes longer to start than a few small batches take to be written. */
const BATCHES_WITHOUT_THREAD = 2
/** So many bytes surely fill more batches than that: the thread starts while the first of them are read. */
const BYTES_WITH_THREAD = 16 * 1024 * 1024
/** What may be on its way to the thread: enough that neither waits for the other for long, little enough to hold in memory. */
const MOST_BYTES_WAITING = 12 * 1024 * 1024

/**
 * Makes the writer of one import, of which `expected` bytes are known to come; `startThread` starts write-staged.ts. Errors are
 * AppErrors: disk-full.
 */
export function createStagingWriter(db: WritableDb, expected: number, startThread: () => Worker): StagingWriter {
  const here = createBatchWriter(db)
  /** The first batches of a file that may turn out to be small. */
  let held: StagedBatch[] = []
  let thread = expected >= BYTES_WITH_THREAD ? createThread(startThread()) : null
  return {
    write: async (batch) => {
      held.push(batch)
      if (thread === null && held.length <= BATCHES_WITHOUT_THREAD) return
      thread ??= createThread(startThread())
      const batches = held
      held = []
      for (const each of batches) await thread.write(each)
    },
    finish: async (sourceKey) => {
      if (thread !== null) return await thread.finish(sourceKey)
      const batches = held
      held = []
      for (const each of batches) here.write(each)
      return here.finish(sourceKey)
    },
    giveUp: async (sourceKey) => {
      held = []
      await thread?.finish(sourceKey)
    },
    close: async () => {
      await thread?.close()
      thread = null
    },
  }
}

function createThread(worker: Worker) {
  /** The sizes of the batches that are not written yet, in the order they were sent. */
  const waiting: number[] = []
  let waitingBytes = 0
  let sums: SourceSums | null = null
  let isOver = false
  let failure: Error | null = null
  let wake: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      isOver = true
      wake()
      resolve()
    })
  })
  worker.on('error', (error) => {
    failure ??= toAppError(error)
    wake()
  })
  worker.on('message', (message: WriterAnswer) => {
    if (message.kind === 'finished') sums = message.sums
    else waitingBytes -= waiting.shift() ?? 0
    if (message.kind === 'failed') failure ??= errorOf(message.error)
    wake()
  })
  const send = (request: WriterRequest, transferred: readonly ArrayBuffer[] = []): void => {
    worker.postMessage(request, transferred)
  }
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && failure === null) {
      if (isOver) throw new AppError('unexpected', 'The thread that writes evidence ended before its work was done.')
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    if (failure !== null) throw failure
  }
  return {
    write: async (batch: StagedBatch): Promise<void> => {
      await until(() => waitingBytes <= MOST_BYTES_WAITING)
      const bytes = bytesOf(batch)
      waiting.push(bytes)
      waitingBytes += bytes
      // Rows are handed over, not copied.
      send(
        { kind: 'write', batch },
        batch.rows.map(({ buffer }) => buffer),
      )
    },
    finish: async (sourceKey: number): Promise<SourceSums> => {
      sums = null
      send({ kind: 'finish', sourceKey })
      await until(() => sums !== null)
      if (sums === null) throw new Error('finished without sums')
      return sums
    },
    close: async (): Promise<void> => {
      send({ kind: 'close' })
      await ended
    },
  }
}

const bytesOf = ({ rows, contexts, pieces }: StagedBatch): number =>
  rows.reduce((sum, row) => sum + row.length, 0) +
  contexts.reduce((sum, { text }) => sum + text.length, 0) +
  pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)

function errorOf({ code, message, details }: Extract<WriterAnswer, { kind: 'failed' }>['error']): AppError {
  return new AppError((ERROR_CODES as readonly string[]).includes(code) ? (code as ErrorCode) : 'unexpected', message, details)
}
