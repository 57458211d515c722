// The jobs a worker can do: what goes in, what comes out. Types only, so that services can name them.

import type { StoredImport } from '#db/queries/imports'
import type { DbLocation } from '#db/types'
import type { Detection, FormatId, ImportIssue, ImportSummary } from '#domain/imports'
import type { JournalVerification } from '#domain/journal'
import type { Balance, Readiness } from '#domain/report'
import type { ProofDepth } from '../views/journal-proof.ts'
import type { ReportOrder } from '../views/report-source.ts'

export type ImportInput = {
  readonly db: DbLocation
  readonly path: string
  readonly fileName: string
  /** Chosen by a person; null = what detection says. */
  readonly formatId: FormatId | null
  readonly importId: string
  readonly startedAt: string
  readonly importedBy: string
  /** Reads and counts, stores nothing. */
  readonly dryRun: boolean
}

export type ImportOutcome =
  /** Rows are staged under `importKey` and wait to be published; null in a dry run. */
  | {
      readonly kind: 'staged'
      readonly importKey: number | null
      readonly stored: StoredImport
      readonly summary: ImportSummary
      readonly issues: readonly ImportIssue[]
    }
  | { readonly kind: 'same-bytes'; readonly importId: string }
  | {
      readonly kind: 'not-imported'
      readonly sha256: string | null
      readonly bytes: number
      readonly detection: Detection
      readonly code: string
      readonly message: string
      /** Records read and all rejected, with why; none where the file could not be read as this format at all. */
      readonly records: number
      readonly rejected: number
      readonly issues: readonly ImportIssue[]
    }

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
  readonly report: { readonly input: ReportInput; readonly output: ReportOutcome }
  readonly readiness: {
    readonly input: { readonly db: DbLocation; readonly orders: readonly ReportOrder[] }
    readonly output: readonly Readiness[]
  }
  readonly 'journal-proof': {
    readonly input: { readonly db: DbLocation; readonly depth: ProofDepth }
    readonly output: JournalVerification
  }
}
export type JobName = keyof Jobs

/** What a running job tells of itself; rates are worked out by the pool. */
export type Progress = { readonly step: string; readonly done: number; readonly total: number | null; readonly records: number }

/** What a job may use of its surroundings. */
export type JobContext = {
  readonly progress: (progress: Progress) => void
  /** Throws AppError('cancelled') once the caller has given up. Call it where stopping is clean. */
  readonly throwIfCancelled: () => void
}

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
