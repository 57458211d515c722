import { describe, expect, it } from 'vitest'
import { changesBetween } from './json-diff.ts'

describe('changes between two states', () => {
  it('name each field that differs, with both values', () => {
    expect(changesBetween({ title: 'a', owner: 'x', n: 1 }, { title: 'b', owner: 'x', n: 2 })).toEqual([
      { path: 'title', kind: 'changed', before: 'a', after: 'b' },
      { path: 'n', kind: 'changed', before: '1', after: '2' },
    ])
  })

  it('go into objects and take lists as a whole', () => {
    expect(
      changesBetween({ factors: { laws: '' }, regions: ['a'] }, { factors: { laws: 'GDPR' }, regions: ['a', 'b'] }).map(({ path }) => path),
    ).toEqual(['factors.laws', 'regions'])
  })

  it('tell what appeared and what went', () => {
    expect(changesBetween(null, { title: 'a' })).toEqual([{ path: 'title', kind: 'added', before: null, after: 'a' }])
    expect(changesBetween({ title: 'a' }, null)).toEqual([{ path: 'title', kind: 'removed', before: 'a', after: null }])
  })

  it('are none where nothing differs', () => {
    expect(changesBetween({ a: [1, { b: 2 }], c: null }, { a: [1, { b: 2 }] })).toEqual([])
  })
})
