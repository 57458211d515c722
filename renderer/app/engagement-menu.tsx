// The name of the open engagement, and what can be done with it as a whole.
import { ChevronDown, FolderOpen, Pencil, X } from 'lucide-react'
import type { Engagement } from '#domain/engagement'
import { Menu } from '../design/menu.tsx'
import { useToast } from '../design/toasts.tsx'
import { navigate } from '../navigation/hash-location.ts'
import { hrefs } from '../navigation/hrefs.ts'
import { useCloseEngagement } from '../platform/engagement.ts'

export function EngagementMenu({ engagement }: { readonly engagement: Engagement }) {
  const close = useCloseEngagement()
  const { failed } = useToast()
  return (
    <Menu
      trigger={
        <button type="button" className="engagement-button">
          <span className="truncate">{engagement.title}</span>
          <ChevronDown aria-hidden />
        </button>
      }
      items={[
        { label: 'Edit scope', icon: <Pencil aria-hidden />, onSelect: () => navigate(hrefs.scope) },
        { label: 'Another engagement…', icon: <FolderOpen aria-hidden />, shortcut: 'g s', onSelect: () => navigate(hrefs.start) },
        { kind: 'separator' },
        { label: 'Close engagement', icon: <X aria-hidden />, onSelect: () => void close().catch(failed) },
      ]}
    />
  )
}
