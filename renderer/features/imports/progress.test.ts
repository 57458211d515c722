import { describe, expect, it } from 'vitest'
import { progressWords } from './progress.ts'

const progress = {
  jobId: '6f1c2a34-0b5d-4e7f-8a9b-1c2d3e4f5a6b',
  step: 'reading',
  done: 80_000_000,
  total: 200_000_000,
  records: 26_000,
  rate: 41_000_000.7,
  recordRate: 13_333.3,
  secondsLeft: 2.9,
}

describe('progress in words', () => {
  it('says how far, how fast and how long still', () => {
    expect(progressWords(progress)).toEqual({
      amount: '80 MB of 200 MB',
      rate: '41 MB/s',
      records: '26,000 records, 13,333/s',
      left: '3 s left',
    })
  })

  it('invents neither a total nor a time left', () => {
    expect(progressWords({ ...progress, done: 500, total: null, secondsLeft: null })).toMatchObject({ amount: '500 bytes', left: null })
  })
})
