// Importing: tokens to files, one job per import, publication with its journal entries and the drafts that follow from it; removal.
import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { basename, dirname } from 'node:path'
import type { Handlers, Output, ParsedInput } from '#contract'
import type { DetectedFile } from '#contract/imports'
import { answerFor, writeAnswer } from '#db/queries/format-answers'
import { listImports, listIssues, publish, sourceFileOf, sourceOfBytes, summaryOf, unpublish } from '#db/queries/imports'
import { setHead } from '#db/queries/relations'
import { readSource } from '#db/queries/source'
import { AppError } from '#domain/errors'
import { noResults, noSeverities } from '#domain/evidence'
import type { Detection, FileOutcome, ImportSummary } from '#domain/imports'
import type { Ports } from '../app/ports.ts'
import { RELATION_ID } from '../views/subjects.ts'
import type { FileRead, ImportFile, ImportOutcome, Jobs } from '../worker/jobs.ts'
import type { WorkerPool } from '../worker/pool.ts'
import { filesOfChoice, nameBehind, withBundles } from './chosen-files.ts'
import type { Transaction } from './commit.ts'
import { detectedFile, type Looked, lookUnder } from './detection.ts'
import { type Drafting, dropBareDrafts } from './drafting.ts'
import type { JobRegistry } from './job-registry.ts'
import { previewFile } from './preview.ts'
import type { Session, Sessions } from './session.ts'
import { type Tidying, whileReading } from './tidying.ts'

type Deps = {
  readonly ports: Ports
  readonly sessions: Sessions
  readonly pool: WorkerPool
  readonly jobs: JobRegistry
  readonly actor: () => string
  readonly tidy: Tidying
  readonly drafting: Drafting
}
type Methods = Extract<keyof Handlers, `imports.${string}`>

/** How often a relation is worked out again because another program published meanwhile. */
const MOST_TRIES = 3

