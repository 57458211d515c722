import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outlineOf, stopOf } from './json-outline.ts'

describe('outlineOf', () => {
  it('reads every whole JSON value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const outline = outlineOf(`${text}\n{"next":1}`)
        expect(outline.state).toBe('whole')
        expect(outline.at).toBe(text.length)
        expect(JSON.stringify(outline.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  it('calls every beginning of a JSON document cut, never damaged', () => {
    const text = JSON.stringify({ a: [1, -2.5e3, true, null, 'x\\"é\u2028\u0085', { b: '' }], __proto__x: false }, null, 1)
    for (let end = 0; end < text.length; end++) expect(outlineOf(text.slice(0, end)).state).toBe('cut')
  })

  it.each([
    ['{"a":1,}', 7, 'a property name'],
    ['{"a" 1}', 5, ':'],
    ['{"a":1 "b"', 7, ', or }'],
    ['[01]', 1, 'a value or ]'],
    ['[1,]', 3, 'a value'],
    ['{"a":"x\ny"}', 7, 'the rest of a string'],
    ['{"a":"\\q"}', 6, 'the rest of a string'],
    ['{a:1}', 1, 'a property name or }'],
    ['oops', 0, 'a JSON value'],
  ])('names the place where %s is damaged', (text, at, expected) => {
    expect(outlineOf(text)).toMatchObject({ state: 'damaged', at, expected })
  })

  it('keeps what came before the stop and says what was still open', () => {
    const outline = outlineOf('{"Findings":[{"a":1},{"b":')
    const root = outline.value as { Findings: object[] }
    expect(root.Findings[0]).toEqual({ a: 1 })
    expect(outline.unfinished.has(root)).toBe(true)
    expect(outline.unfinished.has(root.Findings[0] ?? {})).toBe(false)
    expect(outline.unfinished.has(root.Findings[1] ?? {})).toBe(true)
  })

  it('says in which string member the text ends', () => {
    expect(outlineOf('{"data":{"Content":"dXNl').cutString).toEqual({ key: 'Content', begins: 'dXNl' })
    expect(outlineOf('{"a":"whole","b').cutString).toBeNull()
    expect(outlineOf('["dXNl').cutString).toBeNull()
  })

  it('survives any depth and keeps __proto__ a key', () => {
    expect(outlineOf('['.repeat(100_000)).state).toBe('cut')
    expect(Object.keys(outlineOf('{"__proto__":1}').value as object)).toEqual(['__proto__'])
  })
})

describe('stopOf', () => {
  it('says what outlineOf says of where text stops, keeping nothing', () => {
    for (const text of ['', '{"a":[1,{"b":"c"}]}', '{"a":[1,{"b":"c', '{"a":1 "b"}', '[1,]', '[tru', '{"a":[1,2}', '"x', '[{}] rest'])
      expect(stopOf(text)).toEqual((({ state, at, expected }) => ({ state, at, expected }))(outlineOf(text)))
  })

  it('stops where nesting could only be there to take memory', () => {
    const { state, at, expected } = stopOf('['.repeat(10_000_000))
    expect([state, at]).toEqual(['damaged', 300_000])
    expect(expected).toContain('levels of nesting')
  })
})
