// The columns of the requirement table.
import { EvidenceResult, sumOf } from '#domain/evidence'
import type { RequirementRow } from '#domain/framework'
import type { Column } from '../../design/data-table.tsx'
import { formatCount } from '../../design/format.ts'
import { Mark, ResultMark } from '../../design/marks.tsx'
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
    width: 'minmax(140px, 2.4fr)',
    cell: (row) => (
      <span className="truncate" title={row.title ?? undefined}>
        {row.title ?? <span className="muted-text">{row.group ?? ''}</span>}
      </span>
    ),
  },
  {
    id: 'results',
    header: 'Records',
    width: 'minmax(124px, 1fr)',
    cell: (row) =>
      sumOf(row.records) === 0 ? (
        <span className="muted-text">none</span>
      ) : (
        <span className="result-marks">
          {EvidenceResult.options
            .filter((result) => row.records[result] > 0)
            .map((result) => (
              <ResultMark key={result} result={result} count={row.records[result]} show="shape" />
            ))}
        </span>
      ),
  },
  { id: 'checks', header: 'Checks', width: '64px', align: 'end', from: 600, cell: (row) => formatCount(row.checks.length) },
  { id: 'criteria', header: 'Criteria', width: '76px', align: 'end', from: 760, cell: (row) => formatCount(row.criteria.length) },
]

/** The columns for these requirements: without one for titles where none has any. */
export const requirementColumns = (rows: readonly RequirementRow[]): readonly Column<RequirementRow>[] =>
  COLUMNS.filter(({ id }) => id !== 'title' || rows.some(({ title, group }) => title !== null || group !== null))
