// Building reports: the running job and what came of the last one. Kept in the query cache, so that leaving the screen
// during a build loses nothing.
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Output } from '#contract'
import { toAppError } from '#domain/errors'
import { countOf } from '../../design/format.ts'
import { type Job, useJobs } from '../../platform/jobs.tsx'
import { useClient } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'

export type Built = Output<'reports.build'>
type State = { readonly jobId: string | null; readonly built: Built | null; readonly error: unknown }

const KEY = ['report-build'] as const
const NOTHING: State = { jobId: null, built: null, error: null }

export type BuildSession = State & {
  readonly job: Job | null
  /** Builds one PDF per service. The outcome is in `built` or `error`; never rejects. */
  build(services: readonly string[], draft: boolean): Promise<void>
  cancel(): Promise<void>
  dismiss(): void
}

export function useBuildSession(): BuildSession {
  const client = useClient()
  const cache = useQueryClient()
  const jobs = useJobs()
  const { data: state = NOTHING } = useQuery<State>({
    queryKey: KEY,
    queryFn: skipToken,
    initialData: NOTHING,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const update = (change: Partial<State>) => {
    cache.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY })
    cache.setQueryData<State>(KEY, (now = NOTHING) => ({ ...now, ...change }))
  }
  return {
    ...state,
    job: jobs.running.find((job) => job.jobId === state.jobId) ?? null,
    async build(services, draft) {
      try {
        const built = await jobs.run({ label: `Building ${countOf(services.length, 'report')}`, unit: 'steps' }, (jobId) => {
          update({ jobId, built: null, error: null })
          return client('reports.build', { jobId, services: [...services], draft })
        })
        update({ built })
      } catch (error) {
        update({ error: toAppError(error) })
      } finally {
        update({ jobId: null })
        void refresh(cache)
      }
    },
    async cancel() {
      if (state.jobId !== null) await jobs.cancel(state.jobId)
    },
    dismiss: () => update({ built: null, error: null }),
  }
}
