import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './json-value.ts'

describe('readJson', () => {
  it('gives whole numbers that a double would change as the digits that were written', () => {
    const text =
      '{"id":12345678901234567891,"below":-9007199254740993,"list":[9007199254740993,{"far":1e400}],"small":9007199254740991,"even":9007199254740992}'
    expect(readJson(text)).toMatchObject({
      value: {
        id: '12345678901234567891',
        below: '-9007199254740993',
        list: ['9007199254740993', { far: '1e400' }],
        small: 9007199254740991,
        even: 9007199254740992,
      },
      members: 6,
    })
  })

  it('reads everything else as JSON.parse does', () => {
    const text = '[8.0, 0.1, -0, 1713000000.123456, true, null, "12345678901234567891", {"__proto__": 1}]'
    expect(readJson(text).value).toEqual(JSON.parse(text))
    expect(readJson('7')).toEqual({ value: 7, members: 0, shortest: 1 })
  })

  it('counts a name that stands twice in one object once', () => {
    expect(readJson('{"a":1,"a":2,"b":{"a":3}}').members).toBe(3)
  })

  it('keeps `__proto__` a name like any other where it reads digits', () => {
    const { value } = readJson('{"__proto__":{"polluted":12345678901234567891}}')
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('throws SyntaxError on what is no JSON', () => {
    for (const text of ['', '{', 'NaN', '[1,]']) expect(() => readJson(text)).toThrow(SyntaxError)
  })

  it('throws RangeError on what is nested deeper than was asked for, and reads any depth where none was', () => {
    const deep = `${'['.repeat(50)}${']'.repeat(50)}`
    expect(() => readJson(deep, 49)).toThrow(RangeError)
    expect(readJson(deep, 50).shortest).toBe(deep.length)
    expect(readJson(deep).shortest).toBe(deep.length)
  })
})

describe('the shortest text of a value', () => {
  const shortest = (text: string): number => readJson(text).shortest

  it('is never longer than any text of it, and as long as its compact text where no number is written in a longer way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const compact = JSON.stringify(value)
        expect(shortest(compact)).toBeLessThanOrEqual(compact.length)
        expect(shortest(JSON.stringify(value, null, indent))).toBe(shortest(compact))
      }),
    )
    const plain = '{"a":[1,-2.5,true,false,null,"x"],"b":{},"c":[],"ü":"𝒂"}'
    expect(shortest(plain)).toBe(plain.length)
  })

  it('is never longer than numbers written with an exponent', () => {
    const numbers = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -12, max: 25 }))
    fc.assert(
      fc.property(numbers, ([digits, exponent]) => {
        const text = `${digits}e${exponent}`
        expect(shortest(text)).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 5000 },
    )
    for (let exponent = -330; exponent < 330; exponent += 1)
      for (const text of [`1e${exponent}`, `5E${exponent}`, `-7e${exponent}`, `12e${exponent}`])
        expect(shortest(text)).toBeLessThanOrEqual(text.length)
  })

  it('leaves no room for a name that stands twice, however the rest is written', () => {
    for (const text of [
      '{"a":1,"a":2}',
      '{"a":"","a":1000000}',
      '{"a":1,"a":1e30}',
      '{"":0,"":1e9,"b":"\\u003a"}',
      '{"b":{"a":0,"a":1}}',
      '{"a":0.00001,"a":1e-5,"b":0.00001}',
    ])
      expect(shortest(text)).toBeLessThan(text.length)
  })
})
