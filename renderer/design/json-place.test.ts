import { describe, expect, it } from 'vitest'
import { excerptOf, layOutJsonAt } from './json-place.ts'
import { layOutJson } from './raw-record.ts'

const JSON_TEXT = '{"a":[{"b":1.0,"c~/d":"x"},{"b":[1,2]}],"e":{},"f":"\\"q,{"}'
const at = (pointer: string): string | null => {
  const { text, place } = layOutJsonAt(JSON_TEXT, pointer)
  return place === null ? null : text.slice(place.from, place.to)
}

describe('a place in JSON', () => {
  it('is found by its pointer, in text laid out as everywhere', () => {
    expect(layOutJsonAt(JSON_TEXT, '').text).toBe(layOutJson(JSON_TEXT))
    expect(at('/a/0/b')).toBe('1.0')
    expect(at('/a/0/c~0~1d')).toBe('"x"')
    expect(JSON.parse(at('/a/1') ?? '')).toEqual({ b: [1, 2] })
    expect(at('/a/1/b/1')).toBe('2')
    expect(at('/e')).toBe('{}')
    expect(at('/f')).toBe('"\\"q,{"')
    expect(JSON.parse(at('') ?? '')).toEqual(JSON.parse(JSON_TEXT))
  })

  it('is none where the pointer leads nowhere', () => {
    expect(at('/z')).toBeNull()
    expect(at('/a/2')).toBeNull()
    expect(at('/a/0/b/c')).toBeNull()
  })

  it('is the last of keys written twice, as parsers read them', () => {
    const { text, place } = layOutJsonAt('{"k":1,"k":2}', '/k')
    expect(text.slice(place?.from, place?.to)).toBe('2')
  })

  it('is shown with some lines around it, and says which', () => {
    const long = JSON.stringify({ list: Array.from({ length: 500 }, (_, i) => i) })
    const excerpt = excerptOf(layOutJsonAt(long, '/list/250'), 3, 40)
    expect(excerpt.marked).toBe('250')
    expect(excerpt).toMatchObject({ lines: 504, first: 250, last: 256 })
    expect(excerpt.before.split('\n')).toHaveLength(4)
    expect(excerptOf(layOutJsonAt('{"a":1}', '/a'), 3, 40)).toMatchObject({ first: 1, last: 3, marked: '1', after: '\n}' })
    expect(excerptOf(layOutJsonAt(long, '/nowhere'), 3, 40)).toMatchObject({ first: 1, last: 41, marked: '' })
  })
})
