// The files about to be imported: a list of any length above, the chosen file in full below it.
import { useMemo, useState } from 'react'
import { Button } from '../../design/button.tsx'
import { DataTable, rowsOf, tableHeight } from '../../design/data-table.tsx'
import { Checkbox } from '../../design/field.tsx'
import { countOf, formatBytes, formatCount } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { FileInspector } from './file-inspector.tsx'
import type { ImportSession } from './import-session.ts'
import { membersOf, type QueuedFile, type QueueLine, queueLines, readiness, summarise, wantedOf } from './queue.ts'
import { queueColumns } from './queue-columns.tsx'
import './queue.css'

const ROW = 32
const MOST_ROWS = 9

const tokensOf = (files: readonly QueuedFile[]): ReadonlySet<string> => new Set(files.map(({ token }) => token))

export function QueuePanel({ session }: { readonly session: ImportSession }) {
  const { queue, want } = session
  const [active, setActive] = useState<number | null>(null)
  const lines = useMemo(() => queueLines(queue), [queue])
  const summary = useMemo(() => summarise(queue), [queue])
  const columns = useMemo(() => {
    const filesOf = (line: QueueLine): readonly QueuedFile[] =>
      line.kind === 'group' ? line.files : line.archive ? membersOf(queue, line.file) : [line.file]
    return { filesOf, all: queueColumns((line, wanted) => want(tokensOf(filesOf(line)), wanted), filesOf) }
  }, [queue, want])
  const at = Math.min(active ?? lines.findIndex(({ kind }) => kind === 'file'), lines.length - 1)
  const line = lines[at]
  const toggle = (each: QueueLine) => {
    const files = columns.filesOf(each)
    want(tokensOf(files), wantedOf(files) !== true)
  }
  const toNextQuestion = () => {
    const asking = (each: QueueLine) => each.kind === 'file' && readiness(each.file) === 'ask'
    const next = lines.findIndex((each, index) => index > at && asking(each))
    setActive(next === -1 ? Math.max(0, lines.findIndex(asking)) : next)
  }
  useShortcut('Mod+Enter', 'Import the chosen files', () => void session.start(), { enabled: summary.chosen > 0 })

  return (
    <Panel
      title="Files to import"
      padded={false}
      actions={
        <div className="queue-actions">
          {summary.chosen === 0 ? null : <span className="muted-text">{formatBytes(summary.bytes)} to read</span>}
          <Button kind="quiet" onClick={() => session.remove(tokensOf(queue))}>
            Clear the list
          </Button>
          <Button kind="primary" disabled={summary.chosen === 0} onClick={() => void session.start()}>
            Import {countOf(summary.chosen, 'file')}
          </Button>
        </div>
      }
    >
      <div className="queue-bar">
        <Checkbox
          label={`${formatCount(summary.chosen)} of ${countOf(summary.files, 'file')} will be imported`}
          checked={wantedOf(queue)}
          disabled={!queue.some((file) => readiness(file) === 'ready')}
          onChecked={(wanted) => want(tokensOf(queue), wanted)}
        />
        {summary.ask === 0 ? null : (
          <Button size="small" onClick={toNextQuestion}>
            {summary.ask === 1 ? '1 file needs an answer' : `${formatCount(summary.ask)} files need an answer`}
          </Button>
        )}
        {summary.aside === 0 ? null : <span className="muted-text">{formatCount(summary.aside)} left aside</span>}
      </div>
      <div className="queue-table" style={{ height: tableHeight(Math.min(lines.length, MOST_ROWS), ROW) }}>
        <DataTable
          label="Files to import"
          columns={columns.all}
          rows={rowsOf(lines)}
          rowKey={(each) => each.key}
          rowHeight={ROW}
          active={at}
          onActive={setActive}
          onToggle={toggle}
          look={(each) => (each.kind === 'group' ? 'head' : readiness(each.file) === 'ready' && each.file.wanted ? undefined : 'dim')}
          empty={null}
        />
      </div>
      {line?.kind === 'file' ? <FileInspector key={line.key} file={line.file} archive={line.archive} session={session} /> : null}
      {line?.kind === 'group' ? <p className="queue-group-note muted-text">{groupNote(line.files)}</p> : null}
    </Panel>
  )
}

function groupNote(files: readonly QueuedFile[]): string {
  const count = (state: ReturnType<typeof readiness>) => formatCount(files.filter((file) => readiness(file) === state).length)
  return `${countOf(files.length, 'file')}: ${count('ready')} can be read, ${count('ask')} need an answer, ${count('aside')} left aside. Choose one to see what it is and its first records.`
}
