// The columns of the requirement table.
import { EvidenceResult, type ResultCounts, sumOf } from '#domain/evidence'
import type { RequirementRow } from '#domain/framework'
import type { Column } from '../../design/data-table.tsx'
import { formatCount } from '../../design/format.ts'
import { Mark, ResultMark } from '../../design/marks.tsx'
import { RESULT_WORDS } from '../../design/words.ts'
import { STATE_LOOKS, STATE_WORDS } from './states.ts'

const COLUMNS: readonly Column<RequirementRow>[] = [
  { id: 'state', header: 'State', width: '124px', cell: (row) => <Mark look={STATE_LOOKS[row.state]} word={STATE_WORDS[row.state]} /> },
  {
    id: 'requirement',
    header: 'Requirement',
    width: 'minmax(92px, 1fr)',
    cell: (row) => (
      <span className="truncate requirement-id" title={row.requirement}>
        {row.requirement}
      </span>
    ),
  },
  {
    id: 'title',
    header: 'Title',
    width: 'minmax(120px, 2.4fr)',
    cell: (row) => (
      <span className="truncate" title={row.title ?? undefined}>
        {row.title ?? <span className="muted-text">{row.group ?? ''}</span>}
      </span>
    ),
  },
  {
    id: 'results',
    header: 'Records',
    width: 'minmax(180px, 1fr)',
    cell: (row) => <Records counts={row.records} />,
  },
  { id: 'checks', header: 'Checks', width: '64px', align: 'end', from: 600, cell: (row) => formatCount(row.checks.length) },
  { id: 'criteria', header: 'Criteria', width: '76px', align: 'end', from: 760, cell: (row) => formatCount(row.criteria.length) },
]

/** The columns for these requirements: without one for titles where none has any. */
export const requirementColumns = (rows: readonly RequirementRow[]): readonly Column<RequirementRow>[] =>
  COLUMNS.filter(({ id }) => id !== 'title' || rows.some(({ title, group }) => title !== null || group !== null))

/** Fails and passes; the other results as one figure, so that none is cut off where there is little room. */
function Records({ counts }: { readonly counts: ResultCounts }) {
  const others = EvidenceResult.options.filter((result) => result !== 'fail' && result !== 'pass' && counts[result] > 0)
  const words = others.map((result) => `${formatCount(counts[result])} ${RESULT_WORDS[result].toLowerCase()}`).join(', ')
  if (sumOf(counts) === 0) return <span className="muted-text">none</span>
  return (
    <span className="result-marks">
      {counts.fail === 0 ? null : <ResultMark result="fail" count={counts.fail} show="shape" />}
      {counts.pass === 0 ? null : <ResultMark result="pass" count={counts.pass} show="shape" />}
      {others.length === 0 ? null : (
        <span className="muted-text" title={words}>
          +{formatCount(others.reduce((sum, result) => sum + counts[result], 0))}
          <span className="visually-hidden"> others: {words}</span>
        </span>
      )}
    </span>
  )
}
