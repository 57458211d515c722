// One row of IAM's credential report as a record of facts (FORMATS.md §7.3). The report judges nothing: whether a key is too old or a
// factor is missing, checks or the auditor say.
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import { awsTime, resourceFacts, sentenceOf } from './aws-answers.ts'
import type { CsvHeader } from './csv-import.ts'
import type { Note } from './notes.ts'

/** Columns in the order in which the text names them. The other ones are kept in the original bytes. */
const FACTS = [
  'password_enabled',
  'mfa_active',
  'password_last_used',
  'password_last_changed',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'cert_1_active',
  'cert_2_active',
  'user_creation_time',
] as const
/** Say nothing beside a column that says `false`. */
const EMPTY_WORDS = new Set(['N/A', 'not_supported'])

/** FORMATS.md §3.5: the report's 22 columns begin with these. AWS adds columns at the end. */
export const isCredentialHeader = (header: CsvHeader): boolean =>
  ['USER', 'ARN', 'USER_CREATION_TIME'].every((name, index) => header.columns.get(name) === index) && header.columns.has('MFA_ACTIVE')

/** Reads a row; `generated` is when the report was made, which only its JSON form says. */
export function readCredentialRow(column: (name: string) => string | null, generated: unknown, note: Note): ScanRecord {
  const resourceId = column('ARN')
  const { account, ...facts } = resourceFacts(resourceId, null)
  const name = column('USER')
  if (account === null) note('account-damaged', 'Rows whose ARN names no account were filed without one.')
  return {
    ...UNSTATED,
    checkId: 'iam-credential-report',
    title: 'IAM credential report',
    statusText: sentenceOf(
      FACTS.map((fact) => {
        const value = column(fact.toUpperCase())
        return value === null || EMPTY_WORDS.has(value) ? null : `${fact} ${value}`
      }),
    ),
    result: 'info',
    resourceId,
    resourceName: name,
    resourceType: name === '<root_account>' ? 'iam root user' : 'iam user',
    ...facts,
    scannerService: 'iam',
    provider: 'aws',
    accountId: readAccount(account, 'aws', note),
    ...awsTime(generated),
    toolName: 'AWS IAM',
    topic: 'identity-and-access-management',
  }
}
