// The AWS reports of the sample's register. Named like real reports so that the sample reads like a report; they are made up, and so
// is the file that stands for each.
import type { AssuranceFacts } from '#domain/assurance'

type SampleDocument = { readonly fileName: string; readonly text: string }
export type SampleReport = {
  readonly facts: AssuranceFacts
  readonly file: SampleDocument
  readonly bridge: SampleDocument | null
}

const SERVICES = ['pinpoint', 'sso', 'iam', 's3', 'cloudtrail', 'kms']

/** What stands for the file: says itself that it is no report of AWS. */
const document = (fileName: string, title: string): SampleDocument => ({
  fileName,
  text: `# ${title}\n\n## Sample\n\nThis text stands for the file of the report. It was written for the sample engagement and is no document of AWS.\n`,
})

const sampleReport = (name: string, facts: AssuranceFacts): SampleReport => ({
  facts,
  file: document(`${name}.md`, facts.title),
  bridge: facts.bridgeUntil === null ? null : document(`${name}-bridge-letter.md`, `Bridge letter to ${facts.title}`),
})

export const SAMPLE_AWS_REPORTS = {
  soc2: sampleReport('sample-aws-soc2', {
    programme: 'soc-2',
    title: 'AWS SOC 2 Type II report (sample)',
    issuer: 'Meridian Audit LLP (fictitious)',
    periodFrom: '2025-10-01',
    periodTo: '2026-08-31',
    asOf: null,
    services: SERVICES,
    opinion: 'unqualified',
    opinionText: '',
    readBy: 'Maren Solberg',
    readOn: '2026-09-28',
    expiresOn: null,
    bridgeUntil: '2026-12-31',
    notes: '',
  }),
  iso: sampleReport('sample-aws-iso-27001', {
    programme: 'iso-27001',
    title: 'AWS ISO/IEC 27001 certificate (sample)',
    issuer: 'Castell Certification B.V. (fictitious)',
    periodFrom: null,
    periodTo: null,
    asOf: '2025-11-30',
    services: SERVICES,
    opinion: 'certified',
    opinionText: '',
    readBy: 'Maren Solberg',
    readOn: '2026-09-28',
    expiresOn: '2028-11-30',
    bridgeUntil: null,
    notes: '',
  }),
} as const

export type SampleReportKey = keyof typeof SAMPLE_AWS_REPORTS
