import { describe, expect, it } from 'vitest'
import { takeLaunchToken } from './launch-token.ts'

/** A tab: its address, its history's last entry, its storage. */
function tabAt(hash: string) {
  const stored = new Map<string, string>()
  const replaced: string[] = []
  const window = {
    location: { hash, pathname: '/' },
    history: { replaceState: (_state: unknown, _title: string, url: string) => replaced.push(url) },
    sessionStorage: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) },
  } as unknown as Parameters<typeof takeLaunchToken>[0]
  return { window, replaced, stored }
}

describe('the launch token', () => {
  it('is taken from the address, which then no longer holds it', () => {
    const tab = tabAt('#token=abc-DEF_123')
    expect(takeLaunchToken(tab.window)).toBe('abc-DEF_123')
    expect(tab.replaced).toEqual(['/#/'])
  })

  it('survives a reload through the tab storage', () => {
    const tab = tabAt('#token=abc')
    takeLaunchToken(tab.window)
    const reloaded = tabAt('#/overview')
    for (const [key, value] of tab.stored) reloaded.stored.set(key, value)
    expect(takeLaunchToken(reloaded.window)).toBe('abc')
    expect(reloaded.replaced).toEqual([])
  })

  it('is null in a tab that was never given one', () => {
    expect(takeLaunchToken(tabAt('#/start').window)).toBeNull()
  })
})
