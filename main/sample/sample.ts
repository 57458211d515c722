// The bundled sample engagement: a made-up company, its scope and its scan files, all of our own making. What its auditor wrote is in
// judgement.ts and findings.ts. No real name, account or scan.
import type { EngagementScope } from '#domain/engagement'
import { prowlerCsv } from './scans/prowler-csv.ts'
import { prowlerOcsf } from './scans/prowler-ocsf.ts'
import { MANAGEMENT, MANAGEMENT_RUN, WORKLOADS, WORKLOADS_RUN } from './scans/prowler-results.ts'
import { securityHubFindings } from './scans/securityhub.ts'
import { HUB_FINDINGS } from './scans/securityhub-findings.ts'

export const SAMPLE_SCOPE: EngagementScope = {
  title: 'Guest messaging and access, third quarter 2026',
  client: 'Harbour & Finch Ltd',
  periodFrom: '2026-07-01',
  periodTo: '2026-09-30',
  accounts: [WORKLOADS, MANAGEMENT],
  regions: ['eu-central-1', 'eu-west-1'],
  services: ['pinpoint', 'sso', 'iam', 's3', 'cloudtrail', 'kms'],
  factors: {
    dataSensitivity:
      'Names, e-mail addresses and telephone numbers of about 84,000 hotel guests, their booking dates and the messages sent to them. ' +
      'Some messages to guests of the two spa hotels touch on treatments and are handled as health data. Staff identities: 310 people. ' +
      'No card numbers: payments run at a provider outside this scope.',
    companyRequirements:
      'Information security policy 4.2 (2026-02): every person signs in through Identity Center with a second factor; no IAM users except one ' +
      'emergency user; access keys no older than 90 days; guest data encrypted at rest, with customer managed keys wherever a service offers them; ' +
      'events kept for 400 days; recovery within 24 hours for guest messaging.',
    lawsAndRegulations:
      'General Data Protection Regulation, in particular Articles 5, 9, 25, 30 and 32; the national law on electronic communications for consent ' +
      'to text messages; commercial law for the retention of booking confirmations. No sector regulation on payments applies inside this scope.',
    answers: {
      'data-kinds': ['data-kinds.personal', 'data-kinds.health'],
      messages: ['messages.marketing', 'messages.transactional'],
      'session-length': ['session-length.8h'],
      mfa: ['mfa.everybody'],
      'key-management': ['key-management.customer-managed'],
      'log-retention': ['log-retention.1-year'],
      'recovery-time': ['recovery-time.day'],
      residency: ['residency.eu'],
      laws: ['laws.gdpr', 'laws.local'],
      'messaging-laws': ['messaging-laws.eprivacy'],
    },
  },
  people: [
    { name: 'Maren Solberg', role: 'preparer', organisation: 'Lantern Assurance LLP (fictitious)' },
    { name: 'Idris Okafor', role: 'reviewer', organisation: 'Lantern Assurance LLP (fictitious)' },
    { name: 'Zoë Marchetti', role: 'client', organisation: 'Harbour & Finch Ltd, guest services' },
    { name: 'Jürgen Weiß', role: 'client', organisation: 'Harbour & Finch Ltd, IT operations' },
  ],
}

export type SampleScan = { readonly fileName: string; readonly text: string }

/** 2026-09-28 06:12:44 UTC, when the workloads account was scanned. */
const OCSF_SCANNED_AT = Date.UTC(2026, 8, 28, 6, 12, 44) / 1000

/** The scan files as their tools would have written them; the same text at every call. Write them as UTF-8. */
export const sampleScans = (): readonly SampleScan[] => [
  {
    fileName: `prowler-output-${WORKLOADS}-20260928061244.ocsf.json`,
    text: prowlerOcsf(WORKLOADS, 'hf-workloads', '5.24.0', OCSF_SCANNED_AT, WORKLOADS_RUN),
  },
  {
    fileName: `prowler-output-${MANAGEMENT}-20260928093015.csv`,
    text: prowlerCsv(MANAGEMENT, 'hf-management', '5.18.2', '2026-09-28 09:30:15.402117', MANAGEMENT_RUN),
  },
  { fileName: 'securityhub-get-findings-20260929.asff.json', text: securityHubFindings('2026-09-29T04:58:20.000Z', HUB_FINDINGS) },
]
