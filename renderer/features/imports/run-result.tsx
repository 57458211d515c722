// What a run came to: totals added up over its files, then each file with its balance sheet and issues.
import { balanceOf, type FileOutcome } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { Button, ButtonLink } from '../../design/button.tsx'
import { countOf, formatBytes, formatCount, formatInstant, formatSeconds } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { Notice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { recordsSum, totalsOf } from './balance.ts'
import { BalanceSheet, SumCheck } from './balance-sheet.tsx'
import type { RunResult } from './import-session.ts'
import { IssueList, RefusedIssues } from './issue-list.tsx'

export function RunResultView({ result, onDismiss }: { readonly result: RunResult; readonly onDismiss: () => void }) {
  const totals = totalsOf(result.files.map(balanceOf))
  const kept = result.files.filter((file) => file.outcome === 'imported').length
  const already = result.files.filter((file) => file.outcome === 'already-imported').length
  const refused = result.files.filter((file) => file.outcome === 'not-imported').length
  return (
    <Panel
      title={result.cancelled ? 'Import cancelled' : 'Import finished'}
      actions={
        <div className="queue-actions">
          {totals.stored === 0 ? null : <ButtonLink href={hrefs.evidence()}>See the evidence</ButtonLink>}
          {result.draftedFindings === 0 ? null : <ButtonLink href={hrefs.findings()}>See the findings</ButtonLink>}
          <Button kind="quiet" onClick={onDismiss}>
            Close
          </Button>
        </div>
      }
    >
      <div className="run-result">
        {result.cancelled ? (
          <Notice tone="warn" title="Stopped as you asked">
            The file being read left nothing behind.{' '}
            {kept === 0 ? 'None had finished before' : `${countOf(kept, 'file')} finished before and ${kept === 1 ? 'is' : 'are'} kept`};
            what was not reached is still in the list.
          </Notice>
        ) : null}
        {result.files.length === 0 ? null : (
          <>
            <p className="run-result-line">
              <strong>{formatCount(totals.records)}</strong> records from {countOf(totals.files, 'file')} in{' '}
              {formatSeconds(result.elapsedMs / 1000)}: <strong>{formatCount(totals.stored)}</strong> stored,{' '}
              <strong>{formatCount(totals.rejected)}</strong> rejected, <strong>{formatCount(totals.duplicates)}</strong> duplicates{' '}
              <SumCheck holds={totals.holds} sum={totals.stored + totals.rejected + totals.duplicates} />
            </p>
            <p className="muted-text">
              {countOf(result.draftedFindings, 'finding')} drafted.
              {already === 0
                ? ''
                : ` ${countOf(already, 'file')} had been imported before; nothing changed for ${already === 1 ? 'it' : 'them'}.`}
              {refused === 0 ? '' : ` ${countOf(refused, 'file')} could not be imported.`}
            </p>
          </>
        )}
        {result.files.map((file, index) => (
          <OutcomeView key={`${index}-${file.fileName}`} file={file} open={result.files.length === 1} />
        ))}
      </div>
    </Panel>
  )
}

function OutcomeView({ file, open }: { readonly file: FileOutcome; readonly open: boolean }) {
  if (file.outcome === 'not-imported') return <RefusedView file={file} />
  const { summary } = file
  const already = file.outcome === 'already-imported'
  return (
    <details className="outcome" open={open}>
      <summary className="outcome-head">
        <span className="outcome-name truncate">{file.fileName}</span>
        {already ? <Badge tone="calm">Already imported</Badge> : <Badge tone="good">Imported</Badge>}
        {summary.rejected === 0 ? null : <Badge tone="bad">{formatCount(summary.rejected)} rejected</Badge>}
        {summary.warnings === 0 ? null : <Badge tone="warn">{countOf(summary.warnings, 'warning')}</Badge>}
        <span className="muted-text">{countOf(summary.records, 'record')}</span>
      </summary>
      {already ? (
        <Notice title="The same bytes are already here">
          They were imported on {formatInstant(summary.importedAt)} as {summary.fileName}. Nothing changed; this is the balance of that
          import.
        </Notice>
      ) : null}
      <BalanceSheet summary={summary} />
      <IssueList importId={summary.importId} />
    </details>
  )
}

function RefusedView({ file }: { readonly file: FileOutcome & { outcome: 'not-imported' } }) {
  const sum = recordsSum(balanceOf(file))
  return (
    <div className="outcome outcome-refused">
      <div className="outcome-head">
        <span className="outcome-name truncate">{file.fileName}</span>
        <Badge tone="bad">Not imported</Badge>
        {file.records === 0 ? null : <Badge tone="bad">{formatCount(file.rejected)} rejected</Badge>}
        <span className="muted-text">{formatBytes(file.bytes)}</span>
      </div>
      <p>{file.message}</p>
      {file.records === 0 ? null : (
        <p className="run-result-line">
          <strong>{formatCount(file.records)}</strong> {file.records === 1 ? 'record' : 'records'}: 0 stored,{' '}
          <strong>{formatCount(file.rejected)}</strong> rejected <SumCheck holds={sum.holds} sum={sum.sum} />
        </p>
      )}
      <p className="muted-text">
        Nothing of this file was stored. Export it anew from the scanner, or see the CLI’s detect command for details.
      </p>
      <RefusedIssues issues={file.issues} />
    </div>
  )
}
