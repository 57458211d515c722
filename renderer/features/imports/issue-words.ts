// Warnings by what they are about: doubts an auditor has about the evidence itself, as against how a file was read. Data only.
import type { ImportIssue, IssueCode } from '#domain/imports'

/** The doubts in the order in which they are told, as headings. */
export const DOUBTS: ReadonlyMap<IssueCode, string> = new Map<IssueCode, string>([
  ['incomplete-export', 'The export is not complete'],
  ['scan-outside-period', 'Scanned outside the audit period'],
  ['account-out-of-scope', 'Accounts that are not in scope'],
  ['region-out-of-scope', 'Regions that are not in scope'],
  ['region-missing', 'Regions of the scope of which nothing is said'],
  ['account-unknown', 'Records that name no account'],
  ['tool-failure', 'The tool could not look; these are no results'],
  ['not-listed', 'Records that are only counted, not listed'],
  ['severity-disagrees', 'Severity in words and number disagree'],
  ['clock-odd', 'Times that are missing or odd'],
  ['known-bad-version', 'Versions of tools known for faults'],
])

export const isAboutEvidence = ({ code }: ImportIssue): boolean => DOUBTS.has(code)
