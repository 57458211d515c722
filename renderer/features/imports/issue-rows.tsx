// Rejected records and warnings as rows: what, where, how often, and a way into the original where it is kept.
import type { ImportIssue } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { countOf } from '../../design/format.ts'
import { placeWords } from './excerpt.ts'

/** `onShow` opens the original, where it is kept. */
export function IssueRows({ issues, onShow }: { readonly issues: readonly ImportIssue[]; readonly onShow?: (issue: ImportIssue) => void }) {
  return (
    <ul>
      {issues.map((issue, index) => (
        <li key={index} className="issue">
          <Badge tone={issue.kind === 'rejection' ? 'bad' : 'warn'}>{issue.kind === 'rejection' ? 'Rejected' : 'Warning'}</Badge>
          <div className="issue-words">
            <div>{issue.message}</div>
            {issue.pointer === null && issue.count === 1 ? null : (
              <div className="muted-text">
                {issue.pointer === null ? countOf(issue.count, 'time') : placeWords(issue.pointer)}
                {issue.pointer === null || issue.count === 1 ? '' : ` and ${countOf(issue.count - 1, 'more place')}`}
              </div>
            )}
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
