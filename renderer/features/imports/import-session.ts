// The import screen's own state: files waiting, what a run came to. Kept in the query cache, so that leaving the screen
// during a run loses nothing and the next engagement starts with nothing.
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Client, Output } from '#contract'
import { toAppError } from '#domain/errors'
import type { Directions } from '#domain/imports'
import { countOf } from '../../design/format.ts'
import { type Job, useJobs } from '../../platform/jobs.tsx'
import type { HostFile } from '../../platform/platform.ts'
import { useClient } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'
import { addToQueue, changed, chosen, type QueuedFile, queuedFiles } from './queue.ts'

export type RunResult = Output<'imports.run'>

export type SessionState = {
  readonly queue: readonly QueuedFile[]
  /** Named files and folders being looked at, not yet in the queue. */
  readonly looking: number
  readonly jobId: string | null
  readonly result: RunResult | null
  readonly error: unknown
}

const KEY = ['import-session'] as const
const NOTHING: SessionState = { queue: [], looking: 0, jobId: null, result: null, error: null }
/** Files looked at by one call: few enough that the list fills while a person watches. */
const CHUNK = 100

export type ImportSession = SessionState & {
  readonly job: Job | null
  /** Finds out what files are and puts them into the queue. */
  add(files: Promise<readonly HostFile[]>): Promise<void>
  remove(tokens: ReadonlySet<string>): void
  /** Takes files into the import, or leaves them out. */
  want(tokens: ReadonlySet<string>, wanted: boolean): void
  /** Says what files are; null takes back what was said. */
  answer(tokens: ReadonlySet<string>, answer: Directions | null): void
  /** Imports every chosen file, together or not at all. Its outcome is in `result` or `error`; never rejects. */
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
        const files = await picking
        looking = files.length
        update((now) => ({ looking: now.looking + looking, error: null }))
        for (let at = 0; at < files.length; at += CHUNK) {
          const chunk = files.slice(at, at + CHUNK)
          const found = await lookAt(client, chunk)
          looking -= chunk.length
          update((now) => ({ queue: addToQueue(now.queue, found), looking: now.looking - chunk.length }))
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
    const files = chosen(now.queue)
    if (files.length === 0 || now.jobId !== null) return
    const groups = new Set(files.map(({ group }) => group))
    const only = groups.size === 1 ? ([...groups][0] ?? null) : null
    try {
      const result = await jobs.run({ label: `Importing ${countOf(files.length, 'file')}`, unit: 'bytes' }, (jobId) => {
        update(() => ({ jobId, result: null, error: null }))
        return client('imports.run', {
          jobId,
          ...(only === null ? {} : { name: only.slice(0, 500) }),
          files: files.map(({ token, answer }) => ({ token, ...(answer === null ? {} : { directions: answer }) })),
        })
      })
      // All or nothing: a cancelled run leaves every file where it was.
      const done = new Set(result.cancelled ? [] : files.map((file) => file.token))
      update(({ queue }) => ({ result, queue: queue.filter((file) => !done.has(file.token)) }))
    } catch (error) {
      update(() => ({ error: toAppError(error) }))
    } finally {
      update(() => ({ jobId: null }))
      void refresh(cache)
    }
  }, [cache, client, jobs, update])

  const changes = useMemo<Pick<ImportSession, 'remove' | 'want' | 'answer' | 'dismiss'>>(
    () => ({
      remove: (tokens) => update(({ queue }) => ({ queue: queue.filter((file) => !tokens.has(file.token)) })),
      want: (tokens, wanted) => update(({ queue }) => ({ queue: changed(queue, tokens, () => ({ wanted })) })),
      answer: (tokens, answer) =>
        update(({ queue }) => ({
          queue: changed(queue, tokens, (file) => ({
            answer,
            wanted: answer !== null || file.detection.importable || file.remembered !== null,
          })),
        })),
      dismiss: () => update(() => ({ result: null, error: null })),
    }),
    [update],
  )

  return {
    ...state,
    ...changes,
    job: jobs.running.find((job) => job.jobId === state.jobId) ?? null,
    add,
    start,
    cancel: async () => {
      if (state.jobId !== null) await jobs.cancel(state.jobId)
    },
  }
}

/**
 * What lies behind named files and folders. One call answers for many; only where it finds more than was named, a folder or an
 * archive is among them, and each is asked for by itself to know what belongs to it.
 */
async function lookAt(client: Client, files: readonly HostFile[]): Promise<readonly QueuedFile[]> {
  const named = ({ name, within }: HostFile) => ({ name, within: within ?? null })
  const found = await client('imports.detect', { files: files.map(({ token }) => token) })
  const [only] = files
  if (only !== undefined && files.length === 1) return queuedFiles(named(only), found)
  const isOneEach = found.length === files.length && found.every(({ fileName }) => !fileName.includes('/'))
  if (isOneEach) return files.flatMap((file, index) => queuedFiles(named(file), found.slice(index, index + 1)))
  const each: QueuedFile[] = []
  for (const file of files) each.push(...queuedFiles(named(file), await client('imports.detect', { files: [file.token] })))
  return each
}
