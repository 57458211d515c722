import { describe, expect, it } from 'vitest'
import type { PlatformEvent } from './platform.ts'
import { shareEvents } from './shared-events.ts'

const changed: PlatformEvent = { event: 'engagement.changed', payload: { subjects: [] } }

/** A line that counts how often it is open. */
function lineOf() {
  const open = new Set<(event: PlatformEvent) => void>()
  const subscribe = shareEvents((listener) => {
    open.add(listener)
    return () => open.delete(listener)
  })
  return { open, subscribe, send: (event: PlatformEvent) => open.forEach((listener) => listener(event)) }
}

describe('shared events', () => {
  it('open one line for many listeners and reach each of them', () => {
    const line = lineOf()
    const heard: string[] = []
    for (let n = 0; n < 20; n++) line.subscribe(() => heard.push(`${n}`))
    expect(line.open.size).toBe(1)
    line.send(changed)
    expect(heard).toHaveLength(20)
  })

  it('close the line with the last listener and open it again with the next', () => {
    const line = lineOf()
    const first = line.subscribe(() => undefined)
    const second = line.subscribe(() => undefined)
    first()
    expect(line.open.size).toBe(1)
    second()
    expect(line.open.size).toBe(0)
    line.subscribe(() => undefined)
    expect(line.open.size).toBe(1)
  })

  it('do not reach a listener that has left', () => {
    const line = lineOf()
    const heard: string[] = []
    line.subscribe(() => heard.push('stays'))
    line.subscribe(() => heard.push('leaves'))()
    line.send(changed)
    expect(heard).toEqual(['stays'])
  })
})
