import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNSTATED } from '#domain/evidence'
import type { JsonObject } from './fields.ts'
import type { ImportItem } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import type { Place } from './json-tree.ts'
import { bytesOf, chunked } from './reading.fixture.ts'

type Path = readonly (string | number)[]

/** Records show their value as title and their context as status text. */
const format = (records: readonly string[], options: Partial<DocumentFormat> = {}): DocumentFormat => ({
  records: records.map(stepsOf),
  context: ({ path }) => ({ at: path.join('.') }),
  map: (value, context) => ({ ...UNSTATED, title: JSON.stringify(value), statusText: JSON.stringify(context) }),
  ...options,
})
const stepsOf = (pattern: string): readonly string[] => (pattern === '' ? [] : pattern.split('.'))

async function readAll(bytes: Uint8Array, of: DocumentFormat, size = 1 << 20): Promise<readonly ImportItem[]> {
  const items: ImportItem[] = []
  for await (const batch of importJsonDocument(chunked(bytes, size), of)) items.push(...batch)
  return items
}
const read = (text: string, of: DocumentFormat, size?: number) => readAll(bytesOf(text), of, size)

const recordsOf = (items: readonly ImportItem[]) =>
  items.flatMap((item) => (item.kind === 'record' ? [{ value: item.record.title, context: item.record.statusText }] : []))
const valuesOf = (items: readonly ImportItem[]) => recordsOf(items).map(({ value }): unknown => JSON.parse(value ?? ''))
const issuesOf = (items: readonly ImportItem[], kind: 'rejection' | 'warning') =>
  items.flatMap((item) => (item.kind === 'issue' && item.issue.kind === kind ? [item.issue] : []))
const rejected = (items: readonly ImportItem[]) => issuesOf(items, 'rejection').map(({ code, pointer }) => [code, pointer?.offset])
const warned = (items: readonly ImportItem[]) => issuesOf(items, 'warning').map(({ code, count }) => [code, count])

describe('records of a document', () => {
  const text = '{"runs":[{"tool":"a","results":[{"id":1},{"id":2}]},{"results":[{"id":3}],"tool":"b"}],"version":"2"}'

  it('come with their place and their exact bytes', async () => {
    const items = await read(text, format(['runs.*.results.*']))
    expect(recordsOf(items)).toEqual([
      { value: '{"id":1}', context: '{"at":"runs.0.results.0"}' },
      { value: '{"id":2}', context: '{"at":"runs.0.results.1"}' },
      { value: '{"id":3}', context: '{"at":"runs.1.results.0"}' },
    ])
    for (const item of items) if (item.kind === 'record') expect(text.slice(item.offset, item.offset + item.length)).toBe(item.record.title)
  })

  it('see the containers around them as far as they were read', async () => {
    const seen: unknown[] = []
    const context = ({ around, path }: Place): JsonObject => {
      seen.push({ path, around: JSON.parse(JSON.stringify(around)) as unknown })
      return {}
    }
    await read('{"a":1,"list":[{"x":true},{"y":0,"items":[7,8]}],"b":2}', format(['list.*.items.*'], { context }))
    const item = { y: 0, items: [] as unknown[] }
    const list = [{ x: true }, item]
    const around = [{ a: 1, list }, list, item, []]
    expect(seen[0]).toEqual({ path: ['list', 1, 'items', 0], around })
    expect(seen[1]).toMatchObject({ path: ['list', 1, 'items', 1] })
  })

  it('wait for what describes them, keep their order, and are read again the same', async () => {
    const of = format(['runs.*.results.*'], {
      context: ({ around }, late) => {
        const tool = (around[2] as JsonObject)['tool']
        return tool === undefined && !late ? undefined : { tool: tool ?? null }
      },
    })
    const items = await read(text, of)
    expect(recordsOf(items)).toEqual([
      { value: '{"id":1}', context: '{"tool":"a"}' },
      { value: '{"id":2}', context: '{"tool":"a"}' },
      { value: '{"id":3}', context: '{"tool":"b"}' },
    ])
    expect(items.filter(({ kind }) => kind === 'context')).toEqual([
      { kind: 'context', key: 0, text: '{"tool":"a"}' },
      { kind: 'context', key: 1, text: '{"tool":"b"}' },
    ])
    expect(warned(items)).toEqual([])
    expect(recutJsonDocument(bytesOf('{"id":3}'), '{"tool":"b"}', of)).toMatchObject({ title: '{"id":3}', statusText: '{"tool":"b"}' })
  })

  it('are read with what is known where the file breaks before it, with a warning', async () => {
    const of = format(['results.*'], {
      context: ({ around }, late) => {
        const tool = (around[0] as JsonObject)['tool']
        return tool === undefined && !late ? undefined : { tool: tool ?? null }
      },
    })
    const items = await read('{"results":[1,2],"tool":', of)
    expect(recordsOf(items).map(({ context }) => context)).toEqual(['{"tool":null}', '{"tool":null}'])
    expect(warned(items)).toEqual([['late-context', 2]])
    expect(warned(await read('{"results":[1,2]}', of))).toEqual([])
  })

  it('may be any JSON value, and the document itself', async () => {
    expect(valuesOf(await read('{"a":{"x":1,"y":"two","z":null,"w":[false]}}', format(['a.*'])))).toEqual([1, 'two', null, [false]])
    expect(valuesOf(await read('{"a":1}\n{"a":2}\n3', format([''])))).toEqual([{ a: 1 }, { a: 2 }, 3])
  })

  it('are not looked for inside what is passed over, which no one sees', async () => {
    const finish = (payload: unknown) => expect(JSON.stringify(payload)).toBe('{"x":{}}')
    const items = await read(
      '{"x":{"big":{"items":[1]},"items":[2]}}',
      format(['**.items.*', '**.items'], { skip: [['**', 'big']], finish }),
    )
    expect(valuesOf(items)).toEqual([[2]])
  })

  it('tell the format what is left when the document is over', async () => {
    const items = await read('{"list":[1],"next":"page 2"}', {
      ...format(['list.*']),
      finish: (payload, note) => note('incomplete-export', `There is ${String((payload as JsonObject)['next'])}.`),
    })
    expect(issuesOf(items, 'warning')).toMatchObject([{ code: 'incomplete-export', message: 'There is page 2.' }])
  })
})

