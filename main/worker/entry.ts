// The worker thread's entry: runs the one job it was started for and answers once.
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toAppError } from '#domain/errors'
import { importJob } from './import-job.ts'
import type { JobContext, JobMessage, JobName, Jobs } from './jobs.ts'
import { journalProofJob } from './journal-job.ts'
import { readinessJob, reportJob } from './report-job.ts'

const JOBS: { readonly [J in JobName]: (input: Jobs[J]['input'], context: JobContext) => Promise<Jobs[J]['output']> } = {
  import: importJob,
  report: reportJob,
  readiness: readinessJob,
  'journal-proof': journalProofJob,
}

const port = parentPort
if (!port) throw new Error('entry.ts runs only as a worker thread')

let isCancelled = false
const PROGRESS_EVERY_MS = 100
let lastProgress = Number.NEGATIVE_INFINITY

const post = (message: JobMessage): void => {
  port.postMessage(message)
}

port.on('message', (message: unknown) => {
  if (message === 'cancel') isCancelled = true
})

const context: JobContext = {
  progress: (progress) => {
    const now = performance.now()
    if (now - lastProgress < PROGRESS_EVERY_MS && progress.done !== progress.total) return
    lastProgress = now
    post({ kind: 'progress', progress })
  },
  throwIfCancelled: () => {
    if (isCancelled) throw new AppError('cancelled', 'Cancelled. Nothing of this step was kept.')
  },
}

const { job, input } = workerData as { job: JobName; input: Jobs[JobName]['input'] }
const work = JOBS[job] as (input: unknown, context: JobContext) => Promise<unknown>
try {
  post({ kind: 'done', output: await work(input, context) })
} catch (error) {
  const { code, message, details, stack } = toAppError(error)
  post({ kind: 'failed', error: { code, message, details, stack } })
} finally {
  port.close()
}
