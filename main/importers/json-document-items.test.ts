import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { isObject, type JsonObject, objectOf, textOf } from './fields.ts'
import type { ImportItem } from './importer.ts'
import type { DocumentFormat } from './json-document.ts'
import { createDocumentItems } from './json-document-items.ts'
import { createPathMatcher } from './json-path.ts'
import { createJsonWalk } from './json-walk.ts'
import { bytesOf } from './reading.fixture.ts'

type Limits = { readonly recordBytes?: number; readonly heldBytes?: number; readonly waitingBytes?: number }

/** Records show their value as title and their context as status text. */
function read(text: string, format: Partial<DocumentFormat> & Pick<DocumentFormat, 'records'>, limits: Limits = {}) {
  const whole: DocumentFormat = {
    context: () => ({}),
    map: (value, context) => ({ ...UNSTATED, title: JSON.stringify(value), statusText: textOf(context['of']) }),
    ...format,
  }
  const items = createDocumentItems(whole, limits.waitingBytes)
  const walk = createJsonWalk(createPathMatcher(whole.records, whole.skip ?? []), items.sink, limits)
  const bytes = bytesOf(text)
  const all: ImportItem[] = []
  let longest = 0
  const take = (): void => {
    for (const batch of items.ready()) {
      all.push(...batch)
      longest = Math.max(longest, batch.length)
    }
  }
  for (let rest = bytes; rest.length > 0; take()) rest = rest.subarray(walk.write(rest))
  walk.end()
  take()
  all.push(...items.end(bytes.length))
  const issues = all.flatMap((item) => (item.kind === 'issue' ? [item.issue] : []))
  return {
    longestBatch: longest,
    records: all.flatMap((item) => (item.kind === 'record' ? [item.record] : [])),
    contexts: all.flatMap((item) => (item.kind === 'context' ? [item.text] : [])),
    rejected: issues
      .filter(({ kind }) => kind === 'rejection')
      .map(({ code, pointer }) => [code, pointer?.record, pointer?.offset, pointer?.length]),
    warned: issues.filter(({ kind }) => kind === 'warning').map(({ code, count }) => [code, count]),
  }
}

const waitsForName: DocumentFormat['context'] = ({ around }, late) => {
  const name = objectOf(around[1])['name']
  return name === undefined && !late ? undefined : { of: name ?? 'nobody' }
}

describe('limits', () => {
  const big = `"${'x'.repeat(100)}"`

  it('a record that is too large is rejected with its place; the others are kept in their order', () => {
    const { records, rejected } = read(`[1,${big},2]`, { records: [['*']] }, { recordBytes: 50 })
    expect(records.map(({ title }) => title)).toEqual(['1', '2'])
    expect(rejected).toEqual([['record-too-large', 2, 3, 102]])
  })

  it('a value around the records that is too large is passed over, with a warning', () => {
    const seen: unknown[] = []
    const { records, warned } = read(
      `{"a":${big},"b":1,"list":[2]}`,
      { records: [['list', '*']], finish: (payload) => seen.push(Object.keys(objectOf(payload))) },
      { recordBytes: 50 },
    )
    expect(records.length).toBe(1)
    expect(seen).toEqual([['b', 'list']])
    expect(warned).toEqual([['other', 1]])
  })

  it('containers already read are let go before those around the record', () => {
    const hosts = Array.from({ length: 40 }, (_, host) => `{"name":"host ${host}","extra":${big},"list":[${host}]}`)
    const left: unknown[] = []
    const { records, warned } = read(
      `[${hosts.join()}]`,
      {
        records: [['*', 'list', '*']],
        context: ({ around }) => ({ of: objectOf(around[1])['name'] }),
        finish: (payload) => left.push(Array.isArray(payload) ? payload.filter(isObject).length : 0),
      },
      { heldBytes: 2000 },
    )
    expect(records.map(({ statusText }) => statusText)).toEqual(hosts.map((_, host) => `host ${host}`))
    expect(Number(left[0])).toBeLessThan(10)
    // Each of the others: the host and its list.
    expect(warned).toEqual([['other', 2 * (40 - Number(left[0]))]])
  })

  it('records wait only as long as there is room; the first of them are then read with what is known', () => {
    const list = Array.from({ length: 10 }, (_, at) => at)
    const { records, warned } = read(
      `[{"list":[${list.join()}],"name":"late"}]`,
      { records: [['*', 'list', '*']], context: waitsForName },
      { waitingBytes: 513 * 4 },
    )
    expect(records.map(({ title }) => Number(title))).toEqual(list)
    expect(records.map(({ statusText }) => statusText)).toEqual([...Array<string>(6).fill('nobody'), ...Array<string>(4).fill('late')])
    expect(warned).toEqual([['late-context', 6]])
  })
})

