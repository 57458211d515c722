// Mutated files under profiles: reading ends, refuses in words or gives every record once, whole or in pieces, and cuts it again.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#domain/errors'
import { Profile } from '#domain/profile'
import { profileImporter } from './profile.ts'
import { fixture, type Reading, readAll, recutAll } from './reading.fixture.ts'

const shared = {
  name: 'a',
  tool: 'a',
  provider: 'aws',
  statuses: { ok: 'pass', nok: 'fail', false: 'fail' },
  severities: { severe: 'high' },
}
const CASES: readonly (readonly [string, unknown])[] = [
  [
    'house.csv',
    { ...shared, kind: 'csv', delimiter: ';', columns: { checkId: 'Control', status: 'Outcome', severity: 'Impact', resourceId: 'Asset' } },
  ],
  [
    'house.json',
    { ...shared, kind: 'json', records: 'report.areas.*.checks', columns: { checkId: 'check.id', status: 'outcome', title: 'tags' } },
  ],
  ['lines.ndjson', { ...shared, kind: 'json', records: '', columns: { checkId: 'id', status: 'state', risk: 'info.why' } }],
]
const BYTES = Buffer.from('"{}[],:;.\\\r\n\0\xff e', 'latin1')

const mutation = fc.record({ at: fc.nat(10_000), byte: fc.oneof(fc.constantFrom(...BYTES), fc.nat(255)), inserts: fc.boolean() })
const mutations = fc.tuple(fc.array(mutation, { maxLength: 5 }), fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })))

const orRefusal = async (reading: Promise<Reading>): Promise<Reading | string> => {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.code).toBe('import-rejected')
    return error.message
  }
}

describe('files read by a profile', () => {
  it.each(CASES)('%s', { timeout: 60_000 }, async (name, profile) => {
    const importer = profileImporter(Profile.parse(profile))
    const base = fixture('profile', name)
    await fc.assert(
      fc.asyncProperty(mutations, fc.integer({ min: 1, max: 40 }), async ([changes, part], chunk) => {
        const bytes = [...base.subarray(0, Math.ceil(base.length * part))]
        for (const { at, byte, inserts } of changes) bytes.splice(at % (bytes.length + 1), inserts ? 0 : 1, byte)
        const file = Uint8Array.from(bytes)
        const reading = await orRefusal(readAll(importer, file))
        const inPieces = await orRefusal(readAll(importer, file, chunk))
        expect(inPieces).toEqual(reading)
        if (typeof reading === 'string') return
        const { first, again } = recutAll(importer, file, reading)
        expect(again).toEqual(first)
        const places = reading.items.flatMap((item) => (item.kind === 'record' ? [[item.offset, item.offset + item.length] as const] : []))
        for (const [n, [from]] of places.entries()) expect(from).toBeGreaterThanOrEqual(places[n - 1]?.[1] ?? 0)
      }),
      { numRuns: 200 },
    )
  })
})
