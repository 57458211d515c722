// The columns of the queue: what each file is, how sure that is and why, and what will happen to it.
import { Badge } from '../../design/badge.tsx'
import type { Column } from '../../design/data-table.tsx'
import { Checkbox } from '../../design/field.tsx'
import { countOf, formatBytes, formatCount } from '../../design/format.ts'
import { Shape } from '../../design/shapes.tsx'
import {
  asksForEncoding,
  directionWords,
  isSaid,
  type QueuedFile,
  type QueueLine,
  readiness,
  readinessWords,
  saidOf,
  wantedOf,
} from './queue.ts'

const READINESS_LOOKS = {
  ready: { tone: 'good', shape: 'circle-check' },
  ask: { tone: 'warn', shape: 'circle-query' },
  aside: { tone: 'quiet', shape: 'circle-slash' },
} as const

export const CONFIDENCE_WORDS = { certain: 'certain', likely: 'likely', none: 'no' } as const

/** `onWant` takes a line's files into the import or leaves them out. */
export const queueColumns = (
  onWant: (line: QueueLine, wanted: boolean) => void,
  filesOf: (line: QueueLine) => readonly QueuedFile[],
): readonly Column<QueueLine>[] => [
  {
    id: 'wanted',
    header: '',
    width: '34px',
    cell: (line) => {
      const files = filesOf(line)
      const name = line.kind === 'group' ? `everything from ${line.name}` : line.file.fileName
      return (
        <Checkbox
          label={`Import ${name}`}
          hideLabel
          tabIndex={-1}
          disabled={!files.some((file) => readiness(file) === 'ready')}
          checked={wantedOf(files)}
          onChecked={(wanted) => onWant(line, wanted)}
        />
      )
    },
  },
  {
    id: 'file',
    header: 'File',
    width: 'minmax(150px, 2.4fr)',
    cell: (line) =>
      line.kind === 'group' ? (
        <span title={line.name}>
          {line.name} <span className="queue-count">{countOf(line.files.length, 'file')}</span>
        </span>
      ) : (
        <span className="queue-file" data-grouped={line.file.group !== null || undefined}>
          <span className={`queue-mark tone-${READINESS_LOOKS[readiness(line.file)].tone}`}>
            <Shape name={READINESS_LOOKS[readiness(line.file)].shape} />
          </span>
          <span className="truncate" title={line.file.fileName}>
            {line.file.fileName}
          </span>
        </span>
      ),
  },
  {
    id: 'format',
    header: 'Is',
    width: 'minmax(120px, 1fr)',
    from: 480,
    cell: (line) => (line.kind === 'group' ? null : <FormatCell file={line.file} />),
  },
  {
    id: 'sure',
    header: 'Sure',
    width: '68px',
    from: 900,
    cell: (line) => (line.kind === 'group' ? null : CONFIDENCE_WORDS[line.file.detection.confidence]),
  },
  {
    id: 'why',
    header: 'Because',
    width: 'minmax(120px, 1.6fr)',
    from: 720,
    cell: (line) =>
      line.kind === 'group' ? null : (
        <span className="queue-why" title={line.file.detection.reason}>
          {line.file.detection.reason}
        </span>
      ),
  },
  {
    id: 'size',
    header: 'Size',
    width: '84px',
    from: 600,
    align: 'end',
    cell: (line) => {
      if (line.kind === 'file') return sizeWords(line.file.bytes)
      const known = line.files.reduce((total, { bytes }) => total + (bytes ?? 0), 0)
      return formatBytes(known)
    },
  },
  {
    id: 'happens',
    header: 'What happens',
    width: 'minmax(124px, 1fr)',
    cell: (line) => (line.kind === 'group' ? groupWords(line.files) : <HappensCell file={line.file} archive={line.archive} />),
  },
]

export const sizeWords = (bytes: number | null) => (bytes === null ? <span className="nothing">not stated</span> : formatBytes(bytes))

function FormatCell({ file }: { readonly file: QueuedFile }) {
  const { label, toolVersion, formatId } = file.detection
  const said = saidOf(file)
  if (said !== null && isSaid(said)) return <span title={directionWords(said)}>{directionWords(said)}</span>
  const words = toolVersion === null ? label : `${label}, version ${toolVersion}`
  return formatId === 'unknown' || formatId === 'ambiguous' ? (
    <span className="nothing">{label.toLowerCase()}</span>
  ) : (
    <span title={words}>{words}</span>
  )
}

function HappensCell({ file, archive }: { readonly file: QueuedFile; readonly archive: boolean }) {
  const state = readiness(file)
  if (archive) return <span className="queue-why">Kept as a document with its members</span>
  return (
    <span className="queue-happens" title={readinessWords(file)}>
      {asksForEncoding(file) ? <Badge tone="warn">not UTF-8</Badge> : null}
      {state === 'ready' && !file.wanted ? 'Left out by you' : shortWords(file)}
    </span>
  )
}

/** What was said of a file stands in the column before. */
const shortWords = (file: QueuedFile): string =>
  !isSaid(saidOf(file)) ? readinessWords(file) : file.answer === null ? 'As answered before' : 'As you say'

function groupWords(files: readonly QueuedFile[]): string {
  const ask = files.filter((file) => readiness(file) === 'ask').length
  return ask === 0 ? '' : `${formatCount(ask)} need${ask === 1 ? 's' : ''} an answer`
}
