// Gives the platform and the typed client to every screen.
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useMemo } from 'react'
import type { Client } from '#contract'
import { AppError } from '#domain/errors'
import { createClient } from './client.ts'
import type { Platform, PlatformEvent } from './platform.ts'

const Context = createContext<{ readonly platform: Platform; readonly client: Client } | null>(null)

export function PlatformProvider({ platform, children }: { readonly platform: Platform; readonly children: ReactNode }) {
  const value = useMemo(() => ({ platform, client: createClient(platform) }), [platform])
  return <Context value={value}>{children}</Context>
}

function useValue() {
  const value = use(Context)
  if (value === null) throw new AppError('unexpected', 'A screen was drawn outside PlatformProvider.')
  return value
}

export const usePlatform = (): Platform => useValue().platform
export const useClient = (): Client => useValue().client

/** Calls `listener` for every event of the program while the component is on screen. */
export function usePlatformEvents(listener: (event: PlatformEvent) => void): void {
  const platform = usePlatform()
  const latest = useEffectEvent(listener)
  useEffect(() => platform.subscribe((event) => latest(event)), [platform])
}
