// The window's frame: rail, title bar, the screen, and what lies over them (palette, shortcuts, dropped files).
import { Suspense, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useAnnounce } from '../design/announcer.tsx'
import { Notice } from '../design/notice.tsx'
import { useShortcut } from '../design/shortcuts.tsx'
import { navigate } from '../navigation/hash-location.ts'
import { useEngagement } from '../platform/engagement.ts'
import { usePlatformEvents } from '../platform/provider.tsx'
import { CommandPalette } from './command-palette.tsx'
import { DESTINATIONS, type Destination } from './destinations.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { FileDrop } from './file-drop.tsx'
import { NavRail } from './nav-rail.tsx'
import { Routes } from './routes.tsx'
import './shell.css'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { TitleBar } from './title-bar.tsx'

export function Shell() {
  const engagement = useEngagement()
  const [path] = useLocation()
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | null>(null)
  const [connected, setConnected] = useState(true)
  const main = useRef<HTMLElement>(null)
  const announce = useAnnounce()

  usePlatformEvents((event) => {
    if (event.event === 'platform.connection') setConnected(event.payload.connected)
  })
  useShortcut('Mod+K', 'Search or jump to anything', () => setOverlay('palette'), { group: 'Everywhere' })
  useShortcut('?', 'Show this list', () => setOverlay('shortcuts'), { group: 'Everywhere' })

  // A new screen: say its name, and let the next Tab start inside it.
  const screen = path.split('/')[1] ?? ''
  const drawn = useRef(screen)
  useEffect(() => {
    if (drawn.current === screen) return
    drawn.current = screen
    main.current?.focus({ preventScroll: true })
    announce(`${DESTINATIONS.find(({ href }) => href === `/${screen}`)?.label ?? screen} screen`)
  }, [screen, announce])
  useEffect(() => {
    document.title = engagement ? `${engagement.title} – Tickmark` : 'Tickmark'
  }, [engagement])

  if (engagement === undefined) return <div className="shell" />
  const open = engagement !== null
  return (
    <div className="shell">
      <NavRail hasEngagement={open} onSkip={() => main.current?.focus()} />
      <TitleBar engagement={engagement} onPalette={() => setOverlay('palette')} onShortcuts={() => setOverlay('shortcuts')} />
      <main id="main" ref={main} tabIndex={-1}>
        {connected ? null : (
          <div className="shell-banner" role="alert">
            <Notice tone="warn" title="The program does not answer">
              Trying to reach it again. What you typed stays here and is saved as soon as it is back.
            </Notice>
          </div>
        )}
        <ErrorBoundary key={screen}>
          <Suspense fallback={<div className="screen-wait" aria-busy="true" />}>
            <Routes hasEngagement={open} />
          </Suspense>
        </ErrorBoundary>
      </main>
      {DESTINATIONS.filter(({ needsEngagement }) => open || !needsEngagement).map((destination) => (
        <GoTo key={destination.href} {...destination} />
      ))}
      <FileDrop hasEngagement={open} />
      <CommandPalette open={overlay === 'palette'} onClose={() => setOverlay(null)} />
      <ShortcutsDialog open={overlay === 'shortcuts'} onClose={() => setOverlay(null)} />
    </div>
  )
}

function GoTo({ keys, label, href }: Destination) {
  useShortcut(keys, label, () => navigate(href), { group: 'Go to' })
  return null
}
