// Reading and proving the journal. Writing is commit.ts's alone.
import type { Handlers } from '#contract'
import { listEntries } from '#db/queries/journal'
import type { WorkerPool } from '../worker/pool.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `journal.${string}`>

export function createJournal({ sessions, pool }: { readonly sessions: Sessions; readonly pool: WorkerPool }): Pick<Handlers, Methods> {
  return {
    'journal.list': ({ offset, limit, subject, text }) =>
      listEntries(sessions.require().db, { offset, limit, subject: subject ?? null, text }),
    'journal.verify': () => pool.run('journal-proof', { db: sessions.require().location, depth: 'bytes' }),
  }
}