export function createImports({ ports, sessions, pool, jobs, actor, tidy, drafting }: Deps): Pick<Handlers, Methods> {
  const now = (): string => ports.clock.now().toISOString()

  const run = async ({ jobId, name, files: chosen, dryRun }: ParsedInput<'imports.run'>): Promise<Output<'imports.run'>> => {
    const session = sessions.require()
    const started = performance.now()
    const importId = ports.randomUuid()
    const head = {
      importId,
      name: name ?? nameOf(chosen.map(({ token }) => ports.files.file(token))),
      importedAt: now(),
      importedBy: actor(),
    }
    try {
      const read = async (signal: AbortSignal): Promise<Output<'imports.run'>> => {
        const found = await withBundles(await filesOfChoice(ports.files, chosen))
        const readable = found.filter(({ refusal }) => refusal === null).map(({ file }) => file)
        const outcome =
          readable.length === 0
            ? { importKey: null, relationKey: null, files: [] }
            : await pool.run(
                'import',
                { db: session.location, files: readable, importId, startedAt: head.importedAt, dryRun },
                { signal, onProgress: (p) => ports.emit('job.progressed', { jobId, ...p }) },
              )
        const ends = outcome.files.values()
        const reads = found.map(({ file, refusal }) => (refusal === null ? (ends.next().value ?? missing(file)) : leftOut(file, refusal)))
        await publishStaged(
          session,
          outcome,
          head,
          found.map(({ file }, index) => ({ file, read: reads[index] ?? missing(file) })),
          signal,
        )
        const drafted = outcome.importKey === null ? 0 : await drafting.settle(session)
        if (sessions.current() !== session)
          throw new AppError(
            'no-engagement',
            'The engagement was closed when its import was done. The import is in it; findings not drafted yet are drafted when it is next opened.',
          )
        return {
          import: outcome.importKey === null ? null : summaryOf(session.db, importId),
          files: found.map(({ file }, index) => outcomeOf(session, head, file, reads[index] ?? missing(file))),
          draftedFindings: drafted,
          elapsedMs: performance.now() - started,
          cancelled: false,
        }
      }
      return await jobs.run(jobId, (signal) => whileReading(importId, () => read(signal)))
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled')
        return { import: null, files: [], draftedFindings: 0, elapsedMs: performance.now() - started, cancelled: true }
      throw error
    }
  }

  type Head = Pick<ImportSummary, 'importId' | 'name' | 'importedAt' | 'importedBy'>

  /** Publishes what was staged in one commit. */
  const publishStaged = async (
    session: Session,
    { importKey, relationKey }: ImportOutcome,
    head: Head,
    files: readonly { readonly file: ImportFile; readonly read: FileRead }[],
    signal: AbortSignal,
  ): Promise<void> => {
    if (importKey === null || relationKey === null) return
    try {
      await adopting(session, { also: importKey, withoutImportId: null }, { relationKey, signal }, (adopt) => {
        if (signal.aborted || sessions.current() !== session) throw new AppError('cancelled', 'Cancelled. Nothing of this import was kept.')
        session.commit((tx) => {
          tx.change({ action: 'import.published', subject: 'import', subjectId: head.importId }, (db) => {
            publish(db, importKey, head)
          })
          adopt(tx)
          remember(tx, files)
        })
      })
    } catch (error) {
      await tidy.these(session.location, { imports: [importKey], relations: [relationKey] })
      throw error
    }
  }

  type Related = Jobs['relate']['input']

  /**
   * Commits a change of what is published together with the relation that fits it. Where another program changed the evidence
   * meanwhile, the relation is worked out again.
   */
  const adopting = async <T>(
    session: Session,
    imports: Pick<Related, 'also' | 'withoutImportId'>,
    first: { readonly relationKey: number | null; readonly signal: AbortSignal },
    change: (adopt: (tx: Transaction) => void) => T,
  ): Promise<T> => {
    let { relationKey } = first
    for (let tries = 1; ; tries += 1) {
      const key = relationKey ?? (await pool.run('relate', { db: session.location, ...imports, at: now() }, first)).relationKey
      if (first.signal.aborted) {
        await tidy.these(session.location, { imports: [], relations: [key] })
        throw new AppError('cancelled', 'Cancelled. Nothing was changed.')
      }
      let isStale = false
      try {
        const result = change((tx) => {
          tx.change({ action: 'relation.adopted', subject: 'relation', subjectId: RELATION_ID }, (db) => {
            isStale = !setHead(db, key)
            if (isStale)
              throw new AppError('conflict', 'Another program changes the evidence of this engagement. Nothing was kept; do it again.')
          })
        })
        tidy.all(session)
        return result
      } catch (error) {
        if (!isStale || tries >= MOST_TRIES) throw error
        relationKey = null
      }
    }
  }

  /** What a person said of a file's bytes, so that nobody is asked twice. */
  const remember = (tx: Transaction, files: readonly { readonly file: ImportFile; readonly read: FileRead }[]): void => {
    for (const { file, read } of files) {
      const directions = file.directions
      if (directions === null || directions.kit !== undefined || read.kind !== 'stored' || isArchive(file)) continue
      const { sha256 } = read.stored
      tx.change({ action: 'format.answered', subject: 'format-answer', subjectId: sha256 }, (db) => {
        writeAnswer(db, { sha256, directions, answeredAt: now(), answeredBy: actor() })
      })
    }
  }

  const outcomeOf = (session: Session, { importId, importedAt, importedBy }: Head, file: ImportFile, read: FileRead): FileOutcome => {
    if (read.kind === 'stored') {
      // Rules of a person may file its records elsewhere than the worker did; a dry run stored nothing to ask for.
      const found = sourceOfBytes(session.db, read.stored.sha256)
      const summary = found ? sourceFileOf(session.db, found.sourceKey, found.stored, found.head) : read.summary
      return {
        outcome: 'imported',
        fileName: file.name,
        summary: { ...summary, importId, importedAt, importedBy },
        issues: [...read.issues],
      }
    }
    if (read.kind === 'same-bytes') return alreadyImported(session, file.name, read.sha256)
    const { kind: _kind, issues, ...rest } = read
    return { outcome: 'not-imported', fileName: file.name, ...rest, issues: [...issues] }
  }

  const remove = async ({ jobId, importId, reason }: ParsedInput<'imports.remove'>): Promise<Output<'imports.remove'>> => {
    const session = sessions.require()
    const removed = requireImport(importId)
    const removedDrafts = await jobs.run(jobId, (signal) =>
      adopting(session, { also: null, withoutImportId: importId }, { relationKey: null, signal }, (adopt) =>
        session.commit((tx) => {
          tx.change({ action: 'import.removed', subject: 'import', subjectId: importId, reason }, (db) => {
            unpublish(db, importId, { processId: process.pid, host: hostname() }, now())
          })
          adopt(tx)
          return dropBareDrafts(tx, session.db)
        }),
      ),
    )
    // What the removed import had superseded may fail again, and have no finding yet.
    await drafting.settle(session)
    return { removed, removedDrafts }
  }

  const detect = async (tokens: readonly string[]): Promise<Output<'imports.detect'>> => {
    const session = sessions.current()
    const detected: DetectedFile[] = []
    const under = new Map<string, readonly Looked[]>()
    for (const token of tokens) {
      const named = ports.files.file(token)
      const all = under.get(named.path) ?? (await lookUnder(named.path))
      under.set(named.path, all)
      for (const looked of all) {
        const { file, detection, head } = looked
        if (named.member !== null && file.member !== named.member) continue
        const isNamed = file.path === named.path && file.member === named.member
        const shown = { ...looked, file: { ...file, name: isNamed ? named.name : nameBehind(named.name, file.name) } }
        const isAsked = session !== null && head !== null && head.whole && !detection.importable
        const remembered = isAsked ? answerFor(session.db, createHash('sha256').update(head.bytes).digest('hex')) : null
        const added = ports.files.add(file.path, { name: shown.file.name, ...(file.member === null ? {} : { member: file.member }) })
        detected.push(detectedFile(shown, added, remembered))
      }
    }
    return detected
  }

  const requireImport = (importId: string): ImportSummary => {
    const summary = summaryOf(sessions.require().db, importId)
    if (!summary) throw new AppError('not-found', 'There is no such import.', { importId })
    return summary
  }
  const requireSource = (sha256: string) => {
    const { db } = sessions.require()
    const found = sourceOfBytes(db, sha256)
    if (!found) throw new AppError('not-found', 'There is no such source file.', { sha256 })
    return { db, ...found }
  }

  return {
    'imports.detect': ({ files }) => detect(files),
    'imports.preview': ({ file, limit }) => previewFile(ports.files.file(file.token), file.directions ?? null, limit, sessions.catalog()),
    'imports.run': run,
    'imports.list': () => listImports(sessions.require().db),
    'imports.get': ({ importId }) => requireImport(importId),
    'imports.remove': remove,
    'imports.issues': ({ sha256, offset, limit }) => listIssues(requireSource(sha256).db, sha256, offset, limit),
    'imports.excerpt': ({ sha256, offset, length }) => {
      const { db, sourceKey, stored } = requireSource(sha256)
      const from = Math.min(offset, stored.bytes)
      const cut = readSource(db, sourceKey, from, Math.min(length, stored.bytes - from))
      return {
        offset: from,
        text: new TextDecoder(stored.encoding, { ignoreBOM: true }).decode(cut),
        atStart: from === 0,
        atEnd: from + cut.length >= stored.bytes,
      }
    },
  }
}

