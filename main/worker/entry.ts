// The entry of every thread: runs the one job it was started for and answers once, or serves the job that started it.
import { type MessagePort, parentPort, receiveMessageOnPort, Worker, workerData } from 'node:worker_threads'
import { AppError, toAppError } from '#domain/errors'
import type { Helper, JobContext, JobMessage, JobName, JobRequest, Jobs } from './jobs.ts'

type Job<J extends JobName> = (input: Jobs[J]['input'], context: JobContext) => Promise<Jobs[J]['output']>

/** Loaded when asked for: an import must not pay for the PDF library, nor a report for the parsers. */
const JOBS: { readonly [J in JobName]: () => Promise<Job<J>> } = {
  import: async () => (await import('./import-job.ts')).importJob,
  relate: async () => (await import('./relate-job.ts')).relateJob,
  tidy: async () => (await import('./tidy-job.ts')).tidyJob,
  report: async () => (await import('./report-job.ts')).reportJob,
  readiness: async () => (await import('./readiness-job.ts')).readinessJob,
  proposals: async () => (await import('./evaluate-job.ts')).evaluateJob,
  'journal-proof': async () => (await import('./journal-job.ts')).journalProofJob,
}

const port = parentPort
if (!port) throw new Error('entry.ts runs only as a worker thread')

let isCancelled = false
const PROGRESS_EVERY_MS = 100
let lastProgress = Number.NEGATIVE_INFINITY

const post = (message: JobMessage): void => {
  port.postMessage(message)
}

const context: JobContext = {
  startThread: (helper) => new Worker(new URL(import.meta.url), { workerData: helper, resourceLimits: { maxYoungGenerationSizeMb: 16 } }),
  progress: (progress) => {
    const now = performance.now()
    if (now - lastProgress < PROGRESS_EVERY_MS && progress.done !== progress.total) return
    lastProgress = now
    post({ kind: 'progress', progress })
  },
  throwIfCancelled: () => {
    // Work that never waits hears of nothing by events.
    for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port))
      if ((received.message as JobRequest).kind === 'cancel') isCancelled = true
    if (isCancelled) throw new AppError('cancelled', 'Cancelled. Nothing of this step was kept.')
  },
}

const given = workerData as Helper | { readonly job: JobName }
if ('thread' in given) (await import('./write-staged.ts')).writeStaged(given.location, port)
else await runJob(given.job, port)

async function runJob(job: JobName, from: MessagePort): Promise<void> {
  const input = new Promise<unknown>((resolve) => {
    from.on('message', (request: JobRequest) => {
      if (request.kind === 'begin') resolve(request.input)
      else isCancelled = true
    })
  })
  try {
    const work = (await JOBS[job]()) as (input: unknown, context: JobContext) => Promise<unknown>
    post({ kind: 'done', output: await work(await input, context) })
  } catch (error) {
    const { code, message, details, stack } = toAppError(error)
    post({ kind: 'failed', error: { code, message, details, stack } })
  } finally {
    from.close()
  }
}
