// What a finding of Prowler 2 says, whichever of its own two formats it comes in (FORMATS.md §4.2, §4.3).
import { type ComplianceReference, type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { splitLinks } from './links.ts'
import type { Note } from './notes.ts'
import { resultOfWord, V2_WORDS } from './prowler-words.ts'
import { severityOfWord } from './severity.ts'
import { readTime } from './times.ts'

/** Under each name of ours, the column and the member that hold it; null where one of the two formats has none. */
export const V2_FIELDS = {
  account: { columns: ['ACCOUNT_NUM'], member: 'Account Number' },
  region: { columns: ['REGION'], member: 'Region' },
  number: { columns: ['TITLE_ID'], member: 'Control ID' },
  status: { columns: ['CHECK_RESULT', 'RESULT'], member: 'Status' },
  title: { columns: ['TITLE_TEXT'], member: 'Control' },
  message: { columns: ['CHECK_RESULT_EXTENDED', 'NOTES'], member: 'Message' },
  requirement: { columns: ['CHECK_ASFF_COMPLIANCE_TYPE'], member: 'Compliance' },
  severity: { columns: ['CHECK_SEVERITY'], member: 'Severity' },
  service: { columns: ['CHECK_SERVICENAME'], member: 'Service' },
  resourceType: { columns: ['CHECK_ASFF_RESOURCE_TYPE'], member: null },
  type: { columns: ['CHECK_ASFF_TYPE'], member: null },
  risk: { columns: ['CHECK_RISK'], member: 'Risk' },
  remediation: { columns: ['CHECK_REMEDIATION'], member: 'Remediation' },
  doc: { columns: ['CHECK_DOC'], member: 'Doc link' },
  epic: { columns: ['CHECK_CAF_EPIC'], member: 'CAF Epic' },
  resource: { columns: ['CHECK_RESOURCE_ID'], member: 'Resource ID' },
  time: { columns: ['PROWLER_START_TIME'], member: 'Timestamp' },
} as const satisfies Readonly<Record<string, { readonly columns: readonly string[]; readonly member: string | null }>>

export type V2Field = keyof typeof V2_FIELDS

/** `[check11] Avoid the use of the root account` */
const CHECK_IN_TITLE = /^\s*\[([^\]]+)\]\s*/
/** Checks of the CIS benchmark, whose numbers are its; `extra…` ones only count on. */
const CIS_CHECK = /^check\d/
/** An ASFF type, which says what kind of finding it is and names no requirement. */
const ASFF_TYPE = /^Software and Configuration Checks/

export function recordOfV2(text: (field: V2Field) => string | null, note: Note): ScanRecord {
  const title = text('title')
  const bracket = CHECK_IN_TITLE.exec(title ?? '')
  const number = text('number')
  const checkId = bracket?.[1] ?? number
  const { links, others } = splitLinks([text('doc') ?? ''])
  return {
    ...UNSTATED,
    checkId,
    title: title?.slice(bracket?.[0].length ?? 0) || title,
    statusText: text('message'),
    ...resultOfWord(text('status'), null, V2_WORDS, note),
    severity: severityOfWord(text('severity'), note),
    severityRaw: text('severity'),
    resourceId: text('resource'),
    resourceType: text('resourceType'),
    scannerService: text('service'),
    provider: 'aws',
    region: text('region'),
    accountId: readAccount(text('account'), 'aws', note),
    ...readTime(text('time')),
    risk: text('risk'),
    remediationText: text('remediation'),
    remediationUrls: links,
    remediationCode: others.map((other) => ({ kind: 'reference', text: other })),
    categories: [...new Set([text('epic'), text('type')])].filter((category) => category !== null),
    compliance: complianceOf(checkId, number, text('requirement')),
    toolName: 'Prowler',
  }
}

function complianceOf(checkId: string | null, number: string | null, requirement: string | null): readonly ComplianceReference[] {
  const cis = number !== null && CIS_CHECK.test(checkId ?? '') ? [{ framework: 'CIS', ids: [number] }] : []
  if (requirement === null || ASFF_TYPE.test(requirement)) return cis
  const words = requirement.split(/\s+/)
  // `ens-op.acc.1.aws.iam.3 ens-op.acc.5.aws.iam.4`: the Spanish scheme is the only one that names its ids here.
  const ens = words.every((word) => word.startsWith('ens-'))
  return [...cis, ens ? { framework: 'ENS', ids: words } : { framework: requirement, ids: [] }]
}
