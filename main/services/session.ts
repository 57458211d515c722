// The one open engagement of this process: its database, where it lies, the catalog it stands on, and the only way to write to it.
import { basename } from 'node:path'
import { type Credentials, createDb, openDb } from '#db/open'
import { readEngagement } from '#db/queries/engagement'
import type { DbLocation, OpenedDb, ReadableDb } from '#db/types'
import type { Engagement } from '#domain/engagement'
import { AppError } from '#domain/errors'
import type { JournalSubject } from '#domain/journal'
import { type Catalog, shippedCatalog } from '../catalog/catalog.ts'
import { catalogInForce } from '../views/catalog-in-force.ts'
import { type Commit, createCommit } from './commit.ts'

export type Session = {
  readonly db: ReadableDb
  readonly location: DbLocation
  readonly commit: Commit
  /** The catalog in force at the moment of asking; take it anew in every call, a person may change it. */
  readonly catalog: Catalog
}

export type Sessions = {
  current(): Session | null
  /** The open engagement. Throws AppError('no-engagement'). */
  require(): Session
  /** The catalog of the open engagement; where none is open, the shipped one. */
  catalog(): Catalog
  /** The open engagement as the contract shows it. */
  engagement(): Engagement
  /** Makes a file and opens it; what was open before is closed. */
  create(credentials: Credentials): Promise<Session>
  open(credentials: Credentials): Promise<Session>
  close(): void
}

type Deps = {
  readonly now: () => Date
  readonly actor: () => string
  readonly changed: (subjects: readonly (JournalSubject | 'session')[]) => void
}

export function createSessions({ now, actor, changed }: Deps): Sessions {
  let session: Session | null = null

  const start = ({ db, location }: OpenedDb): Session => {
    close()
    const started: Session = {
      db,
      location,
      commit: createCommit({ db, now, actor, committed: changed }),
      get catalog() {
        return catalogInForce(db)
      },
    }
    session = started
    changed(['session'])
    return started
  }

  const close = (): void => {
    if (!session) return
    session.db.close()
    session = null
    changed(['session'])
  }

  const require = (): Session => {
    if (!session) throw new AppError('no-engagement', 'No engagement is open.')
    return session
  }

  return {
    current: () => session,
    require,
    catalog: () => session?.catalog ?? shippedCatalog(),
    engagement: () => {
      const { db, location } = require()
      const stored = readEngagement(db)
      if (!stored) throw new AppError('not-an-engagement', `${location.path} holds no engagement.`)
      return { ...stored, encrypted: location.key !== null, fileName: basename(location.path) }
    },
    // A new file is opened before the old one is closed: if it fails, the old one stays.
    create: async (credentials) => start(await createDb(credentials)),
    open: async (credentials) => start(await openDb(credentials)),
    close,
  }
}
