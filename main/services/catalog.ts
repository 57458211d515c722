// The catalog in force, and a catalog file of a user's own: checked, put in force, dropped. Verdicts outlive every change of it.
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers } from '#contract'
import { removeStoredAdditions, sha256OfText, writeStoredAdditions } from '#db/queries/catalog-additions'
import { readEngagement, writeEngagement } from '#db/queries/engagement'
import type { CatalogStanding } from '#domain/catalog'
import { AppError } from '#domain/errors'
import type { Ports, VaultFile } from '../app/ports.ts'
import { type Additions, faulty, LARGEST_ADDITIONS, readAdditions } from '../catalog/additions.ts'
import { type Applied, applyAdditions, isNothingKept, NOTHING_KEPT } from '../catalog/additions-apply.ts'
import { catalogStanding, describeFile, digestOf, inForceIn } from '../views/catalog-in-force.ts'
import { keptBy } from '../views/catalog-kept.ts'
import { ADDITIONS_ID } from '../views/subjects.ts'
import type { Session, Sessions } from './session.ts'

type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly actor: () => string }
type Methods = Extract<keyof Handlers, `catalog.${string}`>

type ReadFile = { readonly fileName: string; readonly content: string; readonly additions: Additions; readonly applied: Applied }

export function createCatalogMethods({ sessions, ports, actor }: Deps): Pick<Handlers, Methods> {
  /** Stands the engagement on `file` (null: on the shipped catalog) and records which catalog that makes. */
  const stand = (session: Session, file: ReadFile | null): CatalogStanding => {
    const { db, commit } = session
    const before = inForceIn(db)
    const bare = applyAdditions(file?.additions ?? null, NOTHING_KEPT, '').catalog
    const kept = keptBy(db, { from: before.catalog, to: bare, keptBefore: before.kept, usedBefore: before.stored?.usedAt ?? null })
    const sha256 = file === null ? null : sha256OfText(file.content)
    const version = applyAdditions(file?.additions ?? null, kept, digestOf(sha256, kept)).catalog.version
    commit((tx) => {
      tx.change({ action: file === null ? 'catalog.dropped' : 'catalog.used', subject: 'catalog', subjectId: ADDITIONS_ID }, (writable) => {
        if (file === null && isNothingKept(kept)) removeStoredAdditions(writable)
        else
          writeStoredAdditions(writable, {
            fileName: file?.fileName ?? null,
            content: file?.content ?? null,
            kept,
            usedAt: ports.clock.now().toISOString(),
            usedBy: actor(),
          })
      })
      record(session, tx, version)
    })
    return catalogStanding(db)
  }

  return {
    'catalog.services': () =>
      sessions
        .catalog()
        .services()
        .map((service) => ({ ...service })),
    'catalog.service': ({ service: name }) => {
      const service = sessions.catalog().service(name)
      if (!service) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
      return service
    },
    'catalog.topics': () => [...sessions.catalog().topics()],
    'catalog.standing': () => catalogStanding(sessions.current()?.db ?? null),
    'catalog.check': async ({ file }) => {
      const { fileName, content, additions, applied } = await read(ports.files.file(file))
      return describeFile(fileName, sha256OfText(content), additions, applied)
    },
    'catalog.use': async ({ file }) => {
      const asked = sessions.require()
      const given = await read(ports.files.file(file))
      if (sessions.current() !== asked) throw new AppError('conflict', 'Another engagement was opened meanwhile. Nothing was changed.')
      const { stored } = inForceIn(asked.db)
      return stored?.content === given.content && stored.fileName === given.fileName ? catalogStanding(asked.db) : stand(asked, given)
    },
    'catalog.drop': () => {
      const session = sessions.require()
      if (inForceIn(session.db).additions === null)
        throw new AppError('not-found', 'This engagement uses no catalog file of its own. Nothing was changed.')
      return stand(session, null)
    },
    'catalog.adopt': () => {
      const session = sessions.require()
      session.commit((tx) => {
        record(session, tx, session.catalog.version)
      })
      return catalogStanding(session.db)
    },
  }
}

/** The engagement records which catalog it stands on; the journal says when that changed. */
function record({ db }: Session, tx: Parameters<Parameters<Session['commit']>[0]>[0], catalogVersion: string): void {
  const engagement = readEngagement(db)
  if (!engagement) throw new AppError('no-engagement', 'The engagement has no content yet.')
  tx.change({ action: 'engagement.catalog-recorded', subject: 'engagement', subjectId: engagement.engagementId }, (writable) => {
    writeEngagement(writable, { ...engagement, catalogVersion })
  })
}

/** Throws AppError: input-unreadable, invalid-input with every fault and its place. */
async function read({ path, name }: VaultFile): Promise<ReadFile> {
  const fileName = basename(name)
  const { size } = await stat(path)
  if (size > LARGEST_ADDITIONS)
    throw new AppError('invalid-input', `${fileName} has ${size} bytes; a catalog file has at most ${LARGEST_ADDITIONS}.`, {
      file: fileName,
    })
  const content = textOf(await readFile(path), fileName)
  const additions = readAdditions(fileName, content)
  const applied = applyAdditions(additions, NOTHING_KEPT, digestOf(sha256OfText(content), NOTHING_KEPT))
  if (applied.faults.length > 0) throw faulty(fileName, applied.faults)
  return { fileName, content, additions, applied }
}

/** The byte order mark stays, so that the stored text has the digest of the file. */
function textOf(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new AppError('invalid-input', `${fileName} is not UTF-8 text.`, { file: fileName })
  }
}
