// The names of a finding's fields as screens print them, and values in words.

import { EvidenceResult, Severity } from '#domain/evidence'
import { type FindingChange, FindingStatus, type FindingText } from '#domain/finding'
import { formatDate } from '../../design/format.ts'
import { SEVERITY_WORDS, STATUS_WORDS } from '../../design/words.ts'
import type { EditableField } from './finding-draft.ts'

export const FIELD_LABELS: Readonly<Record<EditableField, string>> = {
  title: 'Title',
  condition: 'Condition',
  criterion: 'Criterion',
  cause: 'Cause',
  effect: 'Effect',
  recommendation: 'Recommendation',
  clientResponse: 'Client’s response',
  severity: 'Severity',
  severityReason: 'Reason for the severity',
  status: 'Status',
  owner: 'Owner',
  dueDate: 'Due date',
}

/** The Markdown fields in the order auditing standards write them, each with what belongs there. */
export const MARKDOWN_FIELDS: readonly {
  readonly field: Extract<keyof FindingText, 'condition' | 'criterion' | 'cause' | 'effect' | 'recommendation' | 'clientResponse'>
  readonly holds: string
}[] = [
  { field: 'condition', holds: 'What is the case' },
  { field: 'criterion', holds: 'What should be the case, and by which rule' },
  { field: 'cause', holds: 'Why it is so' },
  { field: 'effect', holds: 'What follows, or may follow, from it' },
  { field: 'recommendation', holds: 'What the client should do' },
  { field: 'clientResponse', holds: 'What the client says to it' },
]

/** A value of the history in words; the history knows field names and values as text only. */
export function valueWords(field: string, value: string | null): string {
  if (value === null || value === '') return ''
  if (field === 'severity' || field === 'scannerSeverity') {
    const severity = Severity.safeParse(value)
    return severity.success ? SEVERITY_WORDS[severity.data] : value
  }
  if (field === 'status') {
    const status = FindingStatus.safeParse(value)
    return status.success ? STATUS_WORDS[status.data] : value
  }
  return field === 'dueDate' ? formatDate(value) : value
}

/** Fields with one short value, told as before → after rather than word by word. */
export const isChoice = (field: string): boolean => ['severity', 'scannerSeverity', 'status', 'dueDate'].includes(field)

/** Fields a person does not write but the history tells of. */
const OTHER_LABELS: Readonly<Record<string, string>> = {
  service: 'Service',
  topic: 'Topic',
  check: 'Check',
  scannerSeverity: 'Scanner’s severity',
}

/** The program's own bookkeeping; it is in the journal, and would only bury the words here. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['findingId', 'number', 'revision', 'untouched', 'createdAt', 'updatedAt'])

/** The label of a field of the history; one this screen does not know keeps its own name. */
export const fieldLabel = (field: string): string =>
  Object.hasOwn(FIELD_LABELS, field) ? FIELD_LABELS[field as EditableField] : (OTHER_LABELS[field] ?? field)

/** The changes of one step worth reading: what a person wrote or the draft brought, without what stayed empty. */
export const readableChanges = (step: FindingChange): FindingChange['changes'] =>
  step.changes.filter(({ field, before, after }) => !BOOKKEEPING.has(field) && (before ?? '') !== (after ?? ''))

/** Results in the order a finding's evidence is told: failing first. */
export const RESULT_ORDER: readonly EvidenceResult[] = ['fail', ...EvidenceResult.options.filter((result) => result !== 'fail')]
