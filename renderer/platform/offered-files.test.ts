import { describe, expect, it } from 'vitest'
import { createOfferedFiles } from './offered-files.tsx'
import type { PlatformEvent } from './platform.ts'

const file = { token: 'a'.repeat(32), name: 'client.tickmark' }

describe('offered files', () => {
  it('wait from the first moment until a screen takes them', () => {
    // The program tells of them as soon as anybody listens, long before a screen is drawn.
    const store = createOfferedFiles({
      subscribe: (listener: (event: PlatformEvent) => void) => {
        listener({ event: 'files.offered', payload: { files: [file] } })
        return () => undefined
      },
    })
    expect(store.waiting()).toEqual([file])
    let told = 0
    store.subscribe(() => told++)
    store.offer([{ ...file, name: 'scan.json' }])
    expect(store.waiting().map(({ name }) => name)).toEqual(['client.tickmark', 'scan.json'])
    store.taken()
    expect(store.waiting()).toEqual([])
    expect(told).toBe(2)
  })
})
