// Rejected records and warnings of one import, each with its place and reason, and a look into the original.
import { useState } from 'react'
import type { ImportIssue } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { placeWords } from './excerpt.ts'
import { ExcerptDialog } from './excerpt-dialog.tsx'

const PAGE = 100

export function IssueList({ importId }: { readonly importId: string }) {
  const [limit, setLimit] = useState(PAGE)
  const [shown, setShown] = useState<ImportIssue | null>(null)
  const issues = useAnswer('imports.issues', { importId, offset: 0, limit }, { keepPrevious: true })
  if (issues.error !== null) return <ErrorNotice error={issues.error} />
  if (issues.data === undefined) return null
  const { rows, total } = issues.data
  if (total === 0) return <p className="muted-text">No record was rejected and nothing was odd.</p>
  return (
    <section className="issues" aria-label="Rejected records and warnings">
      <h3>Rejected records and warnings</h3>
      <IssueRows issues={rows} onShow={setShown} />
      {rows.length === total ? null : (
        <p className="issues-more">
          {formatCount(rows.length)} of {formatCount(total)} shown
          <Button size="small" disabled={limit >= 2000} onClick={() => setLimit(Math.min(2000, limit * 4))}>
            Show more
          </Button>
        </p>
      )}
      {shown?.pointer ? <ExcerptDialog importId={importId} issue={shown} pointer={shown.pointer} onClose={() => setShown(null)} /> : null}
    </section>
  )
}

/** Issues with their places; `onShow` opens the original, where it is kept. */
export function IssueRows({ issues, onShow }: { readonly issues: readonly ImportIssue[]; readonly onShow?: (issue: ImportIssue) => void }) {
  return (
    <ul>
      {issues.map((issue, index) => (
        <li key={index} className="issue">
          <Badge tone={issue.kind === 'rejection' ? 'bad' : 'warn'}>{issue.kind === 'rejection' ? 'Rejected' : 'Warning'}</Badge>
          <div className="issue-words">
            <div>{issue.message}</div>
            <div className="muted-text">
              {placeWords(issue.pointer)}
              {issue.count === 1 ? '' : ` and ${countOf(issue.count - 1, 'more place')}`}
            </div>
          </div>
          {issue.pointer === null || onShow === undefined ? null : (
            <Button size="small" onClick={() => onShow(issue)}>
              Show in original
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The issues of a file of which nothing was kept: they come with the outcome, and there is no original to show. */
export function RefusedIssues({ issues }: { readonly issues: readonly ImportIssue[] }) {
  const [limit, setLimit] = useState(PAGE)
  if (issues.length === 0) return null
  return (
    <section className="issues" aria-label="Rejected records and warnings">
      <h3>Rejected records and warnings</h3>
      <IssueRows issues={issues.slice(0, limit)} />
      {issues.length <= limit ? null : (
        <p className="issues-more">
          {formatCount(limit)} of {formatCount(issues.length)} shown
          <Button size="small" onClick={() => setLimit(limit * 4)}>
            Show more
          </Button>
        </p>
      )}
    </section>
  )
}
