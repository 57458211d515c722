// The threads jobs run on.
import { Worker } from 'node:worker_threads'
import entryPath from './entry?modulePath'
import type { JobName } from './jobs.ts'

let ahead: { readonly job: JobName; readonly worker: Worker } | null = null

const start = (job: JobName): Worker => new Worker(entryPath, { workerData: { job }, resourceLimits: { maxYoungGenerationSizeMb: 32 } })

/** Starts a thread for a job that will probably be asked for, so that it loads its program by then. Keeps no process alive. */
export function startAhead(job: JobName): void {
  ahead = { job, worker: start(job) }
  ahead.worker.unref()
}

/** A thread that waits for `begin`. */
export function startThread(job: JobName): Worker {
  if (ahead?.job !== job) return start(job)
  const { worker } = ahead
  ahead = null
  worker.ref()
  return worker
}
