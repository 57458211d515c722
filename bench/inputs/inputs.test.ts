import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { detectFormat } from '../../main/importers/detect.ts'
import { importerBy } from '../../main/importers/directed.ts'
import { HEAD_BYTES } from '../../main/importers/file-head.ts'
import { INPUTS } from './inputs.ts'
import { writeInput } from './write.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-inputs-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(INPUTS.map((input) => [input.formatId, input] as const))('%s', (formatId, input) => {
  it('is as long as asked, the same every time, and every record of it can be read', async () => {
    const path = join(folder, `a${input.extension}`)
    const made = await writeInput(path, input, { megabytes: 1.5 })
    await writeInput(`${path}.again`, input, { megabytes: 1.5 })
    const bytes = readFileSync(path)
    expect(bytes.length).toBe(made.bytes)
    expect(made.bytes).toBeGreaterThan(1.4e6)
    expect(made.bytes).toBeLessThan(1.7e6)
    expect(bytes.equals(readFileSync(`${path}.again`))).toBe(true)

    const detection = detectFormat({ bytes: bytes.subarray(0, HEAD_BYTES), whole: false })
    expect(detection).toMatchObject({ formatId, importable: true })
    const results = new Map<string, number>()
    let rejected = 0
    for await (const batch of importerBy(null, detection)?.parse(createReadStream(path)) ?? [])
      for (const item of batch) {
        if (item.kind === 'record') results.set(item.record.result, (results.get(item.record.result) ?? 0) + 1)
        else if (item.kind === 'issue' && item.issue.kind === 'rejection') rejected += 1
      }
    expect(rejected).toBe(0)
    expect([...results.values()].reduce((sum, count) => sum + count, 0)).toBe(made.records)
  })

  it('is as many records long as asked', async () => {
    const path = join(folder, `b${input.extension}`)
    expect((await writeInput(path, input, { records: 120 })).records).toBe(120)
  })
})
