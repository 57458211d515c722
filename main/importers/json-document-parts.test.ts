import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import { listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { ImportItem } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { bytesOf, chunked } from './reading.fixture.ts'

/** Rules hold a record for each of their items; a rule that says `none` is no record, and one that says `bad` is rejected. */
const format: DocumentFormat = {
  records: [['rules', '*']],
  context: ({ around }) => ({ tool: textOf(objectOf(around[0])['tool']) }),
  parts: (value) => textsOf(objectOf(value)['items']).map((item) => (item === 'plain' ? {} : { item })),
  map: (value, context) =>
    objectOf(value)['bad'] === true
      ? { rejected: 'wrong-shape', because: 'it says so.' }
      : { ...UNSTATED, checkId: textOf(objectOf(value)['id']), resourceId: textOf(context['item']), toolName: textOf(context['tool']) },
}

async function read(text: string): Promise<readonly ImportItem[]> {
  const items: ImportItem[] = []
  for await (const batch of importJsonDocument(chunked(bytesOf(text), 5), format)) items.push(...batch)
  return items
}
const recordsIn = (items: readonly ImportItem[]) => items.filter((item) => item.kind === 'record')

describe('values that hold several records, or none', () => {
  const text = '{"tool":"t","rules":[{"id":"a","items":["1","2"]},{"id":"b","items":[]},{"id":"c","items":["plain"]}]}'

  it('gives one record for each part, all with the bytes of the whole value', async () => {
    const records = recordsIn(await read(text))
    expect(records.map(({ record }) => [record.checkId, record.resourceId, record.toolName])).toEqual([
      ['a', '1', 't'],
      ['a', '2', 't'],
      ['c', null, 't'],
    ])
    expect(new Set(records.slice(0, 2).map(({ offset, length }) => text.slice(offset, offset + length)))).toEqual(
      new Set(['{"id":"a","items":["1","2"]}']),
    )
  })

  it('cuts each part again by its own context', async () => {
    const items = await read(text)
    const contexts = new Map(items.flatMap((item) => (item.kind === 'context' ? [[item.key, item.text] as const] : [])))
    for (const { offset, length, context, record } of recordsIn(items)) {
      const raw = bytesOf(text).slice(offset, offset + length)
      expect(recutJsonDocument(raw, context === null ? null : (contexts.get(context) ?? null), format)).toEqual(record)
    }
  })

  it('counts each part of a rejected value as a record, and keeps the context for those behind it', async () => {
    const items = await read('{"tool":"t","rules":[{"id":"a","bad":true,"items":["1","plain"]},{"id":"b","items":["1","plain"]}]}')
    expect(listOf(items.map(({ kind }) => kind))).toEqual(['context', 'issue', 'context', 'issue', 'record', 'record'])
    expect(recordsIn(items).map(({ context }) => context)).toEqual([0, 1])
  })
})
