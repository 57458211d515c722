// Importing: tokens to files, one job per file, publication with its journal entry and the drafts that follow from it.
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Handlers, Output, ParsedInput } from '#contract'
import { discardStaged } from '#db/open'
import { importKeyOf, listImports, listIssues, publish, readImport, summaryOf } from '#db/queries/imports'
import { readSource } from '#db/queries/source'
import { AppError, toAppError } from '#domain/errors'
import { noResults, noSeverities } from '#domain/evidence'
import type { Detection, FileOutcome, FormatId, ImportSummary } from '#domain/imports'
import type { Ports } from '../app/ports.ts'
import { detectFormat } from '../importers/detect.ts'
import { HEAD_BYTES } from '../importers/importer.ts'
import { importerFor } from '../importers/registry.ts'
import type { ImportOutcome } from '../worker/jobs.ts'
import type { WorkerPool } from '../worker/pool.ts'
import { draftFindings } from './drafting.ts'
import type { JobRegistry } from './job-registry.ts'
import type { Session, Sessions } from './session.ts'

type Deps = {
  readonly ports: Ports
  readonly sessions: Sessions
  readonly pool: WorkerPool
  readonly jobs: JobRegistry
  readonly actor: () => string
}
type Methods = Extract<keyof Handlers, `imports.${string}`>

export function createImports({ ports, sessions, pool, jobs, actor }: Deps): Pick<Handlers, Methods> {
  /** Every file named or lying under a named folder, with the format a person chose for it. */
  const filesOf = async (files: ParsedInput<'imports.run'>['files']): Promise<{ path: string; formatId: FormatId | null }[]> => {
    const found = files.map(async ({ token, formatId }) =>
      (await filesUnder(ports.files.path(token))).map((path) => ({ path, formatId: formatId ?? null })),
    )
    return (await Promise.all(found)).flat()
  }

  const run = async ({ jobId, files, dryRun }: ParsedInput<'imports.run'>): Promise<Output<'imports.run'>> => {
    const session = sessions.require()
    const started = performance.now()
    const outcomes: FileOutcome[] = []
    let draftedFindings = 0
    const cancelled = await jobs.run(jobId, async (signal) => {
      const todo = await filesOf(files)
      for (const [index, file] of todo.entries()) {
        if (signal.aborted) return true
        const step = todo.length === 1 ? basename(file.path) : `${basename(file.path)} (${index + 1} of ${todo.length})`
        try {
          const { outcome, drafted } = await importFile(session, file, { jobId, signal, step, dryRun })
          outcomes.push(outcome)
          draftedFindings += drafted
        } catch (error) {
          if (signal.aborted) return true
          const reason = toAppError(error)
          // What cannot be blamed on this one file stops the run; what was imported before it stays.
          if (reason.code !== 'input-unreadable') throw reason
          outcomes.push({
            outcome: 'not-imported',
            fileName: basename(file.path),
            sha256: null,
            bytes: 0,
            detection: null,
            code: reason.code,
            message: reason.message,
          })
        }
      }
      return signal.aborted
    })
    return { files: outcomes, draftedFindings, elapsedMs: performance.now() - started, cancelled }
  }

  type FileRun = { readonly jobId: string; readonly signal: AbortSignal; readonly step: string; readonly dryRun: boolean }

  const importFile = async (
    session: Session,
    { path, formatId }: { readonly path: string; readonly formatId: FormatId | null },
    { jobId, signal, step, dryRun }: FileRun,
  ): Promise<{ outcome: FileOutcome; drafted: number }> => {
    const fileName = basename(path)
    const seen = await look(path)
    // What no importer reads needs no worker; a folder may hold hundreds of such files.
    if (!importerFor(formatId ?? seen.detection.formatId)) return { outcome: noScan(fileName, seen), drafted: 0 }
    const outcome = await pool.run(
      'import',
      {
        db: session.location,
        path,
        fileName,
        formatId,
        importId: ports.randomUuid(),
        startedAt: ports.clock.now().toISOString(),
        importedBy: actor(),
        dryRun,
      },
      { signal, onProgress: (p) => ports.emit('job.progressed', { jobId, ...p, step }) },
    )
    if (outcome.kind === 'not-imported') {
      const { kind: _kind, ...rest } = outcome
      return { outcome: { outcome: 'not-imported', fileName, ...rest }, drafted: 0 }
    }
    if (outcome.kind === 'same-bytes') return { outcome: alreadyImported(session, fileName, outcome.importId), drafted: 0 }
    if (outcome.importKey === null)
      return { outcome: { outcome: 'imported', fileName, summary: outcome.summary, issues: [...outcome.issues] }, drafted: 0 }
    return publishStaged(session, outcome, outcome.importKey, fileName, signal)
  }

  const publishStaged = (
    session: Session,
    { stored, issues }: Extract<ImportOutcome, { kind: 'staged' }>,
    importKey: number,
    fileName: string,
    signal: AbortSignal,
  ): { outcome: FileOutcome; drafted: number } => {
    if (signal.aborted || sessions.current() !== session) {
      discardStaged(session.location, importKey)
      throw new AppError('cancelled', 'Cancelled. Nothing of this file was kept.')
    }
    const drafted = session.commit((tx) => {
      tx.change({ action: 'import.published', subject: 'import', subjectId: stored.importId }, (db) => {
        publish(db, importKey, stored)
      })
      return draftFindings(tx, { db: session.db, now: ports.clock.now().toISOString(), randomUuid: ports.randomUuid })
    })
    return { outcome: { outcome: 'imported', fileName, summary: summaryOf(session.db, stored), issues: [...issues] }, drafted }
  }

  const detect = async (tokens: readonly string[]): Promise<Output<'imports.detect'>> => {
    const paths = (await Promise.all(tokens.map((token) => filesUnder(ports.files.path(token))))).flat()
    return Promise.all(paths.map(async (path) => ({ token: ports.files.add(path), fileName: basename(path), ...(await look(path)) })))
  }

  const importOf = (importId: string): ImportSummary => {
    const { db } = sessions.require()
    const stored = readImport(db, importId)
    if (!stored) throw new AppError('not-found', 'There is no such import.', { importId })
    return summaryOf(db, stored)
  }

  return {
    'imports.detect': ({ files }) => detect(files),
    'imports.run': run,
    'imports.list': () => listImports(sessions.require().db),
    'imports.get': ({ importId }) => importOf(importId),
    'imports.issues': ({ importId, offset, limit }) => {
      importOf(importId)
      return listIssues(sessions.require().db, importId, offset, limit)
    },
    'imports.excerpt': ({ importId, offset, length }) => {
      const { bytes } = importOf(importId)
      const { db } = sessions.require()
      const importKey = importKeyOf(db, importId)
      const from = Math.min(offset, bytes)
      const cut = importKey === null ? Buffer.alloc(0) : readSource(db, importKey, from, Math.min(length, bytes - from))
      return {
        offset: from,
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(cut),
        atStart: from === 0,
        atEnd: from + cut.length >= bytes,
      }
    },
  }
}

