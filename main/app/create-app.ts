// Composition by hand: ports in, one `dispatch` out. Every host calls this and nothing else.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '#contract'
import type { Reply } from '#contract/reply'
import { sqliteVersion } from '#db/open'
import type { SignatureInfo } from '#domain/identity'
import { CATALOG_VERSION } from '../catalog/catalog.ts'
import { createAssurance } from '../services/assurance.ts'
import { createCatalogMethods } from '../services/catalog.ts'
import { createCriteria } from '../services/criteria.ts'
import { createDrafting } from '../services/drafting.ts'
import { createEngagements } from '../services/engagements.ts'
import { createEvidence } from '../services/evidence.ts'
import { createFactors } from '../services/factors.ts'
import { createFiling } from '../services/filing.ts'
import { createFindings } from '../services/findings.ts'
import { createFrameworkMethods } from '../services/frameworks.ts'
import { createImports } from '../services/imports.ts'
import { createJobRegistry } from '../services/job-registry.ts'
import { createJournal } from '../services/journal.ts'
import { createJudgement } from '../services/judgement.ts'
import { createKit } from '../services/kit.ts'
import { openOutbox } from '../services/outbox.ts'
import { createOverview } from '../services/overview.ts'
import { createProfiles } from '../services/profiles.ts'
import { createProgramMemory } from '../services/program-memory.ts'
import { createProposals } from '../services/proposals.ts'
import { createReports } from '../services/reports.ts'
import { fillSample } from '../services/sample.ts'
import { createSessions } from '../services/session.ts'
import { createSigning } from '../services/signing.ts'
import { createTidying } from '../services/tidying.ts'
import { createPool } from '../worker/pool.ts'
import { createChangeTeller } from './coalesce.ts'
import { createDispatch } from './dispatch.ts'
import type { Ports } from './ports.ts'
import { replaceFile } from './replace-file.ts'
import { TICKMARK_VERSION } from './version.ts'

export type SignFileOrder = {
  readonly identityId: string
  readonly passphrase: string
  readonly reason: string /** Where the signed file goes. */
  readonly out: string
}

export type App = {
  /** Runs one method of the contract: known name, parsed input, service, reply. Never throws. */
  dispatch(method: string, input: unknown): Promise<Reply>
  /** Signs a PDF that lies on disk, beside any engagement; for the command line. Throws AppError. */
  signFile(path: string, order: SignFileOrder): Promise<{ path: string; sha256: string; signatures: readonly SignatureInfo[] }>
  /** Cancels running jobs, closes the engagement and removes what was on its way out. */
  close(): Promise<void>
}

export function createApp(ports: Ports): App {
  const memory = createProgramMemory(ports.dataFolder)
  const actor = (): string => memory.actor() ?? ports.actor
  const jobs = createJobRegistry()
  const pool = createPool()
  const tidy = createTidying(pool)
  const changed = createChangeTeller(ports.emit)
  const sessions = createSessions({ now: () => ports.clock.now(), actor, changed })
  const drafting = createDrafting({ ports, sessions })
  const signing = createSigning({ ports, sessions, folder: join(ports.dataFolder, 'identities') })
  const outbox = openOutbox(ports.dataFolder)
  const { signBytes, ...signingMethods } = signing

  const info = () => ({
    version: TICKMARK_VERSION,
    host: ports.host,
    node: process.version,
    sqlite: sqliteVersion(),
    actor: actor(),
    catalogVersion: CATALOG_VERSION,
  })

  const imports = createImports({ ports, sessions, pool, jobs, actor, tidy, drafting })
  const work = {
    ...imports,
    ...createProfiles({ ports, sessions, actor }),
    ...createFiling({ sessions, ports, actor, drafting }),
    ...createFindings({ sessions, ports }),
    ...createJudgement({ sessions, ports, actor }),
    ...createCriteria({ sessions, ports, actor, proposals: createProposals({ sessions, pool }) }),
    ...createAssurance({ sessions, ports, actor, runImport: imports['imports.run'] }),
  }

  const handlers: Handlers = {
    'app.info': info,
    'app.setActor': ({ actor: name }) => {
      memory.setActor(name)
      return info()
    },
    'jobs.cancel': ({ jobId }) => ({ cancelled: jobs.cancel(jobId) }),
    ...createEngagements({ ports, sessions, memory, tidy, drafting, fillSample: () => fillSample(ports, work) }),
    ...createCatalogMethods({ sessions, ports, actor }),
    ...createOverview({ sessions }),
    ...work,
    ...createEvidence({ sessions }),
    ...createFactors({ sessions }),
    ...createFrameworkMethods({ sessions, ports, outbox: outbox.folder }),
    ...createJournal({ sessions, pool }),
    ...createKit({ ports, sessions, runImport: work['imports.run'], outbox: outbox.folder }),
    ...createReports({ ports, sessions, pool, jobs, signing, actor, outbox: outbox.folder }),
    ...signingMethods,
  }

  return {
    dispatch: createDispatch(handlers),
    signFile: async (path, { identityId, passphrase, reason, out }) => {
      const { bytes, signature } = await signBytes(await readFile(path), { identityId, passphrase, reason, signedAt: ports.clock.now() })
      await replaceFile(out, bytes)
      return { path: out, sha256: createHash('sha256').update(bytes).digest('hex'), signatures: [signature] }
    },
    close: async () => {
      await jobs.close()
      await pool.close()
      sessions.close()
      changed.close()
      outbox.remove()
    },
  }
}
