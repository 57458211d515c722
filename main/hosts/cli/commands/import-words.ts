// Words that the import's balance sheet and the list of imports share: places, issues, changes.
import type { ChangeCounts, IssueCode, SourcePointer } from '#domain/imports'
import { counts, figure, oneLine } from '../text.ts'
import type { ToldIssue } from './import-result.ts'

/** Warnings that ask the evidence: whether it is of the right time and place, whole, and by a tool to be trusted (issue 3, 6). */
const ABOUT_EVIDENCE: ReadonlySet<string> = new Set<IssueCode>([
  'scan-outside-period',
  'account-out-of-scope',
  'region-out-of-scope',
  'region-missing',
  'account-unknown',
  'clock-odd',
  'known-bad-version',
  'incomplete-export',
  'tool-failure',
  'severity-disagrees',
  'account-damaged',
  'not-evaluated',
  'not-listed',
])

export const isAboutEvidence = ({ code }: ToldIssue): boolean => ABOUT_EVIDENCE.has(code)

/** One line per issue: the file, what is wrong, and where. */
export const issueLines = (path: string, issues: readonly ToldIssue[]): readonly string[] =>
  issues.map(({ message, pointer, count }) => `${oneLine(path)}: ${oneLine(message)}${place(pointer)}${records(count)}`)

const MOST_LINES = 50

/** The first lines, and how many more there are and where: text is for reading, --json for all. */
export const shortened = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [
        ...lines.slice(0, MOST_LINES),
        `… ${figure(MOST_LINES)} of ${figure(lines.length)} shown; --json gives all, and "tickmark imports show" those of stored files`,
      ]

function place(pointer: SourcePointer | null): string {
  if (pointer === null) return ''
  const parts = [
    `byte ${figure(pointer.offset)}`,
    ...(pointer.record === null ? [] : [`record ${figure(pointer.record)}`]),
    ...(pointer.line === null ? [] : [`line ${figure(pointer.line)}`]),
  ]
  return ` (${parts.join(', ')})`
}

const records = (count: number): string => (count === 1 ? '' : ` (${figure(count)} records)`)

/** Gives `2 new · 1 changed · 9 unchanged · 4 superseded`, without the zeros. */
export const changesText = ({
  new: fresh,
  changed,
  unchanged,
  gone,
  superseded,
  restated,
  notScannedAgain,
}: Partial<ChangeCounts>): string =>
  counts({
    new: fresh ?? 0,
    changed: changed ?? 0,
    unchanged: unchanged ?? 0,
    gone: gone ?? 0,
    superseded: superseded ?? 0,
    restated: restated ?? 0,
    'not scanned again': notScannedAgain ?? 0,
  })
