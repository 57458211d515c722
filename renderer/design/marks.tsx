// Result, severity, verdict, coverage and conclusion: each a colour AND a shape AND a word. Nothing here is told by colour alone.
import type { CoverageState } from '#domain/coverage'
import type { ConclusionWord, Verdict } from '#domain/criterion'
import type { EvidenceResult, Severity } from '#domain/evidence'
import type { FindingStatus } from '#domain/finding'
import './marks.css'
import { formatCount } from './format.ts'
import { Shape, type ShapeName } from './shapes.tsx'
import { CONCLUSION_WORDS, COVERAGE_WORDS, RESULT_WORDS, SEVERITY_WORDS, STATUS_WORDS, VERDICT_WORDS } from './words.ts'

export type Tone = 'good' | 'bad' | 'warn' | 'calm' | 'odd' | 'broken' | 'quiet' | 'critical' | 'high' | 'medium' | 'low' | 'informational'
export type Look = { readonly tone: Tone; readonly shape: ShapeName }

export const RESULT_LOOKS: Readonly<Record<EvidenceResult, Look>> = {
  pass: { tone: 'good', shape: 'circle-check' },
  fail: { tone: 'bad', shape: 'square-cross' },
  manual: { tone: 'warn', shape: 'hand' },
  error: { tone: 'broken', shape: 'triangle-alert' },
  'not-applicable': { tone: 'quiet', shape: 'circle-slash' },
  skipped: { tone: 'quiet', shape: 'chevrons-right' },
  info: { tone: 'calm', shape: 'circle-i' },
  unknown: { tone: 'odd', shape: 'circle-query' },
}

export const SEVERITY_LOOKS: Readonly<Record<Severity, Look>> = {
  critical: { tone: 'critical', shape: 'octagon-alert' },
  high: { tone: 'high', shape: 'triangle-up' },
  medium: { tone: 'medium', shape: 'diamond' },
  low: { tone: 'low', shape: 'triangle-down' },
  informational: { tone: 'informational', shape: 'ring' },
  unknown: { tone: 'odd', shape: 'circle-query' },
}

export const VERDICT_LOOKS: Readonly<Record<Verdict, Look>> = {
  met: { tone: 'good', shape: 'circle-check' },
  'partly-met': { tone: 'warn', shape: 'circle-half' },
  'not-met': { tone: 'bad', shape: 'square-cross' },
  'not-applicable': { tone: 'quiet', shape: 'circle-slash' },
  'not-tested': { tone: 'quiet', shape: 'circle-dashed' },
  inherited: { tone: 'calm', shape: 'shield' },
}

export const COVERAGE_LOOKS: Readonly<Record<CoverageState, Look>> = {
  fail: { tone: 'bad', shape: 'square-cross' },
  partly: { tone: 'warn', shape: 'circle-half' },
  pass: { tone: 'good', shape: 'circle-check' },
  inherited: { tone: 'calm', shape: 'shield' },
  'not-applicable': { tone: 'quiet', shape: 'circle-slash' },
  inconclusive: { tone: 'odd', shape: 'circle-query' },
  'not-tested': { tone: 'quiet', shape: 'circle-dashed' },
  'not-in-chapter': { tone: 'quiet', shape: 'dot' },
}

const CONCLUSION_LOOKS: Readonly<Record<ConclusionWord, Look>> = {
  effective: { tone: 'good', shape: 'circle-check' },
  'effective-with-exceptions': { tone: 'warn', shape: 'circle-half' },
  'not-effective': { tone: 'bad', shape: 'square-cross' },
  'not-concluded': { tone: 'quiet', shape: 'circle-dashed' },
}

const STATUS_LOOKS: Readonly<Record<FindingStatus, Look>> = {
  draft: { tone: 'quiet', shape: 'circle-dashed' },
  open: { tone: 'bad', shape: 'ring' },
  remediated: { tone: 'good', shape: 'circle-check' },
  'risk-accepted': { tone: 'warn', shape: 'shield' },
  'false-positive': { tone: 'calm', shape: 'circle-slash' },
}

type MarkProps = {
  /** Shown before the word; omit for the word alone. */
  readonly count?: number
  /** `shape`: only the silhouette; the word stays for screen readers and as tooltip. */
  readonly show?: 'word' | 'shape'
  readonly boxed?: boolean
  readonly size?: 'normal' | 'large'
}

/** The general mark; the named ones below give it its look and word. */
export function Mark({
  look,
  word,
  count,
  show = 'word',
  boxed = false,
  size = 'normal',
}: MarkProps & { readonly look: Look; readonly word: string }) {
  return (
    <span
      className="mark"
      data-tone={look.tone}
      data-boxed={boxed || undefined}
      data-size={size}
      title={show === 'shape' ? word : undefined}
    >
      <Shape name={look.shape} />
      {count === undefined ? null : <span className="mark-count">{formatCount(count)}</span>}
      <span className={show === 'shape' ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  )
}

export const ResultMark = ({ result, ...rest }: MarkProps & { readonly result: EvidenceResult }) => (
  <Mark {...rest} look={RESULT_LOOKS[result]} word={RESULT_WORDS[result]} />
)

export const SeverityMark = ({ severity, ...rest }: MarkProps & { readonly severity: Severity }) => (
  <Mark {...rest} look={SEVERITY_LOOKS[severity]} word={SEVERITY_WORDS[severity]} />
)

export const VerdictMark = ({ verdict, ...rest }: MarkProps & { readonly verdict: Verdict }) => (
  <Mark {...rest} look={VERDICT_LOOKS[verdict]} word={VERDICT_WORDS[verdict]} />
)

export const CoverageMark = ({ state, ...rest }: MarkProps & { readonly state: CoverageState }) => (
  <Mark {...rest} look={COVERAGE_LOOKS[state]} word={COVERAGE_WORDS[state]} />
)

export const ConclusionMark = ({ conclusion, ...rest }: MarkProps & { readonly conclusion: ConclusionWord }) => (
  <Mark {...rest} look={CONCLUSION_LOOKS[conclusion]} word={CONCLUSION_WORDS[conclusion]} />
)

export const StatusMark = ({ status, ...rest }: MarkProps & { readonly status: FindingStatus }) => (
  <Mark {...rest} look={STATUS_LOOKS[status]} word={STATUS_WORDS[status]} />
)
