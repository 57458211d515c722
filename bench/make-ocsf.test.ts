import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prowlerOcsf } from '../main/importers/prowler-ocsf.ts'
import { makeOcsf } from './make-ocsf.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-make-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('makeOcsf', () => {
  it('writes as many megabytes as asked, the same every time, all of it readable', async () => {
    const made = await makeOcsf(join(folder, 'a.json'), 1.5)
    await makeOcsf(join(folder, 'b.json'), 1.5)
    const bytes = readFileSync(join(folder, 'a.json'))
    expect(bytes.length).toBe(made.bytes)
    expect(made.bytes).toBeGreaterThanOrEqual(1.5e6)
    expect(made.bytes).toBeLessThan(1.6e6)
    expect(bytes.equals(readFileSync(join(folder, 'b.json')))).toBe(true)

    const results = new Map<string, number>()
    let others = 0
    for await (const batch of prowlerOcsf.parse(createReadStream(join(folder, 'a.json'))))
      for (const item of batch) {
        if (item.kind === 'record') results.set(item.record.result, (results.get(item.record.result) ?? 0) + 1)
        else others += 1
      }
    expect(others).toBe(0)
    expect([...results.keys()].sort()).toEqual(['fail', 'manual', 'pass'])
    expect([...results.values()].reduce((sum, count) => sum + count, 0)).toBe(made.records)
  })
})
