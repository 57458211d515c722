import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openedApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const CHECKS = 100
const failing = Array.from({ length: CHECKS }, (_, i): Line => ({ check: `s3_bucket_check_${i}` }))

describe('drafting', () => {
  it('lets the window ask between drafts, and goes on when the engagement is next opened', async () => {
    const app = await openedApp()
    const running = app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', failing)) }] })
    const drafted = async (): Promise<number> => (await app.call('findings.list', { limit: 1 })).total
    while ((await drafted()) === 0) await setImmediate()
    const seen = await drafted()
    expect(seen).toBeLessThan(CHECKS)
    await app.call('engagements.close', {})
    await expect(running).rejects.toMatchObject({ code: 'no-engagement' })

    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect(await drafted()).toBe(CHECKS)
    const numbers = (await app.call('findings.list', { limit: CHECKS })).rows.map(({ number }) => number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: CHECKS }, (_, i) => i + 1))
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
  })
})