describe('what stands around a document', () => {
  const of = format(['list.*'])

  it.each([
    ['an EventBridge event', '{"id":"1","detail-type":"x","detail":{"list":[1,2]}}'],
    ['a recorded response', '{"status_code":200,"data":{"list":[1,2]}}'],
    ['a recorded response whose status comes last', '{"data":{"list":[1,2]},"status_code":200}'],
    ['a JavaScript assignment', 'var results =\n{"list":[1,2]};\n'],
    ['a JavaScript assignment without a keyword', 'results = {"list":[1,2]}'],
  ])('is stepped over: %s', async (_, text) => {
    for (const size of [1, 7, 1000]) {
      const items = await read(text, of, size)
      expect(recordsOf(items)).toEqual([
        { value: '1', context: '{"at":"list.0"}' },
        { value: '2', context: '{"at":"list.1"}' },
      ])
      expect(items.filter(({ kind }) => kind === 'issue')).toEqual([])
    }
  })

  it('is no envelope without its mark', async () => {
    const items = await read('{"data":{"list":[1,2]}}', of)
    expect(recordsOf(items)).toEqual([])
    expect(warned(items)).toEqual([['no-records', 1]])
  })

  it('may be other documents: each is read, and only glued ones are worth a warning', async () => {
    expect(warned(await read('{"list":[1]}\n{"list":[2]}\n', of))).toEqual([])
    const glued = await read('{"list":[1]}{"list":[2]},{"list":[3]}', of)
    expect(valuesOf(glued)).toEqual([1, 2, 3])
    expect(warned(glued)).toEqual([['other', 3]])
  })
})

