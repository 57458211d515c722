// Mutations of archives of every kind: whatever happens to their bytes, reading ends, says why in words, and never gives other bytes.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '#domain/errors'
import { archiveKind, listMembers, readMembers } from './archives.ts'
import { joined, testFolder } from './reading.fixture.ts'
import { END_MARK, paxEntry, tarEntry, tarOf } from './tar.fixture.ts'
import { zipOf } from './zip.fixture.ts'

const folder = testFolder()
afterAll(folder.remove)

const contents = ['{"a":1}', 'x'.repeat(3000), '', 'line\n'.repeat(500)]
const parts = contents.map((data, i) => ({ name: `f${i}.json`, data, method: i % 2 === 0 ? 0 : 8 }))
const gzipMembers = contents.map((content) => gzipSync(content))

/** What may be read without complaint. A gzip cut off between two of its members is a shorter one to everybody. */
const intact = new Set([...contents, ...contents.map((_, i) => contents.slice(0, i + 1).join(''))])

const bases: readonly (readonly [string, Buffer])[] = [
  ['zip', zipOf(parts, { comment: Buffer.from('comment') })],
  ['zip64', zipOf(parts, { zip64: {} })],
  ['tar', Buffer.concat([paxEntry({ path: 'é'.repeat(200) }), ...parts.map(tarEntry), END_MARK])],
  ['tar.gz', gzipSync(tarOf(parts))],
  ['gzip', Buffer.concat(gzipMembers)],
]

type Mutation = { readonly at: number; readonly byte: number }

const mutated = (base: Buffer): fc.Arbitrary<Buffer> => {
  const anywhere = fc.nat(base.length - 1)
  const nearEnd = fc.integer({ min: Math.max(0, base.length - 120), max: base.length - 1 })
  const byte = fc.oneof(fc.constant(0xff), fc.constant(0), fc.nat(255))
  const mutation: fc.Arbitrary<Mutation> = fc.record({ at: fc.oneof(anywhere, nearEnd), byte })
  const cut = fc.oneof({ weight: 5, arbitrary: fc.constant(base.length) }, { weight: 1, arbitrary: anywhere })
  return fc.tuple(fc.array(mutation, { maxLength: 4 }), cut).map(([mutations, length]) => {
    const bytes = Buffer.from(base)
    for (const { at, byte: value } of mutations) bytes[at] = value
    return bytes.subarray(0, length)
  })
}

/** What was read whole, as long as the reading of the archive did not fail later; an error that is not for a person's eyes is thrown. */
async function readSurvivors(path: string): Promise<readonly string[]> {
  try {
    const read: string[] = []
    const kind = await archiveKind(path)
    if (kind === null) return []
    const names = (await listMembers(path, kind)).flatMap(({ name, refusal }) => (refusal === null ? [name] : []))
    for await (const { bytes } of readMembers(path, kind, new Set(names))) {
      const text = await joined(bytes).then(String, ignoreRejection)
      if (text !== null) read.push(text)
    }
    return read
  } catch (error) {
    ignoreRejection(error)
    return []
  }
}

function ignoreRejection(error: unknown): null {
  if (!(error instanceof AppError) || error.code !== 'import-rejected') throw error
  return null
}

describe('archives whose bytes were changed', () => {
  it.each(bases)('%s: reading ends in words and gives no changed bytes', async (kind, base) => {
    await fc.assert(
      fc.asyncProperty(mutated(base), async (bytes) => {
        const read = await readSurvivors(folder.put(bytes, 'mutated'))
        // A tar has no checksum over its data.
        if (kind !== 'tar') for (const text of read) expect(intact.has(text)).toBe(true)
      }),
      { numRuns: 200, seed: 3 },
    )
  })

  it('is not fooled by its own test: unchanged archives give everything', async () => {
    for (const [kind, base] of bases) {
      const read = await readSurvivors(folder.put(base, 'whole'))
      expect(read).toEqual(kind === 'gzip' ? [contents.join('')] : contents)
    }
  })
})
