import { describe, expect, it } from 'vitest'
import { countOf, formatBytes, nounOf } from './format.ts'

describe('one and many', () => {
  it('are told apart, whatever the noun', () => {
    expect([countOf(0, 'record'), countOf(1, 'record'), countOf(2000, 'record')]).toEqual(['0 records', '1 record', '2,000 records'])
    expect([countOf(1, 'criterion', 'criteria'), nounOf(2, 'criterion', 'criteria')]).toEqual(['1 criterion', 'criteria'])
  })

  it('are told apart in sizes too', () => {
    expect([formatBytes(1), formatBytes(999), formatBytes(1400)]).toEqual(['1 byte', '999 bytes', '1.4 kB'])
  })
})
