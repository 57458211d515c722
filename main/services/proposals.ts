// The proposals of the open engagement: worked out by a worker, and kept only as long as nothing they rest on has changed.
import { AppError } from '#domain/errors'
import type { Proposal } from '#domain/proposal'
import { evidenceState } from '../views/proposals.ts'
import type { WorkerPool } from '../worker/pool.ts'
import type { Sessions } from './session.ts'

export type CurrentProposals = {
  readonly list: readonly Proposal[]
  /** Throws AppError('conflict') where the evidence is no longer what the list was worked out from. Ask inside the commit. */
  readonly mustHold: () => void
}

export type Proposals = {
  /** What the evidence suggests for a service of the open engagement now. `service` is its catalog key. */
  current(service: string): Promise<CurrentProposals>
}

type Known = { readonly state: number; readonly list: Promise<readonly Proposal[]> }

export function createProposals({ sessions, pool }: { readonly sessions: Sessions; readonly pool: WorkerPool }): Proposals {
  /** By the open file: another engagement forgets all of them. */
  let of: { readonly session: object; readonly byService: Map<string, Known> } | null = null
  return {
    current: async (service) => {
      const session = sessions.require()
      if (of?.session !== session.db) of = { session: session.db, byService: new Map() }
      const { byService } = of
      const state = evidenceState(session.db)
      let known = byService.get(service)
      if (known?.state !== state) {
        known = { state, list: pool.run('proposals', { db: session.location, service }) }
        byService.set(service, known)
      }
      const { list } = known
      try {
        return {
          list: await list,
          mustHold: () => {
            if (evidenceState(sessions.require().db) !== state)
              throw new AppError('conflict', 'The evidence changed meanwhile. Look at what it proposes now, then decide.', { service })
          },
        }
      } catch (error) {
        if (byService.get(service) === known) byService.delete(service)
        throw error
      }
    },
  }
}
