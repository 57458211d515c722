// What fuzzing found (npm run fuzz): each the smallest file that showed it, so that it never comes back.
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { bytesOf } from '../reading.fixture.ts'
import { importerFor } from '../registry.ts'
import { examine, faultsOfChunks } from './invariants.fixture.ts'

const FOUND: readonly (readonly [what: string, formatId: FormatId, text: string])[] = [
  ['names around the records twice, told at the end of the chunk instead of their place', 'kics', '{"":"","":2'],
  ['the same, inside what is kept', 'powerpipe-snapshot', '{"":"","panels":{"":"","panel_type":"","panel_type":""'],
  [
    'an action that is no text, which gave an empty sentence',
    'cloudsplaining',
    '{"exclusions":{},"customer_managed_policies":{"p":{"PrivilegeEscalation":[[]]}}}',
  ],
  ['text and a forbidden character outside the root of XML, told in another order in other chunks', 'xccdf', 'a\u0000'],
]

describe.each(FOUND)('%s', (_what, formatId, text) => {
  it(`is mended in ${formatId}`, async () => {
    const importer = importerFor(formatId)
    if (importer === null) throw new Error(formatId)
    const { reading, faults } = await examine(importer, bytesOf(text))
    expect([...faults, ...(await faultsOfChunks(importer, bytesOf(text), reading, [1, 7]))]).toEqual([])
  })
})
