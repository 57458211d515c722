// Addresses of screens, and of exactly the rows behind a number.
import { fieldTerm } from '#domain/filter'

/** Fields of the query language a link may name. null = not stated (`topic:none`). */
export type FilterFields = Partial<
  Readonly<
    Record<
      | 'service'
      | 'topic'
      | 'result'
      | 'severity'
      | 'status'
      | 'check'
      | 'account'
      | 'region'
      | 'muted'
      | 'lifecycle'
      | 'standing'
      | 'change'
      | 'import'
      | 'file',
      string | boolean | readonly string[] | null
    >
  >
>

/** A filter in the query language: `{ service: 'iam', topic: null }` → `service:iam topic:none`. */
export function filterText(fields: FilterFields): string {
  return Object.entries(fields)
    .map(([field, value]) => fieldTerm(field, ...wordsOf(value)))
    .join(' ')
}

function wordsOf(value: string | boolean | readonly string[] | null): readonly string[] {
  if (value === null) return ['none']
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  return typeof value === 'string' ? [value] : value
}

const withFilter = (path: string, filter: string): string => (filter === '' ? path : `${path}?${new URLSearchParams({ filter })}`)

export const hrefs = {
  start: '/start',
  overview: '/overview',
  /** Scope, people and the customer's factors of the open engagement. */
  scope: '/scope',
  factors: '/scope?part=factors',
  awsReports: '/aws-reports',
  service: (key: string, topic?: string) => `/service/${key}${topic === undefined ? '' : `?topic=${encodeURIComponent(topic)}`}`,
  findings: (filter: FilterFields | string = '') => withFilter('/findings', typeof filter === 'string' ? filter : filterText(filter)),
  finding: (findingId: string) => `/findings/${findingId}`,
  evidence: (filter: FilterFields | string = '') => withFilter('/evidence', typeof filter === 'string' ? filter : filterText(filter)),
  /** Exactly the records a count of the program stands for: those that other scans did not replace. */
  counted: (fields: FilterFields = {}) => withFilter('/evidence', filterText({ ...fields, standing: 'current' })),
  /** The same, of those filed under a service. */
  countedInServices: (fields: FilterFields) =>
    withFilter('/evidence', `-${fieldTerm('service', 'none')} ${filterText({ ...fields, standing: 'current' })}`),
  evidenceItem: (evidenceId: number) => `/evidence/${evidenceId}`,
  filing: '/filing',
  filingRules: '/filing?view=rules',
  /** Files the check of a piece of evidence elsewhere. */
  fileElsewhere: (evidenceId: number) => `/filing?evidence=${evidenceId}`,
  frameworks: (place: { readonly framework?: string; readonly service?: string; readonly requirement?: string } = {}) => {
    const search = new URLSearchParams(Object.entries(place).filter(([, value]) => value !== undefined))
    return search.size === 0 ? '/frameworks' : `/frameworks?${search}`
  },
  imports: '/import',
  kit: '/kit',
  reports: '/reports',
  journal: (text?: string) => (text === undefined ? '/journal' : `/journal?text=${encodeURIComponent(text)}`),
  settings: '/settings',
} as const
