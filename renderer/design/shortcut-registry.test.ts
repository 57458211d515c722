import { describe, expect, it } from 'vitest'
import { createShortcutRegistry, type KeyPress, notation } from './shortcut-registry.ts'

const key = (name: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const reading = { typing: false, at: 0 }

describe('notation of a key press', () => {
  it('names Ctrl and Cmd alike, and Shift only where the key does not show it', () => {
    expect(notation(key('k', { ctrlKey: true }))).toBe('Mod+K')
    expect(notation(key('k', { metaKey: true }))).toBe('Mod+K')
    expect(notation(key('?', { shiftKey: true }))).toBe('?')
    expect(notation(key('Enter', { shiftKey: true }))).toBe('Shift+Enter')
  })
})

describe('shortcuts', () => {
  const withLog = () => {
    const ran: string[] = []
    const registry = createShortcutRegistry()
    const add = (keys: string, name = keys) => registry.add({ keys, label: name, group: 'x', run: () => ran.push(name) })
    return { registry, ran, add }
  }

  it('run on one key, on a combination and on a sequence', () => {
    const { registry, ran, add } = withLog()
    add('?')
    add('Mod+K')
    add('g o')
    registry.press(key('?'), reading)
    registry.press(key('k', { ctrlKey: true }), reading)
    expect(registry.press(key('g'), reading)).toBe(true)
    registry.press(key('o'), { typing: false, at: 500 })
    expect(ran).toEqual(['?', 'Mod+K', 'g o'])
  })

  it('forget the first key of a sequence after a while', () => {
    const { registry, ran, add } = withLog()
    add('g o')
    registry.press(key('g'), reading)
    expect(registry.press(key('o'), { typing: false, at: 5000 })).toBe(false)
    expect(ran).toEqual([])
  })

  it('leave plain keys alone while somebody types, but not combinations', () => {
    const { registry, ran, add } = withLog()
    add('g o')
    add('Mod+K')
    const typing = { typing: true, at: 0 }
    expect(registry.press(key('g'), typing)).toBe(false)
    registry.press(key('o'), typing)
    registry.press(key('k', { ctrlKey: true }), typing)
    expect(ran).toEqual(['Mod+K'])
  })

  it('mean what the newest registration says, until it is gone', () => {
    const { registry, ran, add } = withLog()
    add('1', 'window')
    const remove = add('1', 'screen')
    registry.press(key('1'), reading)
    remove()
    registry.press(key('1'), reading)
    expect(ran).toEqual(['screen', 'window'])
  })
})
