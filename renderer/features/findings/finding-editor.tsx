// One finding beside the list: head with number and save state, the form, the history.
import { Eye, Pencil } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { Link } from 'wouter'
import type { FindingRow } from '#domain/finding'
import { Badge } from '../../design/badge.tsx'
import { Button } from '../../design/button.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { FindingForm } from './finding-form.tsx'
import { FindingHistory } from './finding-history.tsx'
import { FindingScans } from './finding-scans.tsx'
import { SaveMark, SaveTrouble } from './save-mark.tsx'
import type { SavedChange } from './undo.ts'
import { useFindingSession } from './use-finding-session.ts'

type View = 'finding' | 'scans' | 'history'

/** Give it the finding's id as `key`: one editor edits one finding. `serviceName` is null where the finding is unfiled. */
export function FindingEditor({
  row,
  serviceName,
  topicName,
  listed,
  onSaved,
  onLeave,
}: {
  readonly row: FindingRow
  readonly serviceName: string | null
  readonly topicName: string | null
  /** False where the list, as filtered now, does not hold this finding. */
  readonly listed: boolean
  readonly onSaved: (change: SavedChange) => void
  /** Escape: back to the list. */
  readonly onLeave: () => void
}) {
  const { session, state } = useFindingSession(row, onSaved)
  const [view, setView] = useState<View>('finding')
  const [reading, setReading] = useState(false)
  useShortcut('Mod+Shift+P', 'Show text as printed, or edit it', () => setReading((now) => !now))
  const { saved } = state

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    void session.flush()
    onLeave()
  }

  return (
    <article className="finding-pane" aria-label={`Finding ${saved.number}`}>
      <div className="finding-editor" role="presentation" onKeyDown={onKeyDown}>
        <div className="finding-top">
          <header className="finding-head">
            <span className="finding-number">#{saved.number}</span>
            <span className="finding-place truncate">
              {saved.service === null ? 'Unfiled' : <Link href={hrefs.service(saved.service)}>{serviceName ?? saved.service}</Link>}
              {topicName === null ? null : <span> · {topicName}</span>}
            </span>
            {saved.untouched ? <Badge title="No word of it has been changed since it was drafted from evidence">Drafted</Badge> : null}
            {listed ? null : <Badge title="It does not match the filter">Not in this list</Badge>}
            <SaveMark state={state} />
          </header>
          <div className="finding-check mono truncate" title={saved.check}>
            {saved.check}
          </div>
          <SaveTrouble session={session} state={state} />
        </div>
        <div className="finding-views">
          <Tabs<View>
            label="Views of this finding"
            value={view}
            onValue={setView}
            tabs={[
              { value: 'finding', label: 'Finding', content: <FindingForm session={session} state={state} reading={reading} /> },
              { value: 'scans', label: 'Scans', content: <FindingScans finding={saved} /> },
              { value: 'history', label: 'History', content: <FindingHistory findingId={saved.findingId} /> },
            ]}
          />
          {view === 'finding' ? (
            <div className="finding-reading-switch">
              <Button
                kind="quiet"
                size="small"
                aria-pressed={reading}
                icon={reading ? <Pencil aria-hidden /> : <Eye aria-hidden />}
                onClick={() => setReading(!reading)}
              >
                {reading ? 'Edit' : 'Preview'}
              </Button>
            </div>
          ) : null}
        </div>
      </div>
    </article>
  )
}
