import { describe, expect, it } from 'vitest'
import { progressText } from './progress.ts'

const progress = {
  jobId: '22222222-2222-4222-8222-222222222222',
  step: 'scan.json',
  done: 90_000_000,
  total: 200_000_000,
  records: 61_000,
  rate: 88_000_000,
  recordRate: 60_000,
  secondsLeft: 1.3,
}

describe('progress', () => {
  it('tells bytes, rate, records and the time left', () => {
    expect(progressText(progress)).toBe('scan.json  45%  90 MB of 200 MB  88 MB/s  61,000 records  2 s left')
    expect(progressText({ ...progress, secondsLeft: 200 })).toContain('3 min 20 s left')
    expect(progressText({ ...progress, secondsLeft: 3900 })).toContain('1 h 5 min left')
  })

  it('tells bytes and rate also where nobody knows how many there are', () => {
    expect(progressText({ ...progress, total: null, secondsLeft: null })).toBe('scan.json  90 MB  88 MB/s  61,000 records')
  })

  it('tells steps as steps', () => {
    expect(progressText({ ...progress, done: 2, total: 5, records: 0, rate: 1, secondsLeft: null })).toBe('scan.json  40%  2 of 5')
    expect(progressText({ ...progress, done: 500, total: null, records: 500, secondsLeft: null })).toBe('scan.json  500 records')
  })

  it('cannot steer the terminal by the name of a file', () => {
    expect(progressText({ ...progress, step: 'a\u001b[2Jb' })).toContain('a\\u001b[2Jb')
  })
})
