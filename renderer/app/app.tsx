// Everything around the screens: cache, platform, address, toasts, shortcuts. Screens themselves are in routes.tsx.
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Router } from 'wouter'
import { AnnouncerProvider } from '../design/announcer.tsx'
import { ShortcutProvider } from '../design/shortcuts.tsx'
import { ToastProvider } from '../design/toasts.tsx'
import { useHashLocation } from '../navigation/hash-location.ts'
import { DraftsProvider } from '../platform/drafts.tsx'
import { JobsProvider } from '../platform/jobs.tsx'
import { OfferedFilesProvider, type OfferedFilesStore } from '../platform/offered-files.tsx'
import type { Platform } from '../platform/platform.ts'
import { PlatformProvider, usePlatformEvents } from '../platform/provider.tsx'
import { changesCatalog, createQueryCache, refresh, refreshAll } from '../platform/queries.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Shell } from './shell.tsx'

export function App({ platform, offered }: { readonly platform: Platform; readonly offered: OfferedFilesStore }) {
  const [cache] = useState(createQueryCache)
  return (
    <CSPProvider disableStyleElements>
      <ErrorBoundary>
        <QueryClientProvider client={cache}>
          <PlatformProvider platform={platform}>
            <Router hook={useHashLocation} searchHook={useHashLocation.searchHook}>
              <AnnouncerProvider>
                <ToastProvider>
                  <Tooltip.Provider delay={500}>
                    <ShortcutProvider>
                      <JobsProvider>
                        <OfferedFilesProvider store={offered}>
                          <DraftsProvider>
                            <Freshness>
                              <Shell />
                            </Freshness>
                          </DraftsProvider>
                        </OfferedFilesProvider>
                      </JobsProvider>
                    </ShortcutProvider>
                  </Tooltip.Provider>
                </ToastProvider>
              </AnnouncerProvider>
            </Router>
          </PlatformProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </CSPProvider>
  )
}

/** Keeps what is shown up to date with what the program says has changed. */
function Freshness({ children }: { readonly children: ReactNode }) {
  const cache = useQueryClient()
  usePlatformEvents((told) => {
    if (told.event === 'engagement.changed') void (changesCatalog(told.payload.subjects) ? refreshAll : refresh)(cache)
  })
  return children
}
