import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { measure, median } from './measure.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-measure-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('median', () => {
  it('is the middle figure, or the mean of the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('measure', () => {
  it('sees the memory a process held at its peak, not at its end', () => {
    const small = measure(['-e', 'console.log("small")'], folder)
    const big = measure(['-e', 'let b = Buffer.alloc(200e6, 1); console.log(b.length); b = null'], folder)
    expect(small.stdout).toBe('small\n')
    expect(big.peakBytes - small.peakBytes).toBeGreaterThan(150e6)
    expect(big.wallMs).toBeGreaterThan(0)
  })

  it('throws where the process fails', () => {
    expect(() => measure(['-e', 'process.exit(3)'], folder)).toThrow(/ended with 3/)
  })
})
