// The form of an AWS report as it is being typed, and the facts it means. Pure.
import { AssuranceFacts, type AssuranceReport } from '#domain/assurance'

/** Dates are typed as text; '' = not stated. `speaksOf` says which of them count. */
export type ReportDraft = Omit<AssuranceFacts, 'periodFrom' | 'periodTo' | 'asOf' | 'readOn' | 'expiresOn' | 'bridgeUntil'> & {
  readonly speaksOf: 'period' | 'day'
  readonly periodFrom: string
  readonly periodTo: string
  readonly asOf: string
  readonly readOn: string
  readonly expiresOn: string
  readonly bridgeUntil: string
}

/** An empty form; the services in the engagement's scope are offered as the report's, to be checked against it. */
export const emptyReport = (): ReportDraft => ({
  programme: 'soc-2',
  title: '',
  issuer: '',
  speaksOf: 'period',
  periodFrom: '',
  periodTo: '',
  asOf: '',
  services: [],
  opinion: 'not-stated',
  opinionText: '',
  readBy: '',
  readOn: '',
  expiresOn: '',
  bridgeUntil: '',
  notes: '',
})

export const draftOfReport = (report: AssuranceReport): ReportDraft => ({
  programme: report.programme,
  title: report.title,
  issuer: report.issuer,
  speaksOf: report.asOf === null ? 'period' : 'day',
  periodFrom: report.periodFrom ?? '',
  periodTo: report.periodTo ?? '',
  asOf: report.asOf ?? '',
  services: report.services,
  opinion: report.opinion,
  opinionText: report.opinionText,
  readBy: report.readBy,
  readOn: report.readOn ?? '',
  expiresOn: report.expiresOn ?? '',
  bridgeUntil: report.bridgeUntil ?? '',
  notes: report.notes,
})

export type ReportErrors = Partial<Readonly<Record<keyof AssuranceFacts, string>>>

const MESSAGES: ReportErrors = {
  title: 'Give the report’s title, up to 300 characters.',
  periodFrom: 'Enter the first day of the period.',
  periodTo: 'The period needs a last day, not before its first.',
  asOf: 'Enter the day it speaks of.',
  readOn: 'Reading the opinion has a name and a day; give both or neither.',
  opinionText: 'An opinion that is not clean needs its text.',
  bridgeUntil: 'A bridge letter follows the end of a period.',
  expiresOn: 'It cannot expire before the day it speaks of.',
}

const date = (text: string): string | null => (text === '' ? null : text)

/** The facts a draft means, or what is wrong with it by field. */
export function readReport(draft: ReportDraft): { readonly facts: AssuranceFacts } | { readonly errors: ReportErrors } {
  const { speaksOf, ...rest } = draft
  const isPeriod = speaksOf === 'period'
  const parsed = AssuranceFacts.safeParse({
    ...rest,
    title: rest.title.trim(),
    readBy: rest.readBy.trim(),
    periodFrom: isPeriod ? date(rest.periodFrom) : null,
    periodTo: isPeriod ? date(rest.periodTo) : null,
    asOf: isPeriod ? null : date(rest.asOf),
    bridgeUntil: isPeriod ? date(rest.bridgeUntil) : null,
    readOn: date(rest.readOn),
    expiresOn: date(rest.expiresOn),
  })
  if (parsed.success) return { facts: parsed.data }
  const fields = parsed.error.issues.map(({ path }) => String(path[0]) as keyof AssuranceFacts)
  return { errors: Object.fromEntries(fields.map((field) => [field, MESSAGES[field] ?? 'This cannot be taken as it is.'])) }
}
