// The long jobs that run now, so that anybody who knows a job's id can cancel it.
import { AppError } from '#domain/errors'

export type JobRegistry = {
  /** Runs work under an id. Throws AppError('conflict') where the id is in use. */
  run<T>(jobId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Asks a job to stop; false where no such job runs. */
  cancel(jobId: string): boolean
  /** Asks all to stop and waits until they have. */
  close(): Promise<void>
}

export function createJobRegistry(): JobRegistry {
  const running = new Map<string, { readonly controller: AbortController; readonly done: Promise<unknown> }>()
  return {
    run: async (jobId, work) => {
      if (running.has(jobId)) throw new AppError('conflict', 'A job with this id is running already.', { jobId })
      const controller = new AbortController()
      const result = work(controller.signal)
      running.set(jobId, { controller, done: result.catch(() => undefined) })
      try {
        return await result
      } finally {
        running.delete(jobId)
      }
    },
    cancel: (jobId) => {
      const job = running.get(jobId)
      job?.controller.abort()
      return job !== undefined
    },
    close: async () => {
      for (const { controller } of running.values()) controller.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
