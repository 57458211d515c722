// The bar at the top: which engagement is open, what is running, and the way into the palette.
import { CircleHelp, Lock, LockOpen, Moon, Search, Sun, SunMoon } from 'lucide-react'
import type { Engagement } from '#domain/engagement'
import { Badge } from '../design/badge.tsx'
import { IconButton } from '../design/button.tsx'
import { formatDate } from '../design/format.ts'
import { Kbd } from '../design/kbd.tsx'
import { setTheme, THEMES, type Theme, useTheme } from '../design/theme.ts'
import { EngagementMenu } from './engagement-menu.tsx'
import { JobStrip } from './job-strip.tsx'
import './title-bar.css'

const THEME_ICONS: Readonly<Record<Theme, typeof Sun>> = { system: SunMoon, light: Sun, dark: Moon }

export function TitleBar({
  engagement,
  onPalette,
  onShortcuts,
}: {
  readonly engagement: Engagement | null
  readonly onPalette: () => void
  readonly onShortcuts: () => void
}) {
  const theme = useTheme()
  const ThemeIcon = THEME_ICONS[theme]
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  return (
    <header className="title-bar">
      {engagement === null ? (
        <span className="title-bar-note">No engagement open</span>
      ) : (
        <div className="title-bar-engagement">
          <EngagementMenu engagement={engagement} />
          <span className="title-bar-note truncate">
            {engagement.client} · {formatDate(engagement.periodFrom)} – {formatDate(engagement.periodTo)}
          </span>
          {engagement.encrypted ? (
            <Badge title={`${engagement.fileName} is encrypted`}>
              <Lock size={11} aria-hidden /> Encrypted
            </Badge>
          ) : (
            <Badge tone="warn" title={`${engagement.fileName} can be read by anyone who has the file`}>
              <LockOpen size={11} aria-hidden /> Not encrypted
            </Badge>
          )}
        </div>
      )}
      <div className="title-bar-end">
        <JobStrip />
        <button type="button" className="palette-button" onClick={onPalette}>
          <Search aria-hidden />
          <span className="truncate">Search or jump to…</span>
          <Kbd keys="Mod+K" />
        </button>
        <IconButton label={`Theme: ${theme}`} icon={<ThemeIcon aria-hidden />} onClick={() => setTheme(next)} />
        <IconButton label="Keyboard shortcuts" shortcut="?" icon={<CircleHelp aria-hidden />} onClick={onShortcuts} />
      </div>
    </header>
  )
}
