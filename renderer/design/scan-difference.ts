// What differs between two records of the same thing: the fields whose change voids a sign-off, in words. Pure.
import type { EvidenceDetail } from '#domain/evidence'
import { LIFECYCLE_WORDS, RESULT_WORDS, SEVERITY_WORDS } from './words.ts'

export type Said = Pick<
  EvidenceDetail,
  'result' | 'statusRaw' | 'severity' | 'severityRaw' | 'muted' | 'lifecycle' | 'title' | 'statusText'
> & {
  readonly description?: string | null
}

export type Difference = { readonly label: string; readonly before: string | null; readonly after: string | null }

const SHOWN: readonly { readonly label: string; readonly of: (said: Said) => string | null }[] = [
  { label: 'Result', of: ({ result, statusRaw }) => withSource(RESULT_WORDS[result], statusRaw) },
  { label: 'Severity', of: ({ severity, severityRaw }) => withSource(SEVERITY_WORDS[severity], severityRaw) },
  { label: 'Muted', of: ({ muted }) => (muted ? 'yes' : 'no') },
  { label: 'Life cycle', of: ({ lifecycle }) => LIFECYCLE_WORDS[lifecycle] },
  { label: 'Title', of: ({ title }) => title },
  { label: 'Status text', of: ({ statusText }) => statusText },
  { label: 'Description', of: ({ description }) => description ?? null },
]

const withSource = (word: string, source: string | null): string => (source === null ? word : `${word} (“${source}”)`)

/** The fields in which two records differ, in the order of the screen. */
export const differences = (before: Said, after: Said): readonly Difference[] =>
  SHOWN.map(({ label, of }) => ({ label, before: of(before), after: of(after) })).filter((line) => line.before !== line.after)
