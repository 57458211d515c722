// Reads the source files of one import, each in one pass, and relates them to what is there. All over its own connection and only
// into staged rows; whatever goes wrong, nothing of them stays.
import { hostname } from 'node:os'
import { openSibling, openStagingWriter } from '#db/open'
import { readEngagement } from '#db/queries/engagement'
import { beginStaging } from '#db/queries/staging'
import type { WritableDb } from '#db/types'
import { toAppError } from '#domain/errors'
import { createFiler } from '../catalog/filing.ts'
import { catalogInForce, makeCatalogAhead } from '../views/catalog-in-force.ts'
import { clearImport, clearRelation, stepOn } from './clearing.ts'
import { eachFile } from './import-files.ts'
import type { FileRead, ImportInput, ImportOutcome, JobContext } from './jobs.ts'
import { createFileReader } from './read-file.ts'
import { relate } from './relate.ts'
import { createStagingWriter, type StagingWriter } from './staging-writer.ts'

// A thread that was started ahead waits for its input here.
makeCatalogAhead()

/** Throws AppError: disk-full, engagement-unreadable, cancelled. A file that cannot be read or is no scan is an outcome, not an error. */
export async function importJob(input: ImportInput, context: JobContext): Promise<ImportOutcome> {
  const db = openStagingWriter(input.db)
  const step = stepOn(db)
  let importKey: number | null = null
  let relationKey: number | null = null
  let writer: StagingWriter | null = null
  try {
    if (!input.dryRun)
      importKey = step(() => beginStaging(db, input.importId, { processId: process.pid, host: hostname() }, input.startedAt))
    const expected = input.dryRun ? 0 : input.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
    writer = createStagingWriter(db, expected, () => context.startThread({ thread: 'write-staged', location: input.db }))
    const files: FileRead[] = []
    const engagement = readEngagement(db)
    const read = createFileReader({ db, importKey, writer, filer: createFiler(catalogInForce(db)), engagement, input, context })
    for await (const opened of eachFile(input.files, context)) files.push(await read(opened))
    await writer.close()
    const isKept = files.some((file) => file.kind === 'stored')
    if (importKey === null || !isKept) {
      if (importKey !== null) clearImport(db, importKey, step)
      return { importKey: null, relationKey: null, files }
    }
    relationKey = relateStaged(db, input, importKey, context)
    // The commit that publishes waits for the disk; what it waits for is on the disk already then.
    db.pragma('wal_checkpoint(PASSIVE)')
    return { importKey, relationKey, files }
  } catch (error) {
    await writer?.close()
    clearIfPossible(db, importKey, relationKey)
    throw error
  } finally {
    db.close()
  }
}

function relateStaged(db: WritableDb, input: ImportInput, importKey: number, context: JobContext): number {
  const reader = openSibling(input.db)
  try {
    return relate({ writer: db, reader }, { also: importKey, without: null }, input.startedAt, context)
  } finally {
    reader.close()
  }
}

/** On a full or broken disk removing fails, too; then the rows, seen by nobody, go when the engagement is next opened. */
function clearIfPossible(db: WritableDb, importKey: number | null, relationKey: number | null): void {
  try {
    if (importKey !== null) clearImport(db, importKey, stepOn(db))
    if (relationKey !== null) clearRelation(db, relationKey, stepOn(db))
  } catch (error) {
    const { code } = toAppError(error)
    if (code !== 'disk-full' && code !== 'engagement-unreadable') throw error
  }
}
