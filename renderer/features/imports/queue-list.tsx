// The files about to be imported: what each one is and why, and what will happen to it.
import { Trash2 } from 'lucide-react'
import { Badge } from '../../design/badge.tsx'
import { Button, IconButton } from '../../design/button.tsx'
import { countOf, formatBytes } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { Shape } from '../../design/shapes.tsx'
import type { ImportSession } from './import-session.ts'
import { type QueuedFile, standing, summarise } from './queue.ts'

export function QueueList({ session }: { readonly session: ImportSession }) {
  const { files, ready, bytes, left } = summarise(session.queue)
  return (
    <Panel
      title={ready === 0 ? `${countOf(files, 'file')} left aside` : `${countOf(files, 'file')} waiting`}
      padded={false}
      actions={
        <div className="queue-actions">
          {ready === 0 ? null : (
            <span className="muted-text">
              {formatBytes(bytes)} to read{left === 0 ? '' : `, ${countOf(left, 'file')} left aside`}
            </span>
          )}
          <Button kind="quiet" onClick={session.clear}>
            Remove all
          </Button>
          {ready === 0 ? null : (
            <Button kind="primary" onClick={() => void session.start()}>
              Import {countOf(ready, 'file')}
            </Button>
          )}
        </div>
      }
    >
      <ul className="queue">
        {session.queue.map((file) => (
          <QueueRow key={file.token} file={file} onRemove={() => session.remove(file.token)} />
        ))}
      </ul>
    </Panel>
  )
}

function QueueRow({ file, onRemove }: { readonly file: QueuedFile; readonly onRemove: () => void }) {
  const { can, words } = standing(file)
  const { label, toolVersion, confidence, reason } = file.detection
  return (
    <li className="queue-row" data-can={can}>
      <span className={can ? 'tone-good queue-mark' : 'tone-quiet queue-mark'}>
        <Shape name={can ? 'circle-check' : 'circle-slash'} />
      </span>
      <div className="queue-what">
        <div className="queue-name">
          <span className="truncate" title={file.fileName}>
            {file.fileName}
          </span>
          <span className="muted-text">{formatBytes(file.bytes)}</span>
        </div>
        <div className="queue-why">
          <Badge>{label}</Badge>
          {confidence === 'none' ? null : <span>{toolVersion === null ? 'tool version not stated' : `version ${toolVersion}`}</span>}
          <span>
            {confidence === 'none' ? '' : `${confidence}: `}
            {reason}
          </span>
        </div>
      </div>
      <span className="queue-standing">{words}</span>
      <IconButton label={`Remove ${file.fileName} from the list`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
    </li>
  )
}
