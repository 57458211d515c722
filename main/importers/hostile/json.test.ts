// Hostile JSON (field/trust.md T15) in every importer: names that reach for prototypes, names twice, depth, size, numbers no double
// holds, text that is no JSON. Nothing is thrown, nothing global changes, and what is whole is kept.
import { describe, expect, it } from 'vitest'
import { bytesOf, readAll } from '../reading.fixture.ts'
import { IMPORTERS } from '../registry.ts'
import { examine, faultsOfChunks } from './invariants.fixture.ts'
import { type JsonFile, type JsonNode, jsonFileOf, placesOf, raw, withNode, writeFile } from './json-node.fixture.ts'
import { seeds } from './seeds.fixture.ts'

/** Enough to see what grows; the splitters' own tests go further. */
const MANY = 30_000

const JSON_FILES = seeds().flatMap(({ importer, name, bytes }) => {
  const file = jsonFileOf(new TextDecoder().decode(bytes))
  return file === null ? [] : [{ importer, name, bytes, file }]
})

/** What hostile documents look like that no importer's own shape is needed for. */
const DOCUMENTS: readonly (readonly [what: string, text: string])[] = [
  ['a prototype', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
  ['a list of prototypes', '[{"__proto__":{"polluted":1}},{"constructor":{"prototype":{"polluted":1}}}]'],
  ['a prototype as findings', '{"__proto__":{"polluted":1},"Findings":[{"__proto__":{"polluted":1}}],"NextToken":"__proto__"}'],
  ['thousands of open arrays', '['.repeat(MANY)],
  ['thousands of open objects', '{"a":'.repeat(MANY)],
  ['thousands of arrays', '['.repeat(MANY) + ']'.repeat(MANY)],
  ['thousands of arrays in a record', `[{"a":${'['.repeat(MANY)}${']'.repeat(MANY)}}]`],
  ['thousands of arrays beside the records', `{"a":${'['.repeat(MANY)}${']'.repeat(MANY)},"Findings":[{}]}`],
  ['thousands of names', `{${Array.from({ length: MANY / 5 }, (_, n) => `"k${n}":${n}`).join()}}`],
  ['thousands of empty documents', '{}\n'.repeat(MANY / 5)],
  ['thousands of commas', `[${','.repeat(MANY)}]`],
  ['thousands of quotes', '"'.repeat(MANY)],
  ['thousands of backslashes', `["${'\\'.repeat(MANY)}`],
  ['thousands of opening braces on lines', '{\n'.repeat(MANY / 5)],
  ['half surrogates', '[{"\\ud800":"\\udc00\\ud800"}]'],
  ['bytes of a surrogate', '\ud800'],
  ['numbers that are none', '[{"a":NaN,"b":Infinity,"c":-Infinity,"d":0x10,"e":01,"f":.5,"g":1.,"h":+1}]'],
  ['a number of thousands of digits', `[{"Id":${'9'.repeat(MANY)}}]`],
  ['single quotes', "[{'Id':'1'}]"],
  ['comments', '/* a */[{"Id":1} // b\n]'],
  ['undefined', '[undefined]'],
  ['a byte order mark inside', '[\ufeff{"Id":1}]'],
  ['null bytes', '[{"Id":"\0"}]\0\0\0'],
  ['trailing junk', '[{"Id":"1"}] trailing {"junk"'],
  ['two documents', '[{"Id":"1"}][{"Id":"2"}]{"Id":"3"}'],
  ['lines and an array', '{"Id":"1"}\n[{"Id":"2"}]\n{"Id":"3"}\n'],
]

describe.each(DOCUMENTS)('%s', (_what, text) => {
  it('harms no importer', async () => {
    const bytes = bytesOf(text)
    const faults: string[] = []
    for (const importer of IMPORTERS) {
      const { reading, faults: found } = await examine(importer, bytes)
      faults.push(...found.map((fault) => `${importer.formatId}: ${fault.slice(0, 500)}`))
      if (bytes.length < 1000) faults.push(...(await faultsOfChunks(importer, bytes, reading, [1])))
    }
    expect(faults).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

const recordsOf = async (name: string, bytes: Uint8Array, importer = importerOf(name)) => {
  const { reading, faults } = await examine(importer, bytes)
  return { faults: faults.map((fault) => `${name}: ${fault}`), reading }
}
const importerOf = (name: string) => {
  const found = IMPORTERS.find(({ formatId }) => name.startsWith(`${formatId}/`))
  if (found === undefined) throw new Error(name)
  return found
}

/** What a double makes of the numbers used below. */
const ROUNDED = /12345678901234567\d{3}(?<!891)|9007199254740992|Infinity/

/** One place of each meaning: its names, without indices. */
function places(file: JsonFile) {
  const shapes = Map.groupBy(placesOf(file), ({ path }) => namesAlong(file, path).slice(-3).join('/'))
  return [...shapes.values()].flatMap(([first]) => (first === undefined ? [] : [first]))
}
function namesAlong(file: JsonFile, [document, ...rest]: readonly (string | number)[]): string[] {
  const names: string[] = []
  let node: JsonNode | undefined = file.documents[Number(document)]
  for (const step of rest) {
    const member: readonly [string, JsonNode] | undefined = node?.kind === 'object' ? node.members[Number(step)] : undefined
    names.push(member?.[0] ?? '*')
    node = node?.kind === 'array' ? node.items[Number(step)] : member?.[1]
  }
  return names
}

describe.each(JSON_FILES)('$name', ({ importer, name, bytes, file }) => {
  it('with names of prototypes in every object is read as without', async () => {
    const before = await readAll(importer, bytes)
    for (const [index, { path, node }] of places(file).entries()) {
      if (node.kind !== 'object') continue
      const key = index % 2 === 0 ? '__proto__' : 'constructor'
      const extra = [key, raw('{"prototype":{"polluted":1},"polluted":1,"status":1}')] as const
      const hostile = withNode(file, path, () => [{ kind: 'object', members: [...node.members, extra] }])
      const { reading, faults } = await recordsOf(name, bytesOf(writeFile(hostile)), importer)
      expect(faults).toEqual([])
      // A member more is read over; where every member is a record, or names one, it is one more.
      expect(reading?.records.length ?? before.records.length).toBeGreaterThanOrEqual(before.records.length - 1)
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('with a name of a prototype instead of each name is read or rejected', async () => {
    const faults: string[] = []
    for (const { path, node } of places(file)) {
      if (node.kind !== 'object' || node.members.length === 0) continue
      for (const index of node.members.keys()) {
        const members = node.members.map(([key, value], at) => [at === index ? '__proto__' : key, value] as const)
        faults.push(
          ...(await recordsOf(name, bytesOf(writeFile(withNode(file, path, () => [{ kind: 'object', members }]))), importer)).faults,
        )
      }
    }
    expect(faults).toEqual([])
  })

  it('with names twice loses no record unseen', async () => {
    const before = await readAll(importer, bytes)
    for (const { path, node } of places(file)) {
      const [first] = node.kind === 'object' ? node.members : []
      if (node.kind !== 'object' || first === undefined) continue
      const twice = withNode(file, path, () => [{ kind: 'object', members: [...node.members, [first[0], raw('null')]] }])
      const { reading, faults } = await recordsOf(name, bytesOf(writeFile(twice)), importer)
      expect(faults).toEqual([])
      const known = new Set(before.warnings.map(({ message }) => message))
      const rejected = (reading?.rejections.length ?? 1) > before.rejections.length
      const said = rejected || reading?.warnings.some(({ message }) => !known.has(message)) === true
      expect([path, said || (reading?.records.length ?? 0) >= before.records.length]).toEqual([path, true])
    }
  })

  it('with ids of 64 bits and beyond, 10^400 and numbers that are none in each place', async () => {
    const faults: string[] = []
    for (const [index, { path }] of places(file).entries()) {
      const text = ['12345678901234567891', '1e400', '-9007199254740993'][index % 3] ?? ''
      const { reading, faults: found } = await recordsOf(name, bytesOf(writeFile(withNode(file, path, () => [raw(text)]))), importer)
      faults.push(...found)
      if (ROUNDED.test(JSON.stringify(reading?.records ?? []))) faults.push(`${name} ${path.join()}: ${text} was rounded`)
    }
    expect(faults).toEqual([])
  })
})

describe('a numeric id above 2^53', () => {
  it.each([
    ['asff/security-hub.json', 'Id'],
    ['prowler-ocsf/v5.ocsf.json', 'uid'],
    ['guardduty/findings.json', 'Id'],
    ['inspector2/findings.json', 'awsAccountId'],
    ['sarif/runs.sarif', 'ruleId'],
    ['trivy/schema-2.json', 'ID'],
  ])('comes out of %s digit by digit', async (name, key) => {
    const seed = JSON_FILES.find((file) => file.name === name)
    if (seed === undefined) throw new Error(name)
    const places = placesOf(seed.file).filter(({ path, node }) => node.kind === 'raw' && namesAlong(seed.file, path).at(-1) === key)
    expect(places.length).toBeGreaterThan(0)
    const found: boolean[] = []
    for (const { path } of places) {
      const { reading } = await examine(seed.importer, bytesOf(writeFile(withNode(seed.file, path, () => [raw('12345678901234567891')]))))
      found.push(JSON.stringify(reading?.records).includes('"12345678901234567891"'))
    }
    expect(found).toContain(true)
  })
})
