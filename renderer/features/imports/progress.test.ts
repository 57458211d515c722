import { describe, expect, it } from 'vitest'
import { bytesWords, durationWords, progressWords } from './progress.ts'

describe('progress in words', () => {
  it('gives bytes exactly while small and with three figures above', () => {
    expect([0, 999, 1000, 1250, 999_499, 999_500, 12_345_678, 200_000_000].map(bytesWords)).toEqual([
      '0 B',
      '999 B',
      '1.00 kB',
      '1.25 kB',
      '999 kB',
      '1.00 MB',
      '12.3 MB',
      '200 MB',
    ])
  })

  it('says durations as people do', () => {
    expect([0.2, 1, 42.4, 60, 200, 3900].map(durationWords)).toEqual([
      'less than a second',
      '1 s',
      '42 s',
      '1 min',
      '3 min 20 s',
      '1 h 5 min',
    ])
  })

  it('invents neither a fraction nor a time left', () => {
    const words = progressWords({
      jobId: '6f1c2a34-0b5d-4e7f-8a9b-1c2d3e4f5a6b',
      step: 'reading',
      done: 500,
      total: null,
      records: 3,
      rate: 100,
      recordRate: 1,
      secondsLeft: null,
    })
    expect(words).toMatchObject({ fraction: null, amount: '500 B', left: null })
  })
})