describe('damage', () => {
  const of = format(['list.*'])

  it.each([
    ['{"list":[1,2],]', 'damaged-json', 14, [1, 2]],
    ['{"list":[{"a":1},{"a":]},{"a":3}]}', 'damaged-json', 22, [{ a: 1 }]],
    ['{"list":[{"a":1},{"a":"x\n"},{"a":3}]}', 'damaged-json', 24, [{ a: 1 }]],
    ['{"list":[1,2] "x":3}', 'damaged-json', 14, [1, 2]],
    ['{"list":[1,2],"x":NaN,"y":[3]}', 'damaged-json', 18, [1, 2]],
    ['{"list":[1 2]}', 'damaged-json', 11, [1]],
    ['{"list":[1,:]}', 'damaged-json', 11, [1]],
    ['{list:[1]}', 'damaged-json', 1, []],
    ['{"list"[1]}', 'damaged-json', 7, []],
    ['{"li\\qst":[1]}', 'damaged-json', 4, []],
    ['{"list":[1]} x', 'damaged-json', 13, [1]],
    ['nonsense', 'damaged-json', 0, []],
    ['x = y', 'damaged-json', 0, []],
    ['}', 'damaged-json', 0, []],
    ['12', 'not-an-object', 0, []],
    ['null', 'not-an-object', 0, []],
    ['"text"', 'not-an-object', 0, []],
  ])('%j: one rejection, %s at byte %i; what is whole before it is kept', async (text, code, offset, values) => {
    for (const size of [1, 3, 1000]) {
      const items = await read(text, of, size)
      expect(valuesOf(items)).toEqual(values)
      expect(rejected(items)).toEqual([[code, offset]])
    }
  })

  it.each([
    ['{"list":[{"a":NaN},{"a":2}]}', 'damaged-json', [{ a: 2 }]],
    ['{"list":[{"a":1,},{"a":2}]}', 'damaged-json', [{ a: 2 }]],
    ['{"list":[{"a":1,"a":1},{"a":2}]}', 'other', [{ a: 2 }]],
    ['{"list":[NaN,{"a":2}]}', 'damaged-json', [{ a: 2 }]],
    [`{"list":[${'['.repeat(600)}${']'.repeat(600)},{"a":2}]}`, 'other', [{ a: 2 }]],
  ])('inside a record whose brackets match costs that record: %j', async (text, code, values) => {
    const items = await read(text, of)
    expect(valuesOf(items)).toEqual(values)
    expect(rejected(items)).toEqual([[code, 9]])
  })

  it('inside text that is not UTF-8 costs the record', async () => {
    const bytes = bytesOf('{"list":["a","?","b"],"x?":"?"}')
    const broken = bytes.map((byte) => (byte === 0x3f ? 0xe4 : byte))
    const items = await readAll(broken, of)
    expect(valuesOf(items)).toEqual(['a', 'b'])
    expect(rejected(items)).toEqual([['bad-encoding', 13]])
    expect(warned(items)).toEqual([['bad-encoding', 2]])
  })

  it('that loses nothing is a warning: commas too many, properties named twice', async () => {
    const items = await read('{"list":[1,,2,],"list":[3],"x":{"y":1,"y":2},}', of)
    expect(valuesOf(items)).toEqual([1, 2, 3])
    expect(rejected(items)).toEqual([])
    expect(warned(items)).toEqual([
      ['damaged-json', 3],
      ['other', 2],
    ])
  })

  it('of a million brackets is no harm, wherever they stand', async () => {
    const deep = '['.repeat(1e6)
    for (const text of [deep, `{"list":[${deep}`, `{"x":${deep}`, `{"x":${deep}${']'.repeat(1e6)},"list":[1]}`]) {
      const items = await read(text, of)
      expect(rejected(items).length + valuesOf(items).length).toBe(1)
      expect(rejected(await read(text, format(['**.list.*'])))).toHaveLength(1)
    }
  })

  it('of names that mean something to JavaScript is no harm', async () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"list":[{"__proto__":{"polluted":1}}]}'
    const items = await read(text, { ...of, context: ({ around }) => ({ own: Object.keys(around[0] as object) }) })
    expect(recordsOf(items)).toEqual([{ value: '{"__proto__":{"polluted":1}}', context: '{"own":["__proto__","constructor","list"]}' }])
    expect(({} as JsonObject)['polluted']).toBeUndefined()
  })
})

