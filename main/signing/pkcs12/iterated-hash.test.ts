import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iterateHash } from './iterated-hash.ts'

describe('hashing a digest again and again', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('%s gives what node:crypto gives', (algorithm) => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.integer({ min: 0, max: 20 }), (seed, rounds) => {
        const start = hash(algorithm, seed, 'buffer')
        let expected = start
        for (let round = 0; round < rounds; round += 1) expected = hash(algorithm, expected, 'buffer')
        expect(Buffer.compare(iterateHash(algorithm, start, rounds), expected)).toBe(0)
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})
