// The jobs a worker can do: what goes in, what comes out. Types only, so that services can name them.
import type { Worker } from 'node:worker_threads'
import type { Leftovers } from '#db/open'
import type { StoredSource } from '#db/queries/imports'
import type { DbLocation } from '#db/types'
import type { Detection, Directions, ImportIssue, SourceFile } from '#domain/imports'
import type { JournalVerification } from '#domain/journal'
import type { Proposal } from '#domain/proposal'
import type { Balance, Readiness } from '#domain/report'
import type { ArchiveKind } from '../archives/archives.ts'
import type { ProofDepth } from '../views/journal-proof.ts'
import type { ReportOrder } from '../views/report-source.ts'

/** One file of an import: where it lies and what a person said of it. */
export type ImportFile = {
  readonly path: string
  /** The member of the archive at `path`; null for the file itself. */
  readonly member: string | null
  readonly archive: ArchiveKind | null
  /** As a person would write it. */
  readonly name: string
  readonly bytes: number | null
  readonly directions: Directions | null
  /** What is known of it before it is read: what does not fit in the bundle of a manifest. */
  readonly issues?: readonly ImportIssue[]
}

export type ImportInput = {
  readonly db: DbLocation
  readonly files: readonly ImportFile[]
  readonly importId: string
  readonly startedAt: string
  /** Reads and counts, stores nothing. */
  readonly dryRun: boolean
}

/** What became of one file. */
export type FileRead =
  | {
      readonly kind: 'stored'
      readonly stored: StoredSource
      readonly summary: Omit<SourceFile, 'importId' | 'importedAt' | 'importedBy'>
      readonly issues: readonly ImportIssue[]
    }
  | { readonly kind: 'same-bytes'; readonly sha256: string }
  | {
      readonly kind: 'not-imported'
      readonly sha256: string | null
      readonly bytes: number
      readonly detection: Detection | null
      readonly code: string
      readonly message: string
      /** Records read and all rejected, with why; none where the file could not be read as this format at all. */
      readonly records: number
      readonly rejected: number
      readonly issues: readonly ImportIssue[]
    }

/** Rows are staged under `importKey` and wait to be published with the relation; both null where nothing is stored. */
export type ImportOutcome = { readonly importKey: number | null; readonly relationKey: number | null; readonly files: readonly FileRead[] }

export type ReportInput = { readonly db: DbLocation; readonly order: ReportOrder }
export type ReportOutcome = {
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly pages: number
  readonly balance: Balance
  readonly dataSha256: string
  readonly serviceName: string
  readonly openPoints: Readiness['openPoints']
  readonly journal: { readonly seq: number; readonly head: string }
}

export type Jobs = {
  readonly import: { readonly input: ImportInput; readonly output: ImportOutcome }
  /** Works out how scans stand to each other with a staged import besides, or without a published one; gives the relation's key. */
  readonly relate: {
    readonly input: { readonly db: DbLocation; readonly also: number | null; readonly withoutImportId: string | null; readonly at: string }
    readonly output: { readonly relationKey: number }
  }
  /** Clears away what is in no view: removed imports, relations that were replaced. */
  readonly tidy: { readonly input: Leftovers & { readonly db: DbLocation }; readonly output: null }
  readonly report: { readonly input: ReportInput; readonly output: ReportOutcome }
  readonly readiness: {
    readonly input: { readonly db: DbLocation; readonly orders: readonly ReportOrder[] }
    readonly output: readonly Readiness[]
  }
  /** What the evidence suggests for the criteria of a service. */
  readonly proposals: { readonly input: { readonly db: DbLocation; readonly service: string }; readonly output: readonly Proposal[] }
  readonly 'journal-proof': {
    readonly input: { readonly db: DbLocation; readonly depth: ProofDepth }
    readonly output: JournalVerification
  }
}
export type JobName = keyof Jobs

/** What a running job tells of itself; rates are worked out by the pool. */
export type Progress = { readonly step: string; readonly done: number; readonly total: number | null; readonly records: number }

/** A thread that helps a job, and what it is started with. */
export type Helper = { readonly thread: 'write-staged'; readonly location: DbLocation }

/** What a job may use of its surroundings. */
export type JobContext = {
  readonly startThread: (helper: Helper) => Worker
  readonly progress: (progress: Progress) => void
  /** Throws AppError('cancelled') once the caller has given up. Call it where stopping is clean. */
  readonly throwIfCancelled: () => void
}

/** What the thread of a job is told: once what it is about, and perhaps that it is to stop. */
export type JobRequest = { readonly kind: 'begin'; readonly input: unknown } | { readonly kind: 'cancel' }

export type JobMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly output: unknown }
  | {
      readonly kind: 'failed'
      readonly error: {
        readonly code: string
        readonly message: string
        readonly details: Readonly<Record<string, unknown>>
        readonly stack: string | undefined
      }
    }
