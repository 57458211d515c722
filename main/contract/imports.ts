import * as z from 'zod'
import { EvidenceRow } from '#domain/evidence'
import { FileToken, ImportId, JobId, Sha256 } from '#domain/ids'
import { Detection, Directions, FileOutcome, ImportIssue, ImportSummary, PersonsDirections } from '#domain/imports'
import { PROFILE_DELIMITERS, Profile } from '#domain/profile'
import { command, query } from './endpoint.ts'
import { Page, pageOf } from './paging.ts'

export const DetectedFile = z.strictObject({
  token: FileToken,
  /** Relative to what was named; members of an archive behind its name. */
  fileName: z.string(),
  /** Null where an archive does not say. */
  bytes: z.int().nonnegative().nullable(),
  /** False for a link, pipe or the like met in a folder, or a member an archive's limits refuse: it is told, and nothing reads it. */
  isFile: z.boolean(),
  detection: Detection,
  /** What a person said of these bytes before, in this engagement. */
  remembered: Directions.nullable(),
})
export type DetectedFile = z.infer<typeof DetectedFile>

/** A record as it would be filed: an evidence row that is not stored. */
export const PreviewRow = EvidenceRow.pick({
  service: true,
  topic: true,
  check: true,
  title: true,
  result: true,
  statusRaw: true,
  statusText: true,
  muted: true,
  severity: true,
  severityRaw: true,
  resource: true,
  region: true,
  account: true,
  seenAt: true,
})
export type PreviewRow = z.infer<typeof PreviewRow>

const ChosenFile = z.strictObject({ token: FileToken, directions: PersonsDirections.optional() })

/** What became of one import. */
export const ImportRun = z.strictObject({
  /** Null where nothing was stored. */
  import: ImportSummary.nullable(),
  files: z.array(FileOutcome).readonly(),
  draftedFindings: z.int().nonnegative(),
  elapsedMs: z.number().nonnegative(),
  cancelled: z.boolean(),
})
export type ImportRun = z.infer<typeof ImportRun>

export const imports = {
  /** Folders and archives are walked; each file found gets a token of its own. */
  'imports.detect': query({ files: z.array(FileToken).min(1).max(10_000) }, z.array(DetectedFile).readonly()),
  /** The first records of a file as they would be filed, read from its beginning alone; `columns` are those of a CSV header or JSON record. */
  'imports.preview': query(
    { file: ChosenFile, limit: z.int().min(1).max(100).default(20) },
    z.strictObject({
      rows: z.array(PreviewRow).readonly(),
      issues: z.array(ImportIssue).readonly(),
      /** How the columns were found: as a profile would say it. Null where the file is neither CSV nor JSON. */
      layout: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('csv'), delimiter: z.enum(PROFILE_DELIMITERS) }),
          z.strictObject({ kind: z.literal('json'), records: z.string() }),
        ])
        .nullable(),
      /** For mapping: the names found in the file, each with its first different values. */
      columns: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()).readonly() })).readonly(),
      /** Why nothing can be read; null where something can. */
      problem: z.string().nullable(),
    }),
  ),
  /**
   * One import: files read one after the other, published together or not at all. Cancel with `jobs.cancel`, which ends with
   * `cancelled` and leaves no trace. Files that cannot be read or hold no records are told and do not stop the others.
   * `dryRun` reads and counts but stores nothing. Directions given for a file are remembered for its bytes. Among the files of a kit's
   * bundle its manifest says what each is; what it does not name, or what was changed, is left out and told.
   */
  'imports.run': command(
    {
      jobId: JobId,
      /** What was named: shown as the import's name. */
      name: z.string().min(1).max(500).optional(),
      files: z.array(ChosenFile).min(1).max(100_000),
      dryRun: z.boolean().default(false),
    },
    ImportRun,
  ),
  'imports.list': query({}, z.array(ImportSummary).readonly()),
  'imports.get': query({ importId: ImportId }, ImportSummary),
  /** Takes an import out as a whole: its evidence counts no more, untouched drafts that rest on it alone go, words of a person stay. */
  'imports.remove': command(
    { jobId: JobId, importId: ImportId, reason: z.string().trim().min(1).max(4000) },
    z.strictObject({ removed: ImportSummary, removedDrafts: z.int().nonnegative() }),
  ),
  /** What was rejected in a source file and why, and what was warned of. */
  'imports.issues': query({ sha256: Sha256, offset: Page.offset, limit: Page.limit }, pageOf(ImportIssue)),
  /** The original text around a place in a source file; decoded leniently, for reading only. */
  'imports.excerpt': query(
    { sha256: Sha256, offset: z.int().nonnegative(), length: z.int().min(1).max(65_536) },
    z.strictObject({ offset: z.int().nonnegative(), text: z.string(), atStart: z.boolean(), atEnd: z.boolean() }),
  ),
  'profiles.list': query({}, z.array(Profile).readonly()),
  /** Keeps a mapping under its name; one of the same name is replaced (the journal keeps it). */
  'profiles.save': command({ profile: Profile }, Profile),
  'profiles.remove': command({ name: z.string().min(1).max(100) }, z.strictObject({ removed: z.boolean() })),
}
