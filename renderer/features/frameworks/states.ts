// How the states of requirements look and in which order they are drawn; how frameworks stand in the list. Data and plain rules.
import type { FrameworkSummary, RequirementState } from '#domain/framework'
import type { Look } from '../../design/marks.tsx'

export const STATE_WORDS: Readonly<Record<RequirementState, string>> = {
  fail: 'Failing',
  partly: 'Partly met',
  judged: 'Judged met',
  inconclusive: 'Inconclusive',
  pass: 'Passing',
  inherited: 'Inherited',
  'not-applicable': 'Not applicable',
  'not-tested': 'Not tested',
}

export const STATE_LOOKS: Readonly<Record<RequirementState, Look>> = {
  fail: { tone: 'bad', shape: 'square-cross' },
  partly: { tone: 'warn', shape: 'circle-half' },
  judged: { tone: 'good', shape: 'tick-pen' },
  inconclusive: { tone: 'odd', shape: 'circle-query' },
  pass: { tone: 'good', shape: 'circle-check' },
  inherited: { tone: 'calm', shape: 'shield' },
  'not-applicable': { tone: 'quiet', shape: 'circle-slash' },
  'not-tested': { tone: 'quiet', shape: 'circle-dashed' },
}

/** From the worst to what nobody looked at. */
export const STATE_ORDER: readonly RequirementState[] = [
  'fail',
  'partly',
  'inconclusive',
  'pass',
  'judged',
  'inherited',
  'not-applicable',
  'not-tested',
]

/** Whether any evidence, criterion or scan speaks of it. */
export const isTouched = ({ states, requirements, withoutRequirement, writtenAs }: FrameworkSummary): boolean =>
  states['not-tested'] < requirements || withoutRequirement > 0 || writtenAs.length > 0

export type FrameworkGroup = { readonly title: string; readonly hint: string; readonly frameworks: readonly FrameworkSummary[] }

/** The list in its parts, in the order the program gives; parts without a framework left out. */
export function groupsOf(frameworks: readonly FrameworkSummary[]): readonly FrameworkGroup[] {
  const isPlain = (f: FrameworkSummary): boolean => !f.selected && f.kind === 'framework'
  const named = (f: FrameworkSummary): boolean => f.writtenAs.length > 0
  const groups: readonly FrameworkGroup[] = [
    { title: 'Selected', hint: 'Brought by the customer’s factors', frameworks: frameworks.filter((f) => f.selected) },
    { title: 'Named by scans', hint: 'The scans themselves name it', frameworks: frameworks.filter((f) => isPlain(f) && named(f)) },
    {
      title: 'Touched',
      hint: 'The catalog or a criterion says that the evidence touches it',
      frameworks: frameworks.filter((f) => isPlain(f) && !named(f) && isTouched(f)),
    },
    {
      title: 'Only scans know it',
      hint: 'The catalog does not describe it; kept as the scan writes it',
      frameworks: frameworks.filter((f) => !f.selected && f.kind === 'unknown'),
    },
    {
      title: 'References',
      hint: 'Lists of weaknesses and identifiers: nothing to comply with',
      frameworks: frameworks.filter((f) => !f.selected && f.kind === 'reference' && isTouched(f)),
    },
    {
      title: 'Not touched',
      hint: 'The catalog knows it; nothing here speaks of it',
      frameworks: frameworks.filter((f) => !f.selected && f.kind !== 'unknown' && !isTouched(f)),
    },
  ]
  return groups.filter((group) => group.frameworks.length > 0)
}

/** A framework with its version, as one reads it. */
export const titleOf = ({ name, version }: FrameworkSummary): string => (version === '' ? name : `${name} ${version}`)

/** Requirements that some evidence or verdict decides. */
export const decidedIn = ({ requirements, states }: FrameworkSummary): number => requirements - states['not-tested']
