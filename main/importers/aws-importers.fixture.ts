// For tests of AWS importers: what must hold for every fixture of every one of them.
import { expect, it } from 'vitest'
import type { Importer } from './importer.ts'
import { bytesOf, fixture, readAll, recutAll, viewOf } from './reading.fixture.ts'

/** Each file is detected, gives as many records, reads the same in chunks of any size, and each record re-cuts to itself. */
export function itReads(importer: Importer, files: readonly (readonly [name: string, records: number])[]): void {
  it.each(files)('%s is detected and gives %i records, the same re-cut and in chunks of any size', async (name, count) => {
    const bytes = fixture(importer.formatId, name)
    expect(importer.detect(viewOf(bytes))).toMatchObject({ confidence: 'certain' })
    const reading = await readAll(importer, bytes)
    expect(reading.records.length).toBe(count)
    expect(recutAll(importer, bytes, reading).again).toEqual(reading.records)
    for (const size of [1, 7]) expect((await readAll(importer, bytes, size)).items).toEqual(reading.items)
  })
}

/** Files of other formats that share keys with this one (FORMATS.md §3.3, key collisions). */
export function itRefuses(importer: Importer, lookAlikes: readonly (readonly [what: string, text: string])[]): void {
  it.each(lookAlikes)('does not take %s for its own (trap T6)', (_what, text) => {
    expect(importer.detect(viewOf(bytesOf(text)))).toBeNull()
  })
}

/** Warnings as code and count, in their order. */
export const codes = (issues: readonly { readonly code: string; readonly count: number }[]) =>
  issues.map(({ code, count }) => [code, count])

export const readFixture = (importer: Importer, name: string) => readAll(importer, fixture(importer.formatId, name))
