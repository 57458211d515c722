import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createContextBook } from './context-book.ts'
import type { JsonObject } from './fields.ts'

describe('the book of contexts', () => {
  it('gives equal contexts one key, in whatever order their members come', () => {
    const book = createContextBook()
    const first = book.keyed({ a: 1, b: { c: [{ e: 1, d: 2 }], f: null } })
    expect(first).toMatchObject({ key: 0, fresh: '{"a":1,"b":{"c":[{"d":2,"e":1}],"f":null}}' })
    expect(book.keyed({ b: { f: null, c: [{ d: 2, e: 1 }] }, a: 1 })).toMatchObject({ key: 0, fresh: null })
    expect(book.keyed({ a: 1 }).key).toBe(1)
  })

  it('has null where parts were taken out of a list', () => {
    const list: unknown[] = [1]
    list[2] = 3
    list.length = 4
    expect(createContextBook().keyed({ list })).toMatchObject({ fresh: '{"list":[1,null,3,null]}', value: { list: [1, null, 3, null] } })
  })

  it('says nothing where a context says nothing', () => {
    expect(createContextBook().keyed({ a: undefined })).toEqual({ key: null, value: {}, fresh: null })
  })

  it('keeps what a context says, as JSON does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (context) => {
        const { value, fresh } = createContextBook().keyed(context as JsonObject)
        expect(value).toEqual(JSON.parse(JSON.stringify(context)))
        if (fresh !== null) expect(JSON.parse(fresh)).toEqual(value)
      }),
    )
  })
})
