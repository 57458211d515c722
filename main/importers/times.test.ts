import { describe, expect, it } from 'vitest'
import { firstTime, readTime } from './times.ts'

describe('readTime', () => {
  it.each([
    ['epoch seconds', 1739539623, '2025-02-14T13:27:03.000Z'],
    ['epoch milliseconds', 1739539623123, '2025-02-14T13:27:03.123Z'],
    ['epoch seconds as text', '1739539623', '2025-02-14T13:27:03.000Z'],
    ['epoch seconds with a fraction', '1450314635.065', '2015-12-17T01:10:35.065Z'],
    ['UTC', '2023-03-18T15:43:31Z', '2023-03-18T15:43:31.000Z'],
    ['an offset', '2022-02-07T23:51:26.938817-05:00', '2022-02-08T04:51:26.938Z'],
    ['an offset without colon', '2020-10-01T09:00:00+0200', '2020-10-01T07:00:00.000Z'],
  ])('%s is exact', (_, value, seenAt) => {
    expect(readTime(value)).toEqual({ seenAt, seenAtRaw: String(value), timeQuality: 'exact' })
  })

  it.each([
    ['2024-04-12T10:44:19.807178', '2024-04-12T10:44:19.807178'],
    ['2024-04-12 10:44:19.807178', '2024-04-12T10:44:19.807178'],
  ])('%s has no offset: labelled, not shifted', (value, seenAt) => {
    expect(readTime(value)).toEqual({ seenAt, seenAtRaw: value, timeQuality: 'naive-local' })
  })

  it.each(['yesterday', '2024-13-01T00:00:00Z', '2024-02-30T00:00:00Z', '0001-01-01T00:00:00Z', '<timestamp>'])(
    '%s keeps its words only',
    (value) => {
      expect(readTime(value)).toEqual({ seenAt: null, seenAtRaw: value, timeQuality: 'none' })
    },
  )

  it('says nothing of what is not there', () => {
    for (const value of [undefined, null, '', {}, Number.NaN])
      expect(readTime(value)).toEqual({ seenAt: null, seenAtRaw: null, timeQuality: 'none' })
  })
})

describe('firstTime', () => {
  it('passes over fields that hold no time', () => {
    expect(firstTime(undefined, 'soon', '2023-03-18T15:43:31Z').seenAtRaw).toBe('2023-03-18T15:43:31Z')
  })
  it('keeps the first words where no field holds a time', () => {
    expect(firstTime(undefined, 'soon', 'later')).toEqual({ seenAt: null, seenAtRaw: 'soon', timeQuality: 'none' })
  })

  it('tells a number from a text of the same digits, whichever came before', () => {
    expect([readTime('5').seenAt, readTime(5).seenAt, readTime('5').seenAt]).toEqual([null, '1970-01-01T00:00:05.000Z', null])
  })
})
