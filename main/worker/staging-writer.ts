// Writes the batches of a file while the next one is read: by itself where files are small, on a thread of its own once they are not.
import type { Worker } from 'node:worker_threads'
import type { WritableDb } from '#db/types'
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, toAppError } from '#domain/errors'
import { type StagedBatch, writeBatch } from './staged-batch.ts'

export type StagingWriter = {
  /** Takes a batch, and returns when the next one may come. What went wrong with an earlier batch is thrown here or by `settle`. */
  write(batch: StagedBatch): Promise<void>
  /** Waits until everything taken is written. */
  settle(): Promise<void>
  /** Waits for what is being written and ends the thread. Never throws. */
  close(): Promise<void>
}

export type WriterMessage =
  | { readonly kind: 'written' }
  | { readonly kind: 'failed'; readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails } }

/** A thread takes longer to start than a few small batches take to be written. */
const BATCHES_WITHOUT_THREAD = 2
/** What may be on its way to the thread: enough that neither waits for the other for long, little enough to hold in memory. */
const MOST_BYTES_WAITING = 24 * 1024 * 1024

/** Makes the writer of one import; `startThread` starts write-staged.ts. Errors are AppErrors: disk-full. */
export function createStagingWriter(db: WritableDb, startThread: () => Worker): StagingWriter {
  let taken = 0
  let thread: ReturnType<typeof createThread> | null = null
  return {
    write: async (batch) => {
      taken += 1
      if (taken <= BATCHES_WITHOUT_THREAD) writeBatch(db, batch)
      else {
        thread ??= createThread(startThread())
        await thread.write(batch)
      }
    },
    settle: async () => {
      await thread?.settle(0)
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
  let failure: Error | null = null
  let wake: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      if (waiting.length > 0) failure ??= new AppError('unexpected', 'The thread that writes evidence ended before its work was done.')
      wake()
      resolve()
    })
  })
  worker.on('error', (error) => {
    failure ??= toAppError(error)
    wake()
  })
  worker.on('message', (message: WriterMessage) => {
    waitingBytes -= waiting.shift() ?? 0
    if (message.kind === 'failed') failure ??= errorOf(message.error)
    wake()
  })
  const settle = async (most: number): Promise<void> => {
    while (waitingBytes > most && failure === null)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    if (failure !== null) throw failure
  }
  return {
    settle,
    write: async (batch: StagedBatch): Promise<void> => {
      await settle(MOST_BYTES_WAITING)
      const bytes = bytesOf(batch)
      waiting.push(bytes)
      waitingBytes += bytes
      // Rows are handed over, not copied.
      worker.postMessage(
        batch,
        batch.rows.map(({ buffer }) => buffer),
      )
    },
    close: async (): Promise<void> => {
      worker.postMessage('close')
      await ended
    },
  }
}

const bytesOf = ({ rows, contexts, pieces }: StagedBatch): number =>
  rows.reduce((sum, row) => sum + row.length, 0) +
  contexts.reduce((sum, { text }) => sum + text.length, 0) +
  pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)

function errorOf({ code, message, details }: Extract<WriterMessage, { kind: 'failed' }>['error']): AppError {
  return new AppError((ERROR_CODES as readonly string[]).includes(code) ? (code as ErrorCode) : 'unexpected', message, details)
}
