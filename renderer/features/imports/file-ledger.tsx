// The files of an import as a ledger, what needs a look first: what became of each, its balance in one row, the chosen one in full below.
import { useMemo, useState } from 'react'
import { balanceOf, type FileOutcome, type ImportIssue, type SourceFile } from '#domain/imports'
import { Badge } from '../../design/badge.tsx'
import { type Column, DataTable, rowsOf, tableHeight } from '../../design/data-table.tsx'
import { countOf, formatBytes, formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { Notice } from '../../design/notice.tsx'
import { Shape } from '../../design/shapes.tsx'
import { toolOf } from '../../design/source-words.ts'
import { byNeed, recordsSum } from './balance.ts'
import { BalanceSheet, Equation } from './balance-sheet.tsx'
import { ENCODING_WORDS, FORMAT_WORDS } from './format-words.ts'
import { IssueList, RefusedIssues } from './issue-list.tsx'

const ROW = 32
const MOST_ROWS = 9

const OUTCOMES = {
  imported: { tone: 'good', shape: 'circle-check', words: 'Imported' },
  'already-imported': { tone: 'calm', shape: 'circle-i', words: 'Already imported' },
  'not-imported': { tone: 'bad', shape: 'square-cross', words: 'Not imported' },
} as const

const warningsOf = (file: FileOutcome): number =>
  file.outcome === 'not-imported' ? file.issues.filter(({ kind }) => kind === 'warning').length : file.summary.warnings

const count = (n: number) => (n === 0 ? <span className="nothing">0</span> : formatCount(n))

const COLUMNS: readonly Column<FileOutcome>[] = [
  {
    id: 'file',
    header: 'File',
    width: 'minmax(150px, 2fr)',
    cell: (file) => (
      <span className="queue-file">
        <span className={`queue-mark tone-${OUTCOMES[file.outcome].tone}`}>
          <Shape name={OUTCOMES[file.outcome].shape} />
        </span>
        <span className="truncate" title={file.fileName}>
          {file.fileName}
        </span>
      </span>
    ),
  },
  { id: 'outcome', header: 'Outcome', width: '124px', cell: (file) => OUTCOMES[file.outcome].words },
  {
    id: 'format',
    header: 'Is',
    width: 'minmax(110px, 1fr)',
    from: 760,
    cell: (file) =>
      file.outcome === 'not-imported'
        ? (file.detection?.label ?? <span className="nothing">not looked at</span>)
        : FORMAT_WORDS[file.summary.formatId],
  },
  { id: 'records', header: 'Records', width: '82px', align: 'end', cell: (file) => count(balanceOf(file).records) },
  { id: 'stored', header: 'Stored', width: '82px', align: 'end', from: 560, cell: (file) => count(balanceOf(file).stored) },
  { id: 'rejected', header: 'Rejected', width: '82px', align: 'end', cell: (file) => count(balanceOf(file).rejected) },
  { id: 'duplicates', header: 'Duplicates', width: '88px', align: 'end', from: 640, cell: (file) => count(balanceOf(file).duplicates) },
  { id: 'warnings', header: 'Warnings', width: '82px', align: 'end', from: 700, cell: (file) => count(warningsOf(file)) },
  {
    id: 'sum',
    header: 'Sum',
    width: '58px',
    from: 860,
    align: 'end',
    cell: (file) =>
      recordsSum(balanceOf(file)).holds ? (
        <span className="mark" data-tone="good" title="Adds up">
          <Shape name="circle-check" />
          <span className="visually-hidden">adds up</span>
        </span>
      ) : (
        <span className="mark" data-tone="bad" title="Does not add up">
          <Shape name="square-cross" />
          <span className="visually-hidden">does not add up</span>
        </span>
      ),
  },
]

export function FileLedger({ files: given, label }: { readonly files: readonly FileOutcome[]; readonly label: string }) {
  const [active, setActive] = useState(0)
  const files = useMemo(() => byNeed(given), [given])
  const chosen = files[Math.min(active, files.length - 1)]
  return (
    <div className="ledger">
      {files.length === 1 ? null : (
        <div className="ledger-table" style={{ height: tableHeight(Math.min(files.length, MOST_ROWS), ROW) }}>
          <DataTable
            label={label}
            columns={COLUMNS}
            rows={rowsOf(files)}
            rowKey={(file) => files.indexOf(file)}
            rowHeight={ROW}
            active={active}
            onActive={setActive}
            empty={null}
          />
        </div>
      )}
      {chosen === undefined ? null : <OutcomeView file={chosen} lone={files.length === 1} />}
    </div>
  )
}

function OutcomeView({ file, lone }: { readonly file: FileOutcome; readonly lone: boolean }) {
  return (
    <section className="outcome" aria-label={`What became of ${file.fileName}`}>
      <h3 className="outcome-head">
        <span className="outcome-name">{file.fileName}</span>
        <Badge tone={OUTCOMES[file.outcome].tone}>{OUTCOMES[file.outcome].words}</Badge>
      </h3>
      {file.outcome === 'not-imported' ? (
        <Refused message={file.message} bytes={file.bytes} issues={file.issues}>
          {file.records === 0 ? null : <Equation balance={balanceOf(file)} />}
        </Refused>
      ) : (
        <>
          {file.outcome === 'already-imported' ? (
            <Notice title="The same bytes are already here">
              They came in on {formatInstant(file.summary.importedAt)} as {file.summary.fileName}. Nothing changed for them.
            </Notice>
          ) : null}
          <BalanceSheet
            summary={file.summary}
            filter={{ import: file.summary.importId, ...(lone ? {} : { file: file.summary.fileName }) }}
          />
          <IssueList source={file.summary} />
          <SourceFacts file={file.summary} />
        </>
      )}
    </section>
  )
}

const SourceFacts = ({ file }: { readonly file: SourceFile }) => (
  <details className="source-facts">
    <summary>About the file</summary>
    <DescriptionList
      items={[
        { term: 'Format', value: FORMAT_WORDS[file.formatId] },
        { term: 'Tool', value: toolOf(file) },
        { term: 'Records seen', value: seenWords(file) },
        { term: 'Size', value: `${formatBytes(file.bytes)} (${countOf(file.bytes, 'byte')})` },
        ...(file.encoding === 'utf-8'
          ? []
          : [{ term: 'Text', value: file.encoding === 'windows-1252' ? 'Windows code page 1252' : ENCODING_WORDS[file.encoding] }]),
        { term: 'SHA-256', value: <code>{file.sha256}</code> },
      ]}
    />
  </details>
)

/** A time without an offset is shown as written; shifting it would invent. */
function seenWords({ seenFrom, seenTo }: SourceFile): string | null {
  const words = (time: string) => (/(Z|[+-]\d\d:?\d\d)$/.test(time) ? formatInstant(time) : time)
  if (seenFrom === null) return null
  return seenTo === null || seenTo === seenFrom ? words(seenFrom) : `${words(seenFrom)} to ${words(seenTo)}`
}

const Refused = ({
  message,
  bytes,
  issues,
  children,
}: {
  readonly message: string
  readonly bytes: number
  readonly issues: readonly ImportIssue[]
  readonly children: React.ReactNode
}) => (
  <>
    <p>{message}</p>
    {children}
    <p className="muted-text">
      Nothing of this file was stored{bytes === 0 ? '' : ` (${formatBytes(bytes)})`}. Mend it or export it anew from the scanner, and import
      it again.
    </p>
    <RefusedIssues issues={issues} />
  </>
)