describe('many waiting records', () => {
  const list = Array.from({ length: 3000 }, (_, at) => at)
  const format = { records: [['*', 'list', '*']], context: waitsForName }

  it.each([
    ['what they waited for', '],"name":"x"}]', 'x'],
    ['the end of the document', ']}]', 'nobody'],
    ['damage', '],', 'nobody'],
  ])('leave a few at a time at %s, all of them and in order', (_, end, name) => {
    const { records, longestBatch } = read(`[{"list":[${list.join()}${end}`, format)
    expect(records.map(({ title }) => Number(title))).toEqual(list)
    expect(new Set(records.map(({ statusText }) => statusText))).toEqual(new Set([name]))
    expect(longestBatch).toBeLessThan(1100)
  })

  it('see nothing of what stands behind the place where they leave', () => {
    const seen = new Set<unknown>()
    const context: typeof waitsForName = (place, late, value) => {
      const context = waitsForName(place, late, value)
      if (context !== undefined) seen.add(Object.keys(objectOf(place.around[0])).length)
      return context
    }
    read(`{"0":{"list":[${list.join()}],"name":"x"},"behind":1}`, { ...format, context })
    expect(seen).toEqual(new Set([1]))
  })
})

describe('contexts', () => {
  it('are equal whatever the order of their members, and one text for many records', () => {
    let turn = 0
    const context = (): JsonObject => (turn++ % 2 === 0 ? { of: 'x', more: { a: 1, b: 2 } } : { more: { b: 2, a: 1 }, of: 'x' })
    const { records, contexts } = read('[1,2,3]', { records: [['*']], context })
    expect(records.length).toBe(3)
    expect(contexts).toEqual(['{"more":{"a":1,"b":2},"of":"x"}'])
  })

  it('may depend on the record, also on one that waits', () => {
    const context: DocumentFormat['context'] = ({ around }, late, value) => {
      const names = objectOf(around[1])['names']
      return names === undefined && !late ? undefined : { of: objectOf(names)[String(value())] }
    }
    const { records } = read('[{"list":["a","b"],"names":{"a":"first","b":"second"}}]', { records: [['*', 'list', '*']], context })
    expect(records.map(({ statusText }) => statusText)).toEqual(['first', 'second'])
  })

  it('do not change the order of records and rejections', () => {
    const { records, rejected } = read('[{"list":[1,{"a":1,"a":2},3],"name":"x"}]', {
      records: [['*', 'list', '*']],
      context: waitsForName,
    })
    expect(records.map(({ title, statusText }) => [title, statusText])).toEqual([
      ['1', 'x'],
      ['3', 'x'],
    ])
    expect(rejected).toEqual([['other', 2, 12, 13]])
  })
})

describe('what a format rejects', () => {
  it('counts as one record, at its place', () => {
    const { records, rejected } = read('[1,2]', {
      records: [['*']],
      map: (value) => (value === 1 ? { rejected: 'wrong-shape', because: 'it is one.' } : UNSTATED),
    })
    expect(records.length).toBe(1)
    expect(rejected).toEqual([['wrong-shape', 1, 1, 1]])
  })
})
