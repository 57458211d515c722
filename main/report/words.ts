// The words and marks of the report: how each result, severity, verdict, status and time is named, drawn and coloured.
// Data only; the marks are glyphs that the fallback font has.
import type { CoverageState } from '#domain/coverage'
import type { ConclusionWord, Responsibility, TestMethod, Verdict } from '#domain/criterion'
import type { EvidenceResult, EvidenceRow, Lifecycle, Severity } from '#domain/evidence'
import type { FindingStatus } from '#domain/finding'
import type { ReportSource } from './source.ts'
import { COLOR } from './theme.ts'

export type Mark = { readonly glyph: string; readonly word: string; readonly color: string }

const mark = (glyph: string, word: string, color: string): Mark => ({ glyph, word, color })

export const RESULT: Readonly<Record<EvidenceResult, Mark>> = {
  pass: mark('✓', 'Pass', COLOR.good),
  fail: mark('✗', 'Fail', COLOR.bad),
  manual: mark('◇', 'Manual', COLOR.warn),
  error: mark('⚠', 'Error', COLOR.warn),
  'not-applicable': mark('–', 'Not applicable', COLOR.muted),
  skipped: mark('»', 'Skipped', COLOR.muted),
  info: mark('●', 'Info', COLOR.info),
  unknown: mark('?', 'Unknown', COLOR.soft),
}

export const SEVERITY: Readonly<Record<Severity, Mark>> = {
  critical: mark('◆', 'Critical', '#7A0C14'),
  high: mark('▲', 'High', COLOR.bad),
  medium: mark('■', 'Medium', COLOR.warn),
  low: mark('●', 'Low', COLOR.info),
  informational: mark('○', 'Informational', COLOR.muted),
  unknown: mark('?', 'Unknown', COLOR.soft),
}

export const VERDICT: Readonly<Record<Verdict, Mark>> = {
  met: mark('✓', 'Met', COLOR.good),
  'partly-met': mark('◐', 'Partly met', COLOR.warn),
  'not-met': mark('✗', 'Not met', COLOR.bad),
  'not-applicable': mark('–', 'Not applicable', COLOR.muted),
  'not-tested': mark('○', 'Not tested', COLOR.soft),
  inherited: mark('⇧', 'Inherited', COLOR.accent),
}

export const STATE: Readonly<Record<CoverageState, Mark>> = {
  fail: mark('✗', 'Exceptions', COLOR.bad),
  partly: mark('◐', 'Partly met', COLOR.warn),
  pass: mark('✓', 'No exceptions', COLOR.good),
  inherited: mark('⇧', 'Inherited', COLOR.accent),
  'not-applicable': mark('–', 'Not applicable', COLOR.muted),
  inconclusive: mark('◇', 'Inconclusive', COLOR.warn),
  'not-tested': mark('○', 'Not tested', COLOR.soft),
  'not-in-chapter': mark('·', 'Not a topic', COLOR.muted),
}

export const CONCLUSION: Readonly<Record<ConclusionWord, Mark>> = {
  effective: mark('✓', 'Effective', COLOR.good),
  'effective-with-exceptions': mark('◐', 'Effective with exceptions', COLOR.warn),
  'not-effective': mark('✗', 'Not effective', COLOR.bad),
  'not-concluded': mark('○', 'Not concluded', COLOR.soft),
}

export const STATUS: Readonly<Record<FindingStatus, Mark>> = {
  draft: mark('○', 'Draft', COLOR.soft),
  open: mark('●', 'Open', COLOR.bad),
  remediated: mark('✓', 'Remediated', COLOR.good),
  'risk-accepted': mark('◇', 'Risk accepted', COLOR.warn),
  'false-positive': mark('–', 'False positive', COLOR.muted),
}

export const RESPONSIBILITY: Readonly<Record<Responsibility, string>> = { aws: 'AWS', customer: 'Customer', shared: 'Shared' }
export const METHOD: Readonly<Record<TestMethod, string>> = {
  evidence: 'Evidence',
  document: 'Document',
  interview: 'Interview',
  observation: 'Observation',
}
export const LIFECYCLE: Readonly<Record<Lifecycle, string>> = { active: 'active', archived: 'archived', resolved: 'resolved' }

/** Stands wherever a source does not say. */
export const NOT_STATED = 'Not stated'

const withCommas = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
/** `12,345`: the same on every machine. */
export const number = (n: number): string => (n < 0 ? `-${withCommas(String(-n))}` : withCommas(String(n)))
export const plural = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`

/** An instant as `2026-03-31 09:00:00 UTC`; anything else stays as written. */
export function instant(iso: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(iso)
  if (!parts) return iso
  const [, day, time, zone] = parts
  return `${day} ${time}${zone === undefined ? '' : zone === 'Z' ? ' UTC' : ` ${zone}`}`
}

/** When a record was seen, with how far that can be trusted. */
export function seen(row: Pick<EvidenceRow, 'seenAt' | 'timeQuality'>): string {
  if (row.seenAt === null || row.timeQuality === 'none')
    return row.seenAt === null ? 'Time not stated' : `${instant(row.seenAt)} (doubtful)`
  if (row.timeQuality === 'naive-local') return `${instant(row.seenAt)} (local, no zone)`
  if (row.timeQuality === 'scan-time-only') return `${instant(row.seenAt)} (time of scan)`
  return instant(row.seenAt)
}

/** First and last byte of a record in its source file, counted from 0. */
export const byteRange = ({ source }: Pick<EvidenceRow, 'source'>): string => `bytes ${source.offset}-${source.offset + source.length - 1}`

/** Parts of a digest that are enough to find it in the list of source files. */
export const shortSha = (sha256: string): string => sha256.slice(0, 12)

/** How the service's records stand to each other, and which of them the figures count. */
export function standingWords({ standings }: Pick<ReportSource, 'standings'>): string {
  const { current, restated, superseded, gone } = standings
  const others = restated + superseded + gone
  if (others === 0) return 'Every stored record counts: none restates or follows another.'
  return `Of ${number(current + others)} stored records of this service ${number(current)} count. The other ${number(others)} are kept and not counted: ${number(restated)} say again what a record of the same moment says (the same scan in another format, or once more per requirement), ${number(superseded)} were superseded by a newer scan of the same thing, ${number(gone)} are not shown any more by a newer scan that looked at the same place with the same check.`
}

/** What the figures have to say of current records that several imports repeat; null where none does. */
export function repeatedWords({ openPoints }: Pick<ReportSource, 'openPoints'>): string | null {
  const point = openPoints.find(({ code }) => code === 'evidence-repeated')
  return point === undefined
    ? null
    : `${point.message}. They could not be related by their times, and every figure counts them as they came.`
}
