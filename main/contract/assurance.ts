// AWS's part: the register of AWS reports, what stands against each, and inheriting from one.
import * as z from 'zod'
import { AssuranceFacts, AssuranceReport } from '#domain/assurance'
import { ReportCheck } from '#domain/assurance-checks'
import { Criterion, Verdict } from '#domain/criterion'
import { AssuranceReportId, FileToken, Instant, JobId, ServiceKey, Sha256 } from '#domain/ids'
import { command, query } from './endpoint.ts'

/** A registered report with its files' names and what stands against it for this engagement. */
export const RegisteredReport = AssuranceReport.extend({
  /** Null where no file is attached, or the attached one was removed from the evidence. */
  fileName: z.string().nullable(),
  bridgeFileName: z.string().nullable(),
  checks: z.array(ReportCheck).readonly(),
  /** Services in the engagement's scope that the report does not name. */
  servicesNotNamed: z.array(ServiceKey).readonly(),
  /** Criteria whose verdict rests on it, on the checklist or not. */
  restingCriteria: z.array(z.string()).readonly(),
})
export type RegisteredReport = z.infer<typeof RegisteredReport>

/** What becomes of a report's file: stays as it is, is taken off, is a source file already here, or is imported now. */
export const Attachment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('source'), sha256: Sha256 }),
  z.strictObject({ kind: z.literal('file'), file: FileToken }),
])
export type Attachment = z.infer<typeof Attachment>

const KEEP = { kind: 'keep' } as const

/** What inheriting would do, or did, to one criterion of AWS's part. */
export const InheritedRow = Criterion.pick({ criterionId: true, service: true, topic: true, statement: true }).extend({
  /** Before. */
  verdict: Verdict,
  reportId: AssuranceReportId.nullable(),
  outcome: z.enum(['inherits', 'inherits-already', 'kept']),
  /** Why it is kept; empty otherwise. */
  why: z.string(),
})
export type InheritedRow = z.infer<typeof InheritedRow>

export const assurance = {
  'awsReports.list': query({}, z.array(RegisteredReport).readonly()),
  /**
   * Registers a report (`reportId` null) or replaces what is stated of one. Files given are imported first, as documents, in an import of
   * their own; that import stays where the registration is then refused. `seen`: the `updatedAt` that was looked at, refused with
   * `conflict` where somebody changed it meanwhile.
   */
  'awsReports.save': command(
    {
      jobId: JobId,
      reportId: AssuranceReportId.nullable(),
      seen: Instant.nullable().default(null),
      facts: AssuranceFacts,
      file: Attachment.default(KEEP),
      bridgeFile: Attachment.default(KEEP),
    },
    RegisteredReport,
  ),
  /** Refused with `conflict` while verdicts rest on it; `details.criteria` names them. Its files stay in the evidence. */
  'awsReports.remove': command(
    { reportId: AssuranceReportId, reason: z.string().trim().min(1).max(4000) },
    z.strictObject({ removed: AssuranceReport }),
  ),
  /**
   * Gives all AWS-side criteria of services (default: those in scope) the verdict `inherited` from one report, in one step; with `apply`
   * false it only tells. Criteria judged not applicable are kept, and so are those that rest on another report unless `replace`.
   */
  'awsReports.inherit': command(
    {
      reportId: AssuranceReportId,
      services: z.array(ServiceKey).min(1).max(400).optional(),
      replace: z.boolean().default(false),
      rationale: z.string().max(20_000).default(''),
      apply: z.boolean(),
    },
    z.strictObject({
      rows: z.array(InheritedRow).readonly(),
      /** What stands against the report, for each service it is inherited for. */
      warnings: z.array(z.string()).readonly(),
      applied: z.boolean(),
    }),
  ),
}
