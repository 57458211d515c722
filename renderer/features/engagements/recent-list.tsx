// Engagements opened lately on this machine.
import { FileX2, Lock, LockOpen, X } from 'lucide-react'
import type { RecentEngagement } from '#contract/engagements'
import { Badge } from '../../design/badge.tsx'
import { IconButton } from '../../design/button.tsx'
import { formatInstant } from '../../design/format.ts'

export function RecentList({
  recent,
  onOpen,
  onForget,
}: {
  readonly recent: readonly RecentEngagement[]
  readonly onOpen: (engagement: RecentEngagement) => void
  readonly onForget: (engagement: RecentEngagement) => void
}) {
  return (
    <ul className="recent-list">
      {recent.map((engagement) => (
        <li key={engagement.token} className="recent-line">
          <button type="button" className="recent-item" disabled={engagement.missing} onClick={() => onOpen(engagement)}>
            <span className="recent-icon" aria-hidden>
              {engagement.missing ? <FileX2 /> : engagement.encrypted ? <Lock /> : <LockOpen />}
            </span>
            <span className="recent-words">
              <span className="recent-title truncate">
                {engagement.title} {engagement.missing ? <Badge tone="warn">file not found</Badge> : null}
              </span>
              <span className="recent-note truncate">
                {engagement.client} · {engagement.fileName} in {engagement.folder}
              </span>
            </span>
            <span className="recent-when">{formatInstant(engagement.openedAt)}</span>
          </button>
          <IconButton
            label={`Forget ${engagement.title} (the file stays)`}
            size="small"
            icon={<X aria-hidden />}
            onClick={() => onForget(engagement)}
          />
        </li>
      ))}
    </ul>
  )
}
