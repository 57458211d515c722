import { describe, expect, it } from 'vitest'
import { readJson } from './json-value.ts'

describe('readJson', () => {
  it('gives whole numbers that a double would change as the digits that were written', () => {
    const text =
      '{"id":12345678901234567891,"below":-9007199254740993,"list":[9007199254740993,{"far":1e400}],"small":9007199254740991,"even":9007199254740992}'
    expect(readJson(text)).toEqual({
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
    expect(readJson('7')).toEqual({ value: 7, members: 0 })
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
})
