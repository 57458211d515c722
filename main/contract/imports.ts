import * as z from 'zod'
import { FileToken, ImportId, JobId } from '#domain/ids'
import { Detection, FileOutcome, FormatId, ImportIssue, ImportSummary } from '#domain/imports'
import { command, query } from './endpoint.ts'
import { Page, pageOf } from './paging.ts'

export const DetectedFile = z.strictObject({
  token: FileToken,
  fileName: z.string(),
  bytes: z.int().nonnegative(),
  /** False for a link, pipe or the like met in a folder: it is told, and no format can make it readable. */
  isFile: z.boolean(),
  detection: Detection,
})
export type DetectedFile = z.infer<typeof DetectedFile>

export const imports = {
  /** Folders are walked; each file found gets a token of its own. */
  'imports.detect': query({ files: z.array(FileToken).min(1).max(10_000) }, z.array(DetectedFile).readonly()),
  /**
   * Imports files one after the other; each is all or nothing. Answers when all are done; cancel with `jobs.cancel`,
   * which ends with `cancelled` and leaves no trace of the file being read. An error that stops the run
   * says in its details how many files and records were imported before it (`importedFiles`, `storedRecords`). `dryRun` reads and counts but stores nothing.
   */
  'imports.run': command(
    {
      jobId: JobId,
      files: z
        .array(z.strictObject({ token: FileToken, formatId: FormatId.optional() }))
        .min(1)
        .max(10_000),
      dryRun: z.boolean().default(false),
    },
    z.strictObject({
      files: z.array(FileOutcome).readonly(),
      draftedFindings: z.int().nonnegative(),
      elapsedMs: z.number().nonnegative(),
      cancelled: z.boolean(),
    }),
  ),
  'imports.list': query({}, z.array(ImportSummary).readonly()),
  'imports.get': query({ importId: ImportId }, ImportSummary),
  'imports.issues': query({ importId: ImportId, offset: Page.offset, limit: Page.limit }, pageOf(ImportIssue)),
  /** The original text around a place in an import's source file; `text` is decoded leniently, for reading only. */
  'imports.excerpt': query(
    { importId: ImportId, offset: z.int().nonnegative(), length: z.int().min(1).max(65_536) },
    z.strictObject({ offset: z.int().nonnegative(), text: z.string(), atStart: z.boolean(), atEnd: z.boolean() }),
  ),
}
