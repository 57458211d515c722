// AWS's part: the AWS reports an inherited verdict rests on, as they are registered. How far one carries is assurance-checks.ts.
import * as z from 'zod'
import { AssuranceReportId, Instant, IsoDate, ServiceKey, Sha256 } from './ids.ts'

const line = z.string().trim().max(300)
const text = z.string().max(4000)

/** Compliance programmes of which AWS publishes reports, certificates or attestations in AWS Artifact. */
export const Programme = z.enum([
  'soc-1',
  'soc-2',
  'soc-3',
  'iso-27001',
  'iso-27017',
  'iso-27018',
  'iso-27701',
  'iso-22301',
  'iso-9001',
  'pci-dss',
  'hipaa',
  'fedramp',
  'c5',
  'irap',
  'ens',
  'other',
])
export type Programme = z.infer<typeof Programme>

export const PROGRAMME_NAMES: Readonly<Record<Programme, string>> = {
  'soc-1': 'SOC 1',
  'soc-2': 'SOC 2',
  'soc-3': 'SOC 3',
  'iso-27001': 'ISO/IEC 27001',
  'iso-27017': 'ISO/IEC 27017',
  'iso-27018': 'ISO/IEC 27018',
  'iso-27701': 'ISO/IEC 27701',
  'iso-22301': 'ISO 22301',
  'iso-9001': 'ISO 9001',
  'pci-dss': 'PCI DSS AOC',
  hipaa: 'HIPAA',
  fedramp: 'FedRAMP',
  c5: 'BSI C5',
  irap: 'IRAP',
  ens: 'ENS',
  other: 'Other',
}

/** What the report's own auditor concluded; `certified` for certificates, attestations and authorisations without exceptions. */
export const Opinion = z.enum(['unqualified', 'qualified', 'adverse', 'disclaimer', 'certified', 'not-stated'])
export type Opinion = z.infer<typeof Opinion>

export const OPINION_NAMES: Readonly<Record<Opinion, string>> = {
  unqualified: 'Unqualified',
  qualified: 'Qualified',
  adverse: 'Adverse',
  disclaimer: 'Disclaimer of opinion',
  certified: 'Certified or authorised',
  'not-stated': 'Not stated',
}

/** Opinions that restrict what may be inherited: they need their text. */
export const RESTRICTED: readonly Opinion[] = ['qualified', 'adverse', 'disclaimer']

const facts = {
  programme: Programme,
  title: line.min(1),
  /** Who examined AWS and signed the report; empty = not stated. */
  issuer: line,
  /** The period examined, both days included; null for what speaks of a day, or where it is not known. */
  periodFrom: IsoDate.nullable(),
  periodTo: IsoDate.nullable(),
  /** For what speaks as of a day: certificates, type 1 reports, attestations. */
  asOf: IsoDate.nullable(),
  /** Services the report names as in its scope, by catalog key. */
  services: z.array(ServiceKey).max(400).readonly(),
  opinion: Opinion,
  /** The qualification in words, or what else of the opinion matters. */
  opinionText: text,
  /** Who of the audit team read the opinion; empty = nobody yet. */
  readBy: line,
  readOn: IsoDate.nullable(),
  /** Last day a certificate or attestation is valid. */
  expiresOn: IsoDate.nullable(),
  /** Last day a bridge letter of AWS speaks for, after the end of the period. */
  bridgeUntil: IsoDate.nullable(),
  notes: text,
}

/** What a person states about an AWS report; dates checked against each other. */
export const AssuranceFacts = z
  .strictObject(facts)
  .refine((r) => (r.periodFrom === null) === (r.periodTo === null), {
    message: 'a period has a first and a last day',
    path: ['periodTo'],
  })
  .refine((r) => r.periodFrom === null || r.periodTo === null || r.periodFrom <= r.periodTo, {
    message: 'the period ends before it begins',
    path: ['periodTo'],
  })
  .refine((r) => r.asOf === null || r.periodFrom === null, {
    message: 'a report speaks either of a period or as of a day',
    path: ['asOf'],
  })
  .refine((r) => r.bridgeUntil === null || (r.periodTo !== null && r.bridgeUntil > r.periodTo), {
    message: 'a bridge letter follows the end of a period',
    path: ['bridgeUntil'],
  })
  .refine((r) => r.expiresOn === null || r.asOf === null || r.expiresOn >= r.asOf, {
    message: 'it expires before the day it speaks of',
    path: ['expiresOn'],
  })
  .refine((r) => (r.readBy === '') === (r.readOn === null), {
    message: 'reading the opinion has a name and a day',
    path: ['readOn'],
  })
  .refine((r) => !RESTRICTED.includes(r.opinion) || r.opinionText.trim() !== '', {
    message: 'a qualified opinion needs its text',
    path: ['opinionText'],
  })
export type AssuranceFacts = z.infer<typeof AssuranceFacts>

export const AssuranceReport = z.strictObject({
  ...facts,
  reportId: AssuranceReportId,
  /** The report itself, and the bridge letter: source files of the engagement. */
  sha256: Sha256.nullable(),
  bridgeSha256: Sha256.nullable(),
  updatedAt: Instant,
  updatedBy: z.string(),
})
export type AssuranceReport = z.infer<typeof AssuranceReport>

type Named = Pick<AssuranceReport, 'programme' | 'title'>
type Dated = Pick<AssuranceReport, 'periodFrom' | 'periodTo' | 'asOf' | 'bridgeUntil' | 'expiresOn'>

/** `SOC 2, System and Organization Controls 2 Report`; the title alone where it names its programme itself. */
export const nameOfReport = ({ programme, title }: Named): string =>
  programme === 'other' || title.toLowerCase().includes(PROGRAMME_NAMES[programme].toLowerCase())
    ? title
    : `${PROGRAMME_NAMES[programme]}, ${title}`

/** Of what time a report speaks: `2025-10-01 to 2026-03-31, bridge letter until 2026-06-30`. */
export function timeOfReport({ periodFrom, periodTo, asOf, bridgeUntil, expiresOn }: Dated): string {
  const spoken =
    periodFrom !== null && periodTo !== null ? `${periodFrom} to ${periodTo}` : asOf === null ? 'period not stated' : `as of ${asOf}`
  return [
    spoken,
    ...(bridgeUntil === null ? [] : [`bridge letter until ${bridgeUntil}`]),
    ...(expiresOn === null ? [] : [`valid until ${expiresOn}`]),
  ].join(', ')
}

/** The report in one line, as an inherited verdict names it. */
export const reportInOneLine = (report: Named & Dated & Pick<AssuranceReport, 'issuer'>): string =>
  `${nameOfReport(report)}${report.issuer === '' ? '' : ` (${report.issuer})`}; ${timeOfReport(report)}`