const isArchive = ({ archive, member }: ImportFile): boolean => archive !== null && member === null

/** One file's name, or the folder several lie in. */
function nameOf(files: readonly { readonly path: string; readonly name: string }[]): string {
  const [first] = files
  if (first === undefined) return 'nothing'
  if (files.length === 1) return first.name
  const folders = new Set(files.map(({ path }) => dirname(path)))
  return folders.size === 1 ? `${basename(dirname(first.path))} (${files.length} files)` : `${files.length} files`
}

const notRead = (bytes: number, detection: Detection | null, code: string, message: string): FileRead => ({
  kind: 'not-imported',
  sha256: null,
  bytes,
  detection,
  code,
  message,
  records: 0,
  rejected: 0,
  issues: [],
})

const leftOut = (file: ImportFile, refusal: string): FileRead =>
  notRead(file.bytes ?? 0, null, 'left-out', `${file.name} was not imported: ${refusal.replace(/\.$/, '')}.`)

const missing = (file: ImportFile): FileRead => notRead(file.bytes ?? 0, null, 'unexpected', `${file.name} was not read.`)

/** The same bytes are here: nothing is stored, and the balance says so. */
function alreadyImported({ db }: Session, fileName: string, sha256: string): FileOutcome {
  const found = sourceOfBytes(db, sha256)
  // Twice among the files of one import that stored nothing: a dry run.
  if (!found) return { outcome: 'not-imported', fileName, ...notReadTwice(fileName) }
  const summary = sourceFileOf(db, found.sourceKey, found.stored, found.head)
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

function notReadTwice(fileName: string): Omit<Extract<FileOutcome, { outcome: 'not-imported' }>, 'outcome' | 'fileName'> {
  return {
    sha256: null,
    bytes: 0,
    detection: null,
    code: 'same-bytes',
    message: `${fileName} has the same bytes as another file named here; it is read once.`,
    records: 0,
    rejected: 0,
    issues: [],
  }
}
