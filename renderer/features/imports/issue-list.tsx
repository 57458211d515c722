// What the program has to say of one source file: doubts about the evidence itself, how it was read, and every rejected record
// with its place, reason and a look into the original.
import { useState } from 'react'
import type { ImportIssue, SourceFile } from '#domain/imports'
import { Button } from '../../design/button.tsx'
import { formatCount } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { ExcerptDialog } from './excerpt-dialog.tsx'
import { IssueRows } from './issue-rows.tsx'
import { isAboutEvidence } from './issue-words.ts'

const PAGE = 50
/** Most one call gives; warnings are counted, so that there are few however large the file is. */
const MOST = 2000

export function IssueList({ source }: { readonly source: Pick<SourceFile, 'sha256' | 'rejected'> }) {
  const { sha256 } = source
  const [page, setPage] = useState(0)
  const [shown, setShown] = useState<ImportIssue | null>(null)
  // Rejections come first, one for each rejected record; what stands behind them are the warnings.
  const rejections = useAnswer('imports.issues', { sha256, offset: page * PAGE, limit: PAGE }, { keepPrevious: true })
  const behind = useAnswer('imports.issues', { sha256, offset: source.rejected, limit: MOST })
  const error = rejections.error ?? behind.error
  if (error !== null) return <ErrorNotice error={error} />
  if (rejections.data === undefined || behind.data === undefined) return null
  const rejected = rejections.data.rows.filter(({ kind }) => kind === 'rejection')
  const warnings = behind.data.rows.filter(({ kind }) => kind === 'warning')
  const unseen = behind.data.total - source.rejected - behind.data.rows.length
  if (behind.data.total === 0) return <p className="muted-text">No record was rejected and nothing was odd.</p>
  return (
    <div className="issue-groups">
      <Issues title="About the evidence itself" issues={warnings.filter(isAboutEvidence)} onShow={setShown} />
      <Issues title="How it was read" issues={warnings.filter((issue) => !isAboutEvidence(issue))} onShow={setShown} />
      {unseen > 0 ? <p className="muted-text">{formatCount(unseen)} further warnings are not shown here; the CLI lists them all.</p> : null}
      <Issues title="Rejected records" issues={rejected} onShow={setShown}>
        <Pager page={page} total={source.rejected} onPage={setPage} />
      </Issues>
      {shown?.pointer ? <ExcerptDialog sha256={sha256} issue={shown} pointer={shown.pointer} onClose={() => setShown(null)} /> : null}
    </div>
  )
}

function Issues({
  title,
  issues,
  onShow,
  children,
}: {
  readonly title: string
  readonly issues: readonly ImportIssue[]
  readonly onShow?: (issue: ImportIssue) => void
  readonly children?: React.ReactNode
}) {
  if (issues.length === 0) return null
  return (
    <section className="issues" aria-label={title}>
      <h3>{title}</h3>
      <IssueRows issues={issues} {...(onShow === undefined ? {} : { onShow })} />
      {children}
    </section>
  )
}

function Pager({ page, total, onPage }: { readonly page: number; readonly total: number; readonly onPage: (page: number) => void }) {
  if (total <= PAGE) return null
  const last = Math.ceil(total / PAGE) - 1
  return (
    <p className="issues-more">
      {formatCount(page * PAGE + 1)} to {formatCount(Math.min(total, (page + 1) * PAGE))} of {formatCount(total)}
      <Button size="small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Earlier
      </Button>
      <Button size="small" disabled={page >= last} onClick={() => onPage(page + 1)}>
        Later
      </Button>
    </p>
  )
}

/** The issues of a file of which nothing was kept: they come with the outcome, and there is no original to show. */
export function RefusedIssues({ issues }: { readonly issues: readonly ImportIssue[] }) {
  const [page, setPage] = useState(0)
  const rejected = issues.filter(({ kind }) => kind === 'rejection')
  return (
    <div className="issue-groups">
      <Issues title="Warnings" issues={issues.filter(({ kind }) => kind === 'warning')} />
      <Issues title="Rejected records" issues={rejected.slice(page * PAGE, (page + 1) * PAGE)}>
        <Pager page={page} total={rejected.length} onPage={setPage} />
      </Issues>
    </div>
  )
}
