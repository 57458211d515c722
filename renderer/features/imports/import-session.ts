// The import screen's own state: files waiting, what a run came to. Kept in the query cache, so that leaving the screen
// during a run loses nothing and the next engagement starts with nothing.
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Output } from '#contract'
import type { PickedFile } from '#contract/host'
import { toAppError } from '#domain/errors'
import { countOf } from '../../design/format.ts'
import { type Job, useJobs } from '../../platform/jobs.tsx'
import { useClient } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'
import { addToQueue, importable, type QueuedFile } from './queue.ts'

export type RunResult = Output<'imports.run'>

export type SessionState = {
  readonly queue: readonly QueuedFile[]
  /** Files being looked at, not yet in the queue. */
  readonly looking: number
  readonly jobId: string | null
  readonly result: RunResult | null
  readonly error: unknown
}

const KEY = ['import-session'] as const
const NOTHING: SessionState = { queue: [], looking: 0, jobId: null, result: null, error: null }
/** Most files one call of the contract takes. */
const MAX_FILES = 10_000

export type ImportSession = SessionState & {
  readonly job: Job | null
  /** Finds out what files are and puts them into the queue. */
  add(files: Promise<readonly PickedFile[]>): Promise<void>
  remove(token: string): void
  clear(): void
  /** Imports everything in the queue that can be read. Its outcome is in `result` or `error`; never rejects. */
  start(): Promise<void>
  cancel(): Promise<void>
  dismiss(): void
}

export function useImportSession(): ImportSession {
  const client = useClient()
  const cache = useQueryClient()
  const jobs = useJobs()
  const { data: state = NOTHING } = useQuery<SessionState>({
    queryKey: KEY,
    queryFn: skipToken,
    initialData: NOTHING,
    gcTime: Number.POSITIVE_INFINITY,
  })

  const update = useCallback(
    (change: (now: SessionState) => Partial<SessionState>) => {
      cache.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY })
      cache.setQueryData<SessionState>(KEY, (now = NOTHING) => ({ ...now, ...change(now) }))
    },
    [cache],
  )

  const add = useCallback<ImportSession['add']>(
    async (picking) => {
      let looking = 0
      try {
        const tokens = (await picking).map((file) => file.token)
        looking = tokens.length
        update((now) => ({ looking: now.looking + looking, error: null }))
        for (let at = 0; at < tokens.length; at += MAX_FILES) {
          const detected = await client('imports.detect', { files: tokens.slice(at, at + MAX_FILES) })
          update((now) => ({ queue: addToQueue(now.queue, detected) }))
        }
      } catch (error) {
        update(() => ({ error }))
      } finally {
        update((now) => ({ looking: now.looking - looking }))
      }
    },
    [client, update],
  )

  const start = useCallback(async () => {
    const now = cache.getQueryData<SessionState>(KEY) ?? NOTHING
    const files = importable(now.queue)
    if (files.length === 0 || now.jobId !== null) return
    try {
      const result = await jobs.run({ label: `Importing ${countOf(files.length, 'file')}`, unit: 'bytes' }, (jobId) => {
        update(() => ({ jobId, result: null, error: null }))
        return client('imports.run', {
          jobId,
          files: files.map((file) => ({ token: file.token, formatId: file.detection.formatId })),
        })
      })
      // Files are read in the order given: after a cancelled run, what was not reached stays in the queue.
      const done = new Set(files.slice(0, result.files.length).map((file) => file.token))
      update(({ queue }) => ({ result, queue: queue.filter((file) => !done.has(file.token)) }))
    } catch (error) {
      update(() => ({ error: toAppError(error) }))
    } finally {
      update(() => ({ jobId: null }))
      void refresh(cache)
    }
  }, [cache, client, jobs, update])

  return {
    ...state,
    job: jobs.running.find((job) => job.jobId === state.jobId) ?? null,
    add,
    remove: (token) => update(({ queue }) => ({ queue: queue.filter((file) => file.token !== token) })),
    clear: () => update(() => ({ queue: [] })),
    start,
    cancel: async () => {
      if (state.jobId !== null) await jobs.cancel(state.jobId)
    },
    dismiss: () => update(() => ({ result: null, error: null })),
  }
}
