// Importing: tokens to files, one job per file, publication with its journal entry and the drafts that follow from it.
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Handlers, Output, ParsedInput } from '#contract'
import type { DetectedFile } from '#contract/imports'
import { discardStaged } from '#db/open'
import { importKeyOf, importOfBytes, listImports, listIssues, publish, readImport, summaryOf } from '#db/queries/imports'
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
import { type FoundFile, filesUnder } from './file-walk.ts'
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
  const filesOf = async (files: ParsedInput<'imports.run'>['files']): Promise<(FoundFile & { formatId: FormatId | null })[]> => {
    const found: (FoundFile & { formatId: FormatId | null })[] = []
    for (const { token, formatId } of files)
      for (const file of await filesUnder(ports.files.path(token))) found.push({ ...file, formatId: formatId ?? null })
    return found
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
        const fileName = basename(file.path)
        const step = todo.length === 1 ? fileName : `${fileName} (${index + 1} of ${todo.length})`
        try {
          const { outcome, drafted } = await importFile(session, file, { jobId, signal, step, dryRun })
          outcomes.push(outcome)
          draftedFindings += drafted
        } catch (error) {
          if (signal.aborted) return true
          const reason = toAppError(error)
          // What cannot be blamed on this one file stops the run; what was imported before it stays.
          if (reason.code !== 'input-unreadable') throw stopped(reason, fileName, dryRun ? [] : outcomes)
          outcomes.push(notRead(fileName, 0, null, reason.code, reason.message))
        }
      }
      return signal.aborted
    })
    return { files: outcomes, draftedFindings, elapsedMs: performance.now() - started, cancelled }
  }

  type FileRun = { readonly jobId: string; readonly signal: AbortSignal; readonly step: string; readonly dryRun: boolean }

  const importFile = async (
    session: Session,
    { path, refusal, formatId }: FoundFile & { readonly formatId: FormatId | null },
    { jobId, signal, step, dryRun }: FileRun,
  ): Promise<{ outcome: FileOutcome; drafted: number }> => {
    const fileName = basename(path)
    if (refusal !== null)
      return { outcome: notRead(fileName, 0, null, 'left-out', `${fileName} was not imported: ${refusal}.`), drafted: 0 }
    const seen = await look(path)
    // What no importer reads needs no worker; a folder may hold hundreds of such files.
    if (!importerFor(formatId ?? seen.detection.formatId)) {
      const message = `${fileName} was not imported: ${seen.detection.reason}`
      return { outcome: notRead(fileName, seen.bytes, seen.detection, seen.detection.formatId, message), drafted: 0 }
    }
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
      const { kind: _kind, issues, ...rest } = outcome
      return { outcome: { outcome: 'not-imported', fileName, ...rest, issues: [...issues] }, drafted: 0 }
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
    let drafted: number
    try {
      drafted = session.commit((tx) => {
        tx.change({ action: 'import.published', subject: 'import', subjectId: stored.importId }, (db) => {
          publish(db, importKey, stored)
        })
        return draftFindings(tx, { db: session.db, now: ports.clock.now().toISOString(), randomUuid: ports.randomUuid })
      })
    } catch (error) {
      discardAfter(error, session, importKey)
      // Another program imported the same bytes while these were being read.
      const known = importOfBytes(session.db, stored.sha256)
      if (known === null) throw error
      return { outcome: alreadyImported(session, fileName, known), drafted: 0 }
    }
    return { outcome: { outcome: 'imported', fileName, summary: summaryOf(session.db, stored), issues: [...issues] }, drafted }
  }

  const detect = async (tokens: readonly string[]): Promise<Output<'imports.detect'>> => {
    const detected: DetectedFile[] = []
    for (const token of tokens) {
      const named = ports.files.path(token)
      for (const file of await filesUnder(named)) {
        const seen = file.path === named && file.refusal === null ? await look(named) : await lookInside(file)
        detected.push({ token: ports.files.add(file.path), fileName: basename(file.path), isFile: file.refusal === null, ...seen })
      }
    }
    return detected
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

/** A file of which no record was read: nothing to balance. */
const notRead = (fileName: string, bytes: number, detection: Detection | null, code: string, message: string): FileOutcome => ({
  outcome: 'not-imported',
  fileName,
  sha256: null,
  bytes,
  detection,
  code,
  message,
  records: 0,
  rejected: 0,
  issues: [],
})

/** The error that ends a run, with what was imported before it and stays. */
function stopped(reason: AppError, fileName: string, outcomes: readonly FileOutcome[]): AppError {
  const imported = outcomes.flatMap((file) => (file.outcome === 'imported' ? [file.summary.stored] : []))
  const storedRecords = imported.reduce((sum, stored) => sum + stored, 0)
  const before =
    imported.length === 0
      ? 'No file was imported before it.'
      : `Imported before it, and kept: ${imported.length} ${imported.length === 1 ? 'file' : 'files'} with ${storedRecords} stored ${storedRecords === 1 ? 'record' : 'records'}.`
  return new AppError(
    reason.code,
    `The import stopped at ${fileName}. ${reason.message} ${before}`,
    { ...reason.details, fileName, importedFiles: imported.length, storedRecords },
    { cause: reason },
  )
}

/** Removes the staged rows of an import that could not be published. Where even that fails, they go when the engagement is next opened. */
function discardAfter(error: unknown, session: Session, importKey: number): void {
  try {
    discardStaged(session.location, importKey)
  } catch (second) {
    const { code, message, details } = toAppError(error)
    throw new AppError(code, message, { ...details, notRemoved: toAppError(second).message }, { cause: error })
  }
}

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

/** As `look`, for what was found in a folder: there, what cannot be read is listed beside the rest. */
async function lookInside({ path, refusal }: FoundFile): Promise<{ bytes: number; detection: Detection }> {
  if (refusal !== null) return unreadable('Not a file', refusal)
  try {
    return await look(path)
  } catch (error) {
    const { code, message } = toAppError(error)
    if (code !== 'input-unreadable') throw error
    return unreadable('Unreadable file', message)
  }
}

const unreadable = (label: string, reason: string): { bytes: number; detection: Detection } => ({
  bytes: 0,
  detection: { formatId: 'unreadable', label, confidence: 'none', toolVersion: null, reason, importable: false },
})
