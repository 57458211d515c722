// Clears away, in the background, what an engagement file holds and no view shows: removed imports, abandoned ones, replaced relations.
import { type Leftovers, leftoversOf } from '#db/open'
import type { DbLocation, ReadableDb } from '#db/types'
import { toAppError } from '#domain/errors'
import type { WorkerPool } from '../worker/pool.ts'
import type { Session } from './session.ts'

export type Tidying = {
  /** Clears away whatever is left over. Nobody waits for it: what it does not get to goes when the engagement is next opened. */
  readonly all: (session: Pick<Session, 'location'> & { readonly db: ReadableDb }) => void
  /** Clears away this, and says when it is done, as far as there was space and time. */
  readonly these: (location: DbLocation, leftovers: Leftovers) => Promise<void>
}

/** The imports this process reads now. Kept for the process, not for an app: its number is what staged rows are known by. */
const reading = new Set<string>()

/** Keeps the staged rows of an import from being taken for those of a process that died. */
export async function whileReading<T>(importId: string, work: () => Promise<T>): Promise<T> {
  reading.add(importId)
  try {
    return await work()
  } finally {
    reading.delete(importId)
  }
}

export function createTidying(pool: WorkerPool): Tidying {
  const these = (location: DbLocation, leftovers: Leftovers): Promise<void> =>
    pool.run('tidy', { db: location, ...leftovers }).then(
      () => undefined,
      (error: unknown) => {
        const { code, message } = toAppError(error)
        if (code !== 'cancelled' && code !== 'disk-full' && code !== 'engagement-unreadable') process.emitWarning(`tidying up: ${message}`)
      },
    )
  return {
    these,
    all: ({ db, location }) => {
      const leftovers = leftoversOf(db, reading)
      if (leftovers.imports.length + leftovers.relations.length > 0) void these(location, leftovers)
    },
  }
}
