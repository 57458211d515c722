// Making, opening, describing and leaving engagements.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers } from '#contract'
import { type Credentials, removeDb } from '#db/open'
import { readEngagement, writeEngagement } from '#db/queries/engagement'
import { type CustomerFactors, type Engagement, EngagementScope } from '#domain/engagement'
import { AppError } from '#domain/errors'
import { statedAnswers } from '#domain/factors'
import type { Ports } from '../app/ports.ts'
import { type Catalog, shippedCatalog } from '../catalog/catalog.ts'
import { SAMPLE_SCOPE } from '../sample/sample.ts'
import type { Drafting } from './drafting.ts'
import { requireAnswers } from './factors.ts'
import type { ProgramMemory } from './program-memory.ts'
import type { Sessions } from './session.ts'
import type { Tidying } from './tidying.ts'

type Deps = {
  readonly ports: Ports
  readonly sessions: Sessions
  readonly memory: ProgramMemory
  readonly tidy: Tidying
  readonly drafting: Drafting
  /** Fills the open engagement with the bundled sample. */
  readonly fillSample: () => Promise<void>
}
type Methods = Extract<keyof Handlers, `engagements.${string}`>

const MOST_SAMPLES = 1000

export function createEngagements({ ports, sessions, memory, tidy, drafting, fillSample }: Deps): Pick<Handlers, Methods> {
  const remember = (path: string): Engagement => {
    const engagement = sessions.engagement()
    memory.remember({
      path,
      title: engagement.title,
      client: engagement.client,
      encrypted: engagement.encrypted,
      openedAt: ports.clock.now().toISOString(),
    })
    return engagement
  }

  /** Service keys as the catalog writes them; an alias such as `identity-center` becomes `sso`. */
  const knownServices = (catalog: Catalog, keys: readonly string[]): string[] => {
    const known = keys.map((key) => {
      const resolved = catalog.resolveKey(key)
      if (resolved === undefined) throw new AppError('invalid-input', `The catalog has no service "${key}".`, { service: key })
      return resolved
    })
    return [...new Set(known)]
  }

  const create = async (credentials: Credentials, scope: EngagementScope): Promise<Engagement> => {
    requireAnswers(scope.factors.answers)
    const catalog = shippedCatalog()
    const services = knownServices(catalog, scope.services)
    const { commit } = await sessions.create(credentials)
    const engagementId = ports.randomUuid()
    commit((tx) => {
      tx.change({ action: 'engagement.created', subject: 'engagement', subjectId: engagementId }, (db) => {
        writeEngagement(db, {
          ...scope,
          factors: stated(scope.factors),
          services,
          engagementId,
          createdAt: ports.clock.now().toISOString(),
          catalogVersion: catalog.version,
        })
      })
    })
    return remember(credentials.path)
  }

  const open = async (credentials: Credentials): Promise<Engagement> => {
    const session = await sessions.open(credentials)
    tidy.all(session)
    await drafting.settle(session)
    return remember(credentials.path)
  }

  return {
    'engagements.recent': () => memory.recent().map(({ path, ...rest }) => ({ token: ports.files.add(path), ...rest })),
    'engagements.forget': ({ token }) => {
      memory.forget(ports.files.path(token))
      return null
    },
    'engagements.create': ({ file, passphrase, scope }) => create({ path: ports.files.path(file), passphrase }, scope),
    'engagements.open': ({ file, passphrase }) => open({ path: ports.files.path(file), passphrase }),
    'engagements.openSample': async () => {
      mkdirSync(ports.documentsFolder, { recursive: true })
      const path = freePath(ports.documentsFolder, 'Sample engagement')
      await create({ path, passphrase: null }, SAMPLE_SCOPE)
      try {
        await fillSample()
      } catch (error) {
        sessions.close()
        memory.forget(path)
        removeDb(path)
        throw error
      }
      return sessions.engagement()
    },
    'engagements.close': () => {
      sessions.close()
      return null
    },
    'engagements.current': () => (sessions.current() ? sessions.engagement() : null),
    'engagements.update': ({ patch }) => {
      const { db, commit, catalog } = sessions.require()
      const stored = readEngagement(db)
      if (!stored) throw new AppError('no-engagement', 'The engagement has no content yet.')
      const { engagementId, createdAt, catalogVersion, ...scope } = stored
      const merged = EngagementScope.safeParse({ ...scope, ...patch, services: knownServices(catalog, patch.services ?? scope.services) })
      if (!merged.success) throw new AppError('invalid-input', merged.error.issues.map((i) => i.message).join('; '))
      requireAnswers(merged.data.factors.answers, scope.factors.answers)
      commit((tx) => {
        tx.change({ action: 'engagement.updated', subject: 'engagement', subjectId: engagementId }, (writable) => {
          writeEngagement(writable, { ...merged.data, factors: stated(merged.data.factors), engagementId, createdAt, catalogVersion })
        })
      })
      return sessions.engagement()
    },
  }
}

const stated = (factors: CustomerFactors): CustomerFactors => ({ ...factors, answers: statedAnswers(factors.answers) })

/** `NAME.tickmark`, or `NAME 2.tickmark` … where that is taken. */
function freePath(folder: string, name: string): string {
  for (let n = 1; n <= MOST_SAMPLES; n += 1) {
    const path = join(folder, n === 1 ? `${name}.tickmark` : `${name} ${n}.tickmark`)
    if (!existsSync(path)) return path
  }
  throw new AppError('conflict', `There are already ${MOST_SAMPLES} files called ${name} in ${folder}.`)
}
