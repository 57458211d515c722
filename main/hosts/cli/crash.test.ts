// An import killed at any moment leaves nothing or everything: `kill -9` of the built program, again and again (T1 of field/trust.md).
import { spawn } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkplace, ensureBuilt, type Finding, ocsfFile, type Workplace } from './cli.fixture.ts'

const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js')
const RECORDS = 4000
const KILLS = 8

let place: Workplace
beforeAll(() => {
  ensureBuilt()
  place = createWorkplace()
}, 180_000)
afterAll(() => {
  place.remove()
})

const findings = (status: Finding['status']): Finding[] =>
  Array.from({ length: RECORDS }, (_, index): Finding => ({ status, check: `s3_check_${index % 50}`, service: 's3' }))
const total = (engagement: string): number =>
  (JSON.parse(place.tickmark(['evidence', engagement, '--limit', '1', '--json']).stdout) as { total: number }).total

/** Runs an import and kills it after so many milliseconds; gives how long it ran where it ended by itself. */
function killed(args: readonly string[], after: number): Promise<number | null> {
  const started = performance.now()
  return new Promise((done) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: place.folder,
      env: { ...process.env, TICKMARK_HOME: join(place.folder, 'home') },
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    child.once('exit', (code) => {
      clearTimeout(timer)
      done(code === 0 ? performance.now() - started : null)
    })
  })
}

describe('an import killed with kill -9', () => {
  it(`${KILLS} times at different moments leaves nothing or everything, a provable journal, and works the next time`, {
    timeout: 300_000,
  }, async () => {
    place.write('one.json', ocsfFile(findings('FAIL')))
    place.write('two.json', ocsfFile(findings('PASS').map((finding) => ({ ...finding, check: `${finding.check}_b` }))))
    const scope = ['--title', 'T', '--client', 'C', '--from', '2026-01-01', '--to', '2026-12-31', '--no-encryption']
    expect(place.tickmark(['new', 'fresh.tickmark', ...scope]).code).toBe(0)
    expect(place.tickmark(['import', 'fresh.tickmark', 'one.json']).code).toBe(0)
    copyFileSync(place.path('fresh.tickmark'), place.path('measured.tickmark'))
    const whole = await killed(['import', 'measured.tickmark', 'two.json'], 120_000)
    expect(whole).not.toBeNull()
    const seen = new Set<number>()
    for (let kill = 0; kill < KILLS; kill++) {
      const file = `killed-${kill}.tickmark`
      copyFileSync(place.path('fresh.tickmark'), place.path(file))
      await killed(['import', file, 'two.json'], ((whole ?? 0) * (kill + 1)) / (KILLS + 1))
      const after = total(file)
      expect([RECORDS, 2 * RECORDS]).toContain(after)
      seen.add(after)
      expect(place.tickmark(['journal', 'verify', file]).code).toBe(0)
      expect(place.tickmark(['import', file, 'two.json']).code).toBe(0)
      expect(total(file)).toBe(2 * RECORDS)
    }
    expect(seen.has(RECORDS)).toBe(true)
  })
})