describe('any document', () => {
  const key = fc.constantFrom('a', 'b', 'list', 'detail', 'data', 'status_code', 'detail-type', '0', '__proto__', 'é"\\')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 5, withCrossShrink: true }, { weight: 2, arbitrary: tie('leaf') }, tie('list'), tie('object')),
    leaf: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, min: -1e12, max: 1e12 }),
    ),
    list: fc.array(tie('tree'), { maxLength: 4 }),
    object: fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  }))
  const container = fc.oneof(fc.dictionary(key, tree, { maxKeys: 5, noNullPrototype: true }), fc.array(tree, { maxLength: 4 }))
  const pattern = fc.array(fc.constantFrom('a', 'b', 'list', '0', '*', '*', '**'), { minLength: 1, maxLength: 4 })
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 })
  const text = fc.tuple(container, fc.constantFrom(undefined, 1, '\t')).map(([value, indent]) => JSON.stringify(value, null, indent))

  it('gives the records a plain walk over JSON.parse finds, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        patterns,
        fc.array(pattern, { maxLength: 2 }),
        fc.integer({ min: 1, max: 40 }),
        async (document, records, skip, size) => {
          const of = format([], { records, skip, context: ({ path }) => ({ at: path }) })
          const items = await read(document, of)
          const found = recordsOf(items).map(({ value, context }) => ({ value, at: (JSON.parse(context ?? '') as { at: Path }).at }))
          expect(found).toEqual(plainWalk(JSON.parse(document), records, skip))
          expect(rejected(items)).toEqual([])
          expect(await read(document, of, size)).toEqual(items)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('leaves around the records what is left of JSON.parse', async () => {
    await fc.assert(
      fc.asyncProperty(tree, patterns, async (value, records) => {
        const lefts: unknown[] = []
        const finish = (payload: unknown) => lefts.push(structuredClone(payload))
        await read(JSON.stringify({ root: value }), format([], { records: records.map((steps) => ['root', ...steps]), finish }))
        // Once through JSON, which knows no -0.
        expect(lefts).toEqual([leftOf(JSON.parse(JSON.stringify({ root: value })), [], records)])
      }),
      { numRuns: 200 },
    )
  })

  it('cut off at any byte loses only what is not whole, with one rejection', async () => {
    await fc.assert(
      fc.asyncProperty(text, patterns, async (document, records) => {
        // Inside an array nothing is an envelope, of which a cut document might only have shown the payload.
        const of = format([], { records: records.map((steps) => ['*', ...steps]) })
        const bytes = bytesOf(`[${document}]`)
        const whole = (await readAll(bytes, of)).filter((item) => item.kind === 'record')
        for (let cut = 1; cut < bytes.length; cut++) {
          const items = await readAll(bytes.subarray(0, cut), of)
          const ranges = items.flatMap((item) => (item.kind === 'record' ? [item.offset] : []))
          // A number at the end may go on: it is whole only where something follows it.
          const sure = whole.filter(({ offset, length }) => offset + length < cut).map(({ offset }) => offset)
          const possible = whole.filter(({ offset, length }) => offset + length <= cut).map(({ offset }) => offset)
          expect([sure, possible]).toContainEqual(ranges)
          expect(rejected(items)).toHaveLength(1)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('and any bytes at all are read without an error', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.array(fc.constantFrom(...Array.from('{}[],:"\\ \n12eNa=;x')), { maxLength: 60 }).map((parts) => bytesOf(parts.join(''))),
    )
    await fc.assert(
      fc.asyncProperty(bytes, patterns, async (input, records) => {
        const items = await readAll(input, format([], { records }))
        expect(await readAll(input, format([], { records }), 1)).toEqual(items)
      }),
      { numRuns: 500 },
    )
  })
})

const matches = ([step, ...steps]: readonly string[], path: Path): boolean => {
  if (step === undefined) return path.length === 0
  if (step === '**') return matches(steps, path) || (path.length > 0 && matches([step, ...steps], path.slice(1)))
  return path.length > 0 && (step === '*' || step === String(path[0])) && matches(steps, path.slice(1))
}
const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null
const MARKS: Readonly<Record<string, string>> = { detail: 'detail-type', data: 'status_code' }

/** Where a payload would begin, if the root is one of the two envelopes. */
const enveloped = (root: unknown, path: Path): boolean => {
  const mark = path.length < 2 || Array.isArray(root) ? undefined : Object.entries(MARKS).find(([key]) => key === path[0])?.[1]
  return mark !== undefined && Object.hasOwn(root as object, mark)
}
/** Where both readings of a path fit, the mark decides that was seen by then. */
const markSeen = (root: unknown, path: Path): boolean =>
  enveloped(root, path) &&
  Object.keys(root as object).some((key) => key === MARKS[String(path[0])] && comesBefore(root as object, key, String(path[0])))
const comesBefore = (root: object, a: string, b: string): boolean => Object.keys(root).indexOf(a) < Object.keys(root).indexOf(b)
function plainWalk(root: unknown, records: readonly (readonly string[])[], skip: readonly (readonly string[])[]) {
  const found: { value: string; at: Path }[] = []
  const visit = (value: unknown, path: Path): void => {
    const inner = path.slice(1)
    const maybe = path.length > 1 && !Array.isArray(root) && Object.hasOwn(MARKS, String(path[0]))
    const fits = (list: readonly (readonly string[])[], at: Path) => list.some((steps) => matches(steps, at))
    if (fits(records, path))
      found.push({ value: JSON.stringify(value), at: maybe && fits(records, inner) && markSeen(root, path) ? inner : path })
    else if (maybe && fits(records, inner)) {
      if (enveloped(root, path)) found.push({ value: JSON.stringify(value), at: inner })
    } else if (fits(skip, path) || (maybe && fits(skip, inner))) return
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index])
    else if (isContainer(value)) for (const [name, member] of Object.entries(value)) visit(member, [...path, name])
  }
  visit(root, [])
  return found
}
/** A value under `root` without its records: arrays have holes in their places. */
function leftOf(value: unknown, path: Path, records: readonly (readonly string[])[]): unknown {
  const fits = (at: Path): boolean => at.length > 0 && records.some((steps) => matches(steps, at.slice(1)))
  if (Array.isArray(value)) {
    const left: unknown[] = []
    left.length = value.length
    for (const [index, item] of value.entries()) if (!fits([...path, index])) left[index] = leftOf(item, [...path, index], records)
    return left
  }
  if (!isContainer(value)) return value
  const members = Object.entries(value).filter(([name]) => !fits([...path, name]))
  return Object.fromEntries(members.map(([name, member]) => [name, leftOf(member, [...path, name], records)]))
}
