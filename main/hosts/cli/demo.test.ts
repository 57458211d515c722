import { readFileSync } from 'node:fs'
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

it('takes the sample all the way to signed PDFs that verify, beside files of somebody else', { timeout: 300_000 }, () => {
  const letter = place.write('demo/letter.txt', 'mine')
  const run = place.tickmark(['demo', '--out', 'demo', '--json'])
  expect(run.stderr).toBe('')
  expect(run.code).toBe(0)
  const { engagement, reports, verified } = Demo.parse(JSON.parse(run.stdout))
  expect(verified).toHaveLength(reports.length)
  expect(place.tickmark(['verify', ...reports.map(({ path }) => path)]).code).toBe(0)
  expect(place.tickmark(['journal', 'verify', engagement]).code).toBe(0)
  expect(readFileSync(letter, 'utf8')).toBe('mine')
})
