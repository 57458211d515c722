import { describe, expect, it } from 'vitest'
import type { ImportSummary } from '#domain/imports'
import { changeLines, earlierLines } from './changes.ts'

const none = { restated: 0, superseded: 0, gone: 0, new: 0, unchanged: 0, changed: 0, notScannedAgain: 0 }

describe('what changed since the scan before', () => {
  it('tells every stored record once', () => {
    const lines = changeLines({ importId: 'b', stored: 10, changes: { ...none, new: 2, changed: 1, restated: 3 } })
    expect(lines.map(({ key, count }) => [key, count])).toEqual([
      ['new', 2],
      ['changed', 1],
      ['alone', 4],
      ['restated', 3],
    ])
    expect(lines[0]?.filter).toEqual({ import: 'b', change: 'new' })
    expect(lines[2]?.filter).toEqual({ import: 'b', standing: 'current', change: null })
  })

  it('tells of the other imports what counts no more or was not looked at again', () => {
    const imports = [
      { importId: 'a', changes: { ...none, gone: 2, superseded: 5 } },
      { importId: 'b', changes: { ...none, new: 2 } },
    ] as unknown as ImportSummary[]
    expect(earlierLines('b', imports).map(({ key, count }) => [key, count])).toEqual([
      ['superseded', 5],
      ['gone', 2],
    ])
  })
})
