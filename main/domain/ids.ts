// Identifiers as they cross the contract. Random where nothing natural exists; the source of randomness is a port.
import * as z from 'zod'

const uuid = z.uuid()
export const EngagementId = uuid
export const ImportId = uuid
export const FindingId = uuid
export const ReportId = uuid
export const IdentityId = uuid
/** An AWS report in the register, not one of ours. */
export const AssuranceReportId = uuid
/** Chosen by the caller of a long job, so that it can cancel the job and tell its progress events apart. */
export const JobId = uuid
/** Row number inside one engagement; given in import order and never reused. */
export const EvidenceId = z.int().positive()
/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Stands for a file the host knows; the renderer never sees or names a path. */
export const FileToken = z.string().regex(/^[0-9a-f]{32}$/)
/** ISO 8601 instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = z.iso.datetime({ precision: 3 })
export const IsoDate = z.iso.date()
export const AccountId = z.string().regex(/^\d{12}$/, 'an AWS account id has 12 digits')
export const ServiceKey = z.string().regex(/^[a-z0-9-]{1,40}$/)
export const TopicId = z.string().regex(/^[a-z0-9-]{1,60}$/)
