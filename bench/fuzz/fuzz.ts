// Structure-aware fuzzing of the importers (field/trust.md T22): changes their fixtures and checks what must hold for any file. Each case
// has a number; the same seed and number give the same file.

import { examine, faultsOfChunks } from '../../main/importers/hostile/invariants.fixture.ts'
import { type JsonFile, jsonFileOf } from '../../main/importers/hostile/json-node.fixture.ts'
import { type Seed, seeds } from '../../main/importers/hostile/seeds.fixture.ts'
import type { Importer } from '../../main/importers/importer.ts'
import { mutateJson } from './mutate-json.ts'
import { mutateBytes, mutateCsv, mutateXml } from './mutate-text.ts'
import { plainCount } from './oracle.ts'
import { createRandom } from './random.ts'

export type FuzzCase = { readonly seed: Seed; readonly importer: Importer; readonly bytes: Uint8Array }

export type Fuzzer = {
  /** Makes case `number` of this seed. */
  readonly make: (number: number) => FuzzCase
}

type Source = { readonly seed: Seed; readonly text: string; readonly json: JsonFile | null; readonly kind: 'json' | 'xml' | 'csv' }

/** Makes the cases of one seed, of one format or of all. Throws where there is no such format. */
export function createFuzzer(seed: number, formatId?: string): Fuzzer {
  const sources = seeds(formatId).map(sourceOf)
  if (sources.length === 0) throw new Error(`There is no format ${formatId ?? ''} with fixtures`)
  return {
    make(number) {
      const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
      const source = random.pick(sources)
      const changed = random.chance(5)
        ? source.seed.bytes
        : new TextEncoder().encode(
            source.json !== null
              ? mutateJson(source.json, random)
              : source.kind === 'xml'
                ? mutateXml(source.text, random)
                : mutateCsv(source.text, random),
          )
      const bytes = changed === source.seed.bytes || random.chance(5) ? mutateBytes(changed, random) : changed
      // Now and then a file comes to an importer it is not of: people choose formats too.
      return { seed: source.seed, importer: random.chance(20) ? random.pick(sources).seed.importer : source.seed.importer, bytes }
    },
  }
}

function sourceOf(seed: Seed): Source {
  const text = new TextDecoder().decode(seed.bytes)
  const json = jsonFileOf(text)
  return { seed, text, json, kind: json !== null ? 'json' : text.trimStart().startsWith('<') ? 'xml' : 'csv' }
}

/** What does not hold for a file in an importer; empty where all does. */
export async function faultsOf(importer: Importer, bytes: Uint8Array): Promise<readonly string[]> {
  const { reading, faults } = await examine(importer, bytes)
  const found = [...faults]
  // Small chunks cost the most; large files get larger ones.
  const sizes = bytes.length < 3_000 ? [1, 7] : bytes.length < 60_000 ? [61] : []
  found.push(...(await faultsOfChunks(importer, bytes, reading, sizes)))
  const count = reading === null ? null : plainCount(importer.formatId, bytes)
  const given = reading === null ? 0 : reading.records.length + reading.rejections.length
  if (count !== null && given !== count) found.push(`holds ${count} records, of which ${given} came out`)
  return found
}

/** A smaller file with a fault, found by taking parts of the file away; bounded by `tries`; `alive` is called before each. */
export async function shrink(
  importer: Importer,
  bytes: Uint8Array,
  alive: () => void = () => undefined,
  tries = 1500,
): Promise<Uint8Array> {
  let smallest = bytes
  let left = tries
  for (let size = Math.floor(bytes.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2))
    for (let at = 0; at < smallest.length && left > 0; ) {
      const parts = [smallest.subarray(0, at), smallest.subarray(at + size)]
      const without = new Uint8Array(Buffer.concat(parts))
      left -= 1
      alive()
      if (without.length > 0 && (await faultsOf(importer, without)).length > 0) smallest = without
      else at += size
    }
  return smallest
}
