// Runs jobs in worker threads, so that the window answers while files are read and reports are laid out.
// One thread per job: jobs are long and few, and a thread that ends gives all its memory back.
import type { Worker } from 'node:worker_threads'
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '#domain/errors'
import type { JobMessage, JobName, JobRequest, Jobs, Progress } from './jobs.ts'
import { threadFor } from './threads.ts'

export type ProgressWithRates = Progress & { readonly rate: number; readonly recordRate: number; readonly secondsLeft: number | null }

export type RunOptions = {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ProgressWithRates) => void
}

export type WorkerPool = {
  /** Runs a job to its end. Rejects with AppError, `cancelled` where the signal fired. */
  run<J extends JobName>(job: J, input: Jobs[J]['input'], options?: RunOptions): Promise<Jobs[J]['output']>
  /** Cancels what runs and waits until it has cleaned up. */
  close(): Promise<void>
}

/** Jobs that write must be asked to stop and clean up; the others are simply ended, layout and all. */
const CLEANS_UP: ReadonlySet<JobName> = new Set<JobName>(['import', 'relate', 'tidy'])

const isErrorCode = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code)

const tell = (worker: Worker, request: JobRequest): void => {
  worker.postMessage(request)
}

function withRates(progress: Progress, seconds: number): ProgressWithRates {
  const rate = seconds > 0 ? progress.done / seconds : 0
  return {
    ...progress,
    rate,
    recordRate: seconds > 0 ? progress.records / seconds : 0,
    secondsLeft: progress.total !== null && rate > 0 ? Math.max(0, (progress.total - progress.done) / rate) : null,
  }
}

export function createPool(): WorkerPool {
  const running = new Map<() => void, Promise<unknown>>()

  const run = <J extends JobName>(job: J, input: Jobs[J]['input'], { signal, onProgress }: RunOptions = {}): Promise<Jobs[J]['output']> => {
    if (signal?.aborted) return Promise.reject(cancelled())
    const started = performance.now()
    const worker = threadFor(job)
    let cancel: () => void = () => {
      tell(worker, { kind: 'cancel' })
    }
    const outcome = new Promise<Jobs[J]['output']>((resolve, reject) => {
      if (!CLEANS_UP.has(job))
        cancel = () => {
          reject(cancelled())
          void worker.terminate()
        }
      worker.on('message', (message: JobMessage) => {
        if (message.kind === 'progress') onProgress?.(withRates(message.progress, (performance.now() - started) / 1000))
        else if (message.kind === 'done') resolve(message.output as Jobs[J]['output'])
        else {
          const { code, message: text, details } = message.error
          reject(new AppError(isErrorCode(code) ? code : 'unexpected', text, details as ErrorDetails))
        }
      })
      worker.once('error', (error) => {
        reject(
          new AppError(
            'unexpected',
            `The ${job} worker stopped: ${error instanceof Error ? error.message : String(error)}`,
            {},
            { cause: error },
          ),
        )
      })
      worker.once('exit', () => {
        reject(new AppError('unexpected', `The ${job} worker ended without an answer.`))
      })
    })
    tell(worker, { kind: 'begin', input })
    signal?.addEventListener('abort', cancel, { once: true })
    const settled = outcome.finally(() => {
      signal?.removeEventListener('abort', cancel)
      running.delete(cancel)
    })
    running.set(
      cancel,
      settled.catch(() => undefined),
    )
    return settled
  }

  return {
    run,
    close: async () => {
      for (const cancel of running.keys()) cancel()
      await Promise.all(running.values())
    },
  }
}

const cancelled = (): AppError => new AppError('cancelled', 'Cancelled. Nothing of this step was kept.')
