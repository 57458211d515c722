import { InvalidArgumentError } from 'commander'
import { describe, expect, it } from 'vitest'
import { assignments, collect, collectNames, instant, wholeNumber } from './arguments.ts'

describe('instant', () => {
  it('reads an instant with an offset, and takes one without as UTC', () => {
    expect(instant('2026-03-31T12:00:00Z').toISOString()).toBe('2026-03-31T12:00:00.000Z')
    expect(instant('2026-03-31T12:00:00+02:00').toISOString()).toBe('2026-03-31T10:00:00.000Z')
    expect(instant('2026-03-31T12:00').toISOString()).toBe('2026-03-31T12:00:00.000Z')
    expect(instant('2026-03-31').toISOString()).toBe('2026-03-31T00:00:00.000Z')
  })

  it.each(['yesterday', '2026-13-01', '31.03.2026', '2026-03-31T12:00:00 Z', ''])('refuses %j', (text) => {
    expect(() => instant(text)).toThrow(InvalidArgumentError)
  })
})

describe('wholeNumber', () => {
  it('reads what lies between its bounds and refuses the rest', () => {
    const read = wholeNumber(1, 10)
    expect(read('10')).toBe(10)
    for (const text of ['0', '11', '-1', '1.5', '1e1', '', ' 1']) expect(() => read(text)).toThrow(InvalidArgumentError)
  })
})

describe('collecting', () => {
  it('takes values one by one or joined by commas, each once', () => {
    expect(collect('iam, s3,', collect('sso', undefined))).toEqual(['sso', 'iam', 's3'])
    expect(collect('sso', ['sso'])).toEqual(['sso'])
  })

  it('leaves commas in names alone', () => {
    expect(collectNames('Field, Jo', undefined)).toEqual(['Field, Jo'])
  })
})

describe('assignments', () => {
  it('splits at the first = only', () => {
    expect(assignments(['a=b=c', 'd='])).toEqual({ a: 'b=c', d: '' })
  })

  it('refuses what is no assignment, and a field given twice', () => {
    expect(() => assignments(['status'])).toThrow(/not of the form/)
    expect(() => assignments(['=x'])).toThrow(/not of the form/)
    expect(() => assignments(['a=1', 'a=2'])).toThrow(/twice/)
  })
})
