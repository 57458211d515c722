// A short run of the fuzzer over every format, always the same cases. Longer ones: `npm run fuzz -- --minutes 10`.
import { describe, expect, it } from 'vitest'
import { createFuzzer, faultsOf, shrink } from './fuzz.ts'

const SEED = 20_261_122
const CASES = 500

describe('fuzzing', () => {
  it('finds no fault in the importers in a short run', { timeout: 120_000 }, async () => {
    const fuzzer = createFuzzer(SEED)
    for (let number = 0; number < CASES; number++) {
      const { importer, bytes } = fuzzer.make(number)
      expect([number, importer.formatId, await faultsOf(importer, bytes)]).toEqual([number, importer.formatId, []])
    }
  })

  it('makes the same case of the same seed and number, and others of others', () => {
    const [one, same, other] = [createFuzzer(1).make(7), createFuzzer(1).make(7), createFuzzer(2).make(7)]
    expect(one.bytes).toEqual(same.bytes)
    expect(one.bytes).not.toEqual(other.bytes)
  })

  it('finds a fault where there is one, and makes its input small', async () => {
    const { importer, bytes } = createFuzzer(1, 'asff').make(0)
    // Loses what its second record says.
    const broken: typeof importer = {
      ...importer,
      recut: (raw, context) => {
        if (new TextDecoder().decode(raw).includes('GuardDuty')) throw new TypeError('lost')
        return importer.recut(raw, context)
      },
    }
    expect(await faultsOf(importer, bytes)).toEqual([])
    const faults = await faultsOf(
      broken,
      new TextEncoder().encode(`[{"ProductArn":"GuardDuty","SchemaVersion":"1"},${'{"a":1},'.repeat(20)}{}]`),
    )
    expect(faults.join()).toContain('recut threw TypeError: lost')
    const smallest = await shrink(
      broken,
      new TextEncoder().encode(`[${'{"a":1},'.repeat(20)}{"ProductArn":"GuardDuty","SchemaVersion":"1"},${'{"a":1},'.repeat(20)}{}]`),
    )
    expect(smallest.length).toBeLessThan(120)
  })

  it('knows no format without fixtures', () => {
    expect(() => createFuzzer(1, 'none')).toThrow('There is no format none')
  })
})
