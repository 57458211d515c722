// Reports, signing identities, verification, journal and jobs.
import * as z from 'zod'
import { Identity, KeyAlgorithm, PdfVerification } from '#domain/identity'
import { FileToken, IdentityId, JobId, ReportId, ServiceKey } from '#domain/ids'
import { JournalEntry, JournalSubject, JournalVerification } from '#domain/journal'
import { Readiness, ReportSummary } from '#domain/report'
import { command, query } from './endpoint.ts'
import { Page, pageOf } from './paging.ts'

const IdentityPassphrase = z.string().min(1).max(1024)

export const reports = {
  'reports.readiness': query({ services: z.array(ServiceKey).max(400) }, z.array(Readiness).readonly()),
  /** Builds one PDF per service. Refused with `report-blocked` where the numbers do not add up or a guard fires. */
  'reports.build': command(
    { jobId: JobId, services: z.array(ServiceKey).min(1).max(400), draft: z.boolean() },
    z.array(ReportSummary.extend({ elapsedMs: z.number().nonnegative() })).readonly(),
  ),
  'reports.list': query({ service: ServiceKey.optional() }, z.array(ReportSummary).readonly()),
  /** A token for the PDF (the signed one where it is signed), to save or to show. */
  'reports.file': query({ reportId: ReportId }, z.strictObject({ file: FileToken, fileName: z.string(), bytes: z.int() })),
  'reports.sign': command(
    { reportId: ReportId, identityId: IdentityId, passphrase: IdentityPassphrase, reason: z.string().max(500).default('') },
    ReportSummary,
  ),
  'identities.list': query({}, z.array(Identity).readonly()),
  'identities.create': command(
    {
      name: z.string().trim().min(1).max(200),
      organisation: z.string().trim().max(200).default(''),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .or(z.literal(''))
        .default(''),
      algorithm: KeyAlgorithm.default('ecdsa-p256'),
      passphrase: IdentityPassphrase.min(8),
    },
    Identity,
  ),
  /** Reads a PKCS#12 file; it is kept re-encrypted under `passphrase`. */
  'identities.import': command({ file: FileToken, filePassphrase: z.string().max(1024), passphrase: IdentityPassphrase.min(8) }, Identity),
  'identities.certificate': query({ identityId: IdentityId }, z.strictObject({ pem: z.string(), fileName: z.string() })),
  'identities.remove': command({ identityId: IdentityId }, z.null()),
  /** `againstEngagement` also compares with what the open engagement recorded; a PDF it does not know is then invalid. */
  'verification.verify': query(
    { files: z.array(FileToken).min(1).max(1000), againstEngagement: z.boolean().default(false) },
    z.array(PdfVerification).readonly(),
  ),
  'journal.list': query(
    { offset: Page.offset, limit: Page.limit, subject: JournalSubject.optional(), text: z.string().max(500).default('') },
    pageOf(JournalEntry),
  ),
  'journal.verify': query({}, JournalVerification),
  'jobs.cancel': command({ jobId: JobId }, z.strictObject({ cancelled: z.boolean() })),
}
