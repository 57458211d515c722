// The fields of a mapping and its choices as people read them. Data only.
import type { ProfileField } from '#domain/profile'
import type { Delimiter } from './mapping-draft.ts'

export const FIELD_WORDS: Readonly<Record<ProfileField, string>> = {
  checkId: 'Check',
  title: 'Title',
  description: 'Description',
  statusText: 'Sentence about the result',
  status: 'Status word → result',
  severity: 'Severity word → severity',
  muted: 'Muted',
  resourceId: 'Resource',
  resourceName: 'Name of the resource',
  resourceType: 'Type of the resource',
  service: 'Service',
  region: 'Region',
  accountId: 'Account',
  seenAt: 'Time seen',
  risk: 'Risk',
  remediationText: 'Remediation',
  remediationUrl: 'Link about remediation',
  recordId: 'The tool’s own id',
}

export const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma  ,',
  ';': 'Semicolon  ;',
  '\t': 'Tabulator',
  '|': 'Bar  |',
}
