// The threads jobs run on.
import { Worker } from 'node:worker_threads'
import entryPath from './entry?modulePath'
import type { JobName } from './jobs.ts'

let ahead: { readonly job: JobName; readonly worker: Worker } | null = null

const start = (job: JobName): Worker => new Worker(entryPath, { workerData: { job }, resourceLimits: { maxYoungGenerationSizeMb: 32 } })

/** Starts a thread for a job that will probably be asked for, so that it loads its program by then. Keeps no process alive. */
export function startAhead(job: JobName): void {
  const worker = start(job)
  worker.unref()
  // Whoever asks for one then is told what is wrong by a thread of their own.
  worker.once('error', () => {
    ahead = null
  })
  ahead = { job, worker }
}

/** A thread that waits for `begin`. */
export function threadFor(job: JobName): Worker {
  if (ahead?.job !== job) return start(job)
  const { worker } = ahead
  ahead = null
  worker.ref()
  return worker
}
