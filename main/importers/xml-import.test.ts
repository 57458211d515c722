import { expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import type { ImportItem } from './importer.ts'
import { attributeOf } from './xml-element.ts'
import { importXml, recutXml, type XmlFormat } from './xml-import.ts'

/** Records `r`, each needing the word in its attribute `c`. */
const format: XmlFormat = {
  roots: ['all'],
  role: (path) => (path === 'all/r' ? 'record' : path === 'all' ? 'enter' : 'skip'),
  begin: () => ({
    context: (record) => {
      const word = attributeOf(record, 'c') ?? ''
      return { id: word, of: () => ({ word }) }
    },
  }),
  map: (_record, { word }) => ({ ...UNSTATED, title: String(word) }),
}

async function read(words: readonly string[]): Promise<{ readonly text: string; readonly items: readonly ImportItem[] }> {
  const text = `<all>${words.map((word) => `<r c="${word}"/>`).join('')}</all>`
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  const items: ImportItem[] = []
  for await (const some of importXml(bytes(), format)) items.push(...some)
  return { text, items }
}

it('keeps a context once however its records are mixed, and again only where very many came between', async () => {
  const many = Array.from({ length: 10_001 }, (_, n) => `w${n}`)
  const words = ['w0', 'w1', 'w0', ...many, 'w0']
  const { text, items } = await read(words)
  const contexts = new Map(items.flatMap((item) => (item.kind === 'context' ? [[item.key, item.text]] : [])))
  expect(contexts.size).toBe(items.filter(({ kind }) => kind === 'context').length)
  expect(contexts.size).toBe(many.length + 1)
  const titles = items.flatMap((item) =>
    item.kind === 'record'
      ? [recutXml(Buffer.from(text.slice(item.offset, item.offset + item.length)), contexts.get(item.context ?? -1) ?? null, format).title]
      : [],
  )
  expect(titles).toEqual(words)
})
