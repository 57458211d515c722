// Imports made before, newest first; each opens to its balance sheet and issues.

import { useState } from 'react'
import type { ImportSummary } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { countOf, formatBytes, formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { recordsSum } from './balance.ts'
import { BalanceSheet, SumCheck } from './balance-sheet.tsx'
import { IssueList } from './issue-list.tsx'

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
          <span className="earlier-name truncate" title={summary.fileName}>
            {summary.fileName}
          </span>
          <span className="earlier-tool truncate">{toolWords(summary)}</span>
          <span className="earlier-count">{countOf(summary.records, 'record')}</span>
          <span className="earlier-badges">
            {holds ? null : <SumCheck holds={holds} sum={sum} />}
            {summary.rejected === 0 ? null : <Badge tone="bad">{formatCount(summary.rejected)} rejected</Badge>}
            {summary.warnings === 0 ? null : <Badge tone="warn">{countOf(summary.warnings, 'warning')}</Badge>}
          </span>
        </summary>
        {open ? (
          <div className="earlier-body">
            <BalanceSheet summary={summary} />
            <IssueList importId={summary.importId} />
            <DescriptionList
              items={[
                { term: 'SHA-256', value: <code>{summary.sha256}</code> },
                { term: 'Size', value: `${formatBytes(summary.bytes)} (${countOf(summary.bytes, 'byte')})` },
                { term: 'Format', value: summary.formatId },
                { term: 'Imported by', value: summary.importedBy },
                { term: 'Records seen', value: seenWords(summary) },
              ]}
            />
          </div>
        ) : null}
      </details>
    </li>
  )
}

const toolWords = ({ tool, toolVersion }: ImportSummary): string =>
  tool === null ? 'tool not stated' : toolVersion === null ? tool : `${tool} ${toolVersion}`

function seenWords({ seenFrom, seenTo }: ImportSummary): string | null {
  if (seenFrom === null) return null
  return seenTo === null || seenTo === seenFrom ? formatInstant(seenFrom) : `${formatInstant(seenFrom)} to ${formatInstant(seenTo)}`
}
