import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt } from './cli.fixture.ts'

const place = createWorkplace()
beforeAll(ensureBuilt, 120_000)
afterAll(place.remove)

const Demo = z.object({
  engagement: z.string(),
  imports: z.array(z.object({ records: z.int(), stored: z.int(), rejected: z.int() })).min(1),
  reports: z.array(z.object({ service: z.string(), path: z.string() })).min(2),
  verified: z.array(z.object({ verdict: z.literal('valid') })),
  journal: z.object({ ok: z.literal(true) }),
})

it('takes the sample all the way to signed PDFs that verify, and a second run replaces only its own files', { timeout: 300_000 }, () => {
  const first = place.tickmark(['demo', '--out', 'demo', '--json'])
  expect(first.stderr).toBe('')
  expect(first.code).toBe(0)
  const { engagement, reports, verified } = Demo.parse(JSON.parse(first.stdout))
  expect(verified).toHaveLength(reports.length)
  expect(existsSync(engagement)).toBe(true)
  for (const { path } of reports) expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(place.tickmark(['verify', ...reports.map(({ path }) => path)]).code).toBe(0)

  place.write('demo/letter.txt', 'mine')
  const before = readdirSync(place.path('demo')).sort()
  expect(place.tickmark(['demo', '--out', 'demo']).code).toBe(0)
  expect(readdirSync(place.path('demo')).sort()).toEqual(before)
})