const noScan = (fileName: string, { bytes, detection }: { bytes: number; detection: Detection }): FileOutcome => ({
  outcome: 'not-imported',
  fileName,
  sha256: null,
  bytes,
  detection,
  code: detection.formatId,
  message: `${fileName} was not imported: ${detection.reason}`,
})

/** The same bytes are here: nothing is stored, and the balance says so. */
function alreadyImported(session: Session, fileName: string, importId: string): FileOutcome {
  const stored = readImport(session.db, importId)
  if (!stored) throw new AppError('not-found', 'The earlier import of these bytes is gone.', { importId })
  const summary = summaryOf(session.db, stored)
  return {
    outcome: 'already-imported',
    fileName,
    summary: {
      ...summary,
      duplicates: summary.stored,
      stored: 0,
      muted: 0,
      byResult: noResults(),
      bySeverity: noSeverities(),
      byService: {},
      byTopic: {},
    },
    issues: [],
  }
}

async function look(path: string): Promise<{ bytes: number; detection: Detection }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { bytes: size, detection: detectFormat({ bytes: buffer.subarray(0, bytesRead), whole: size <= bytesRead }) }
  } finally {
    await file.close()
  }
}

/** The file itself, or every file below a folder in the order of their names. Links are not followed out of the folder. */
async function filesUnder(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const below = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() || entry.isFile())
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => filesUnder(join(path, entry.name))),
  )
  return below.flat()
}
