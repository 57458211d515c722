// The words of PRODUCT.md as screens print them. Data only; colours and shapes are in marks.tsx.
import type { CoverageState } from '#domain/coverage'
import type { ConclusionWord, Responsibility, TestMethod, Verdict } from '#domain/criterion'
import type { EvidenceResult, Lifecycle, Severity } from '#domain/evidence'
import type { FindingStatus } from '#domain/finding'
import type { JournalSubject } from '#domain/journal'
import type { SignOffRole } from '#domain/sign-off'
import type { Change, Standing } from '#domain/standing'

export const RESULT_WORDS: Readonly<Record<EvidenceResult, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  manual: 'Manual',
  error: 'Error',
  'not-applicable': 'Not applicable',
  skipped: 'Skipped',
  info: 'Info',
  unknown: 'Unknown',
}

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
  unknown: 'Unknown',
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: 'Met',
  'partly-met': 'Partly met',
  'not-met': 'Not met',
  'not-applicable': 'Not applicable',
  'not-tested': 'Not tested',
  inherited: 'Inherited',
}

export const COVERAGE_WORDS: Readonly<Record<CoverageState, string>> = {
  fail: 'Failing',
  partly: 'Partly met',
  pass: 'Passing',
  inherited: 'Inherited from AWS',
  'not-applicable': 'Not applicable',
  inconclusive: 'Inconclusive',
  'not-tested': 'Not tested',
  'not-in-chapter': 'Not a topic of this chapter',
}

export const CONCLUSION_WORDS: Readonly<Record<ConclusionWord, string>> = {
  effective: 'Effective',
  'effective-with-exceptions': 'Effective with exceptions',
  'not-effective': 'Not effective',
  'not-concluded': 'Not concluded',
}

export const STATUS_WORDS: Readonly<Record<FindingStatus, string>> = {
  draft: 'Draft',
  open: 'Open',
  remediated: 'Remediated',
  'risk-accepted': 'Risk accepted',
  'false-positive': 'False positive',
}

export const RESPONSIBILITY_WORDS: Readonly<Record<Responsibility, string>> = { aws: 'AWS', customer: 'Customer', shared: 'Shared' }

export const METHOD_WORDS: Readonly<Record<TestMethod, string>> = {
  evidence: 'Evidence',
  document: 'Document',
  interview: 'Interview',
  observation: 'Observation',
}

export const LIFECYCLE_WORDS: Readonly<Record<Lifecycle, string>> = { active: 'Active', archived: 'Archived', resolved: 'Resolved' }

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  current: 'Current',
  restated: 'Restated',
  superseded: 'Superseded',
  gone: 'Gone',
}

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  new: 'New',
  unchanged: 'Unchanged',
  changed: 'Changed',
  'not-scanned-again': 'Not scanned again',
}

export const ROLE_WORDS: Readonly<Record<SignOffRole, string>> = { preparer: 'Preparer', reviewer: 'Reviewer' }

export const SUBJECT_WORDS: Readonly<Record<JournalSubject, string>> = {
  engagement: 'Engagement',
  import: 'Import',
  relation: 'Relation of scans',
  'format-answer': 'Answer about a file',
  profile: 'Column mapping',
  'filing-rule': 'Filing rule',
  finding: 'Finding',
  verdict: 'Verdict',
  'assurance-report': 'AWS report',
  catalog: 'Catalog',
  conclusion: 'Conclusion',
  'sign-off': 'Sign-off',
  report: 'Report',
  signature: 'Signature',
}
