// Imports made before, newest first; each opens to its balance, its changes and its files, and can be removed as a whole.
import { useState } from 'react'
import type { FileOutcome, ImportSummary } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { countOf, formatCount, formatInstant } from '../../design/format.ts'
import { toolsOf } from '../../design/source-words.ts'
import { recordsSum } from './balance.ts'
import { BalanceSheet, SumCheck } from './balance-sheet.tsx'
import { ChangesView } from './changes-view.tsx'
import { FileLedger } from './file-ledger.tsx'
import { RemoveImport } from './remove-import.tsx'

export function EarlierImports({ imports }: { readonly imports: readonly ImportSummary[] }) {
  const newestFirst = imports.toSorted((a, b) => (a.importedAt < b.importedAt ? 1 : -1))
  return (
    <ul className="earlier">
      {newestFirst.map((summary) => (
        <EarlierImport key={summary.importId} summary={summary} />
      ))}
    </ul>
  )
}

function EarlierImport({ summary }: { readonly summary: ImportSummary }) {
  const [open, setOpen] = useState(false)
  const { holds, sum } = recordsSum(summary)
  return (
    <li>
      <details className="earlier-import" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="earlier-when">{formatInstant(summary.importedAt)}</span>
          <span className="earlier-name truncate" title={summary.name}>
            {summary.name}
          </span>
          <span className="earlier-tool truncate" title={toolsOf(summary.files) ?? undefined}>
            {toolsOf(summary.files) ?? 'tool not stated'}
          </span>
          <span className="earlier-count">{countOf(summary.files.length, 'file')}</span>
          <span className="earlier-count">{countOf(summary.records, 'record')}</span>
          <span className="earlier-badges">
            {holds ? null : <SumCheck holds={holds} sum={sum} />}
            {summary.rejected === 0 ? null : <Badge tone="bad">{formatCount(summary.rejected)} rejected</Badge>}
            {summary.warnings === 0 ? null : <Badge tone="warn">{countOf(summary.warnings, 'warning')}</Badge>}
          </span>
        </summary>
        {open ? <Opened summary={summary} /> : null}
      </details>
    </li>
  )
}

function Opened({ summary }: { readonly summary: ImportSummary }) {
  const [removing, setRemoving] = useState(false)
  const files: readonly FileOutcome[] = summary.files.map((file) => ({
    outcome: 'imported',
    fileName: file.fileName,
    summary: file,
    issues: [],
  }))
  return (
    <div className="earlier-body">
      <div className="earlier-head">
        <span className="muted-text">Imported by {summary.importedBy}</span>
        <Button kind="danger" size="small" onClick={() => setRemoving(true)}>
          Remove import…
        </Button>
      </div>
      {files.length === 1 ? null : <BalanceSheet summary={summary} filter={{ import: summary.importId }} />}
      <ChangesView summary={summary} />
      <FileLedger files={files} label={`Files of ${summary.name}`} />
      {removing ? <RemoveImport summary={summary} onClose={() => setRemoving(false)} /> : null}
    </div>
  )
}
