// A report as the contract shows it: an immutable snapshot, draft or final, signed or not. Its content model is report/model.ts.
import * as z from 'zod'
import { SignatureInfo } from './identity.ts'
import { Instant, ReportId, ServiceKey, Sha256 } from './ids.ts'

export const ReportKind = z.enum(['draft', 'final'])
export type ReportKind = z.infer<typeof ReportKind>

/** One sum that must hold; `left` and `right` are printed side by side on the balance page. */
export const BalanceLine = z.strictObject({
  code: z.string(),
  statement: z.string(),
  left: z.int(),
  right: z.int(),
  holds: z.boolean(),
})
export type BalanceLine = z.infer<typeof BalanceLine>

export const Balance = z.strictObject({ holds: z.boolean(), lines: z.array(BalanceLine).readonly() })
export type Balance = z.infer<typeof Balance>

/** Something a careful auditor would finish before signing. Told, printed, but no gate. */
export const OpenPoint = z.strictObject({ code: z.string(), message: z.string(), count: z.int().positive() })
export type OpenPoint = z.infer<typeof OpenPoint>

export const ReportSummary = z.strictObject({
  reportId: ReportId,
  service: ServiceKey,
  serviceName: z.string(),
  kind: ReportKind,
  version: z.int().positive(),
  createdAt: Instant,
  createdBy: z.string(),
  fileName: z.string(),
  pages: z.int().positive(),
  bytes: z.int().positive(),
  sha256: Sha256,
  balance: Balance,
  openPoints: z.array(OpenPoint).readonly(),
  /** Journal position the report was cut from. */
  journalSeq: z.int().nonnegative(),
  journalHead: Sha256,
  signed: z.strictObject({ at: Instant, sha256: Sha256, bytes: z.int().positive(), signature: SignatureInfo }).nullable(),
})
export type ReportSummary = z.infer<typeof ReportSummary>

export const Readiness = z.strictObject({
  service: ServiceKey,
  serviceName: z.string(),
  /** Gates that would refuse the report now. */
  blockers: z.array(z.strictObject({ code: z.string(), message: z.string() })).readonly(),
  openPoints: z.array(OpenPoint).readonly(),
  balance: Balance,
})
export type Readiness = z.infer<typeof Readiness>
