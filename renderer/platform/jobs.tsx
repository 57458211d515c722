// Long work of this window: each job has a name, its progress as the program reports it, and a way to stop it.
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import type { JobProgress } from '#contract/events'
import { AppError } from '#domain/errors'
import { useClient, usePlatformEvents } from './provider.tsx'

export type Job = {
  readonly jobId: string
  readonly label: string
  /** What `done` and `total` of the progress count. */
  readonly unit: 'bytes' | 'steps'
  readonly progress: JobProgress | null
  readonly cancelling: boolean
}

export type Jobs = {
  readonly running: readonly Job[]
  /** Runs a command that takes a job id; shown in the title bar until it ends. Passes result and error through. */
  run<T>(job: { readonly label: string; readonly unit: Job['unit'] }, work: (jobId: string) => Promise<T>): Promise<T>
  cancel(jobId: string): Promise<void>
}

const Context = createContext<Jobs | null>(null)

export function JobsProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const [running, setRunning] = useState<readonly Job[]>([])

  usePlatformEvents((event) => {
    if (event.event !== 'job.progressed') return
    const progress = event.payload
    setRunning((jobs) => jobs.map((job) => (job.jobId === progress.jobId ? { ...job, progress } : job)))
  })

  const run = useCallback<Jobs['run']>(async ({ label, unit }, work) => {
    const jobId = crypto.randomUUID()
    setRunning((jobs) => [...jobs, { jobId, label, unit, progress: null, cancelling: false }])
    try {
      return await work(jobId)
    } finally {
      setRunning((jobs) => jobs.filter((job) => job.jobId !== jobId))
    }
  }, [])

  const cancel = useCallback<Jobs['cancel']>(
    async (jobId) => {
      setRunning((jobs) => jobs.map((job) => (job.jobId === jobId ? { ...job, cancelling: true } : job)))
      await client('jobs.cancel', { jobId })
    },
    [client],
  )

  const value = useMemo(() => ({ running, run, cancel }), [running, run, cancel])
  return <Context value={value}>{children}</Context>
}

export function useJobs(): Jobs {
  const jobs = use(Context)
  if (jobs === null) throw new AppError('unexpected', 'A screen was drawn outside JobsProvider.')
  return jobs
}
