// Proposals on the command line: shown, taken one by one or together, overruled.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt, type Run, type Workplace } from './cli.fixture.ts'

const DETAILS = join(import.meta.dirname, '../../../e2e/data/authorization-details.json')
const FILE = 'a.tickmark'
const LEAST = 'pinpoint.identity-and-access-management.least-privilege'
const DEPUTY = 'pinpoint.identity-and-access-management.confused-deputy'

const Row = z.object({
  criterionId: z.string(),
  verdict: z.string(),
  rationale: z.string(),
  proposed: z.object({ verdict: z.string().nullable(), reason: z.string() }).nullable(),
  proposal: z.object({ decision: z.string() }).nullable(),
  changedSince: z.boolean(),
})
const Accepted = z.array(z.object({ criterionId: z.string(), verdict: z.string(), accepted: z.boolean() }))

let place: Workplace
const run = (...args: readonly string[]): Run => place.tickmark([...args, '--no-encryption', '--json'])
const json = <T>(schema: z.ZodType<T>, { stdout }: Run): T => schema.parse(JSON.parse(stdout))

beforeAll(() => {
  ensureBuilt()
  place = createWorkplace()
  const scope = [
    '--from',
    '2026-01-01',
    '--to',
    '2026-03-31',
    '--account',
    '210987654321',
    '--region',
    'eu-central-1',
    '--service',
    'pinpoint',
  ]
  run('new', FILE, '--title', 'Audit', '--client', 'Acme', ...scope)
  run('import', FILE, place.write('details.json', readFileSync(DETAILS)))
}, 300_000)
afterAll(() => place.remove())

it('shows what the evidence proposes, takes it, and overrules it with a reason', { timeout: 120_000 }, () => {
  const row = json(z.array(Row), run('criteria', FILE, '--service', 'pinpoint')).find(({ criterionId }) => criterionId === LEAST)
  expect(row?.proposed?.verdict).toBe('not-met')
  const taken = json(Row, run('criteria', 'set', FILE, LEAST, '--accept'))
  expect(taken).toMatchObject({ verdict: 'not-met', rationale: row?.proposed?.reason, proposal: { decision: 'accepted' } })
  const overruled = json(Row, run('criteria', 'set', FILE, DEPUTY, '--verdict', 'partly-met', '--rationale', 'It goes next week.'))
  expect(overruled.proposal?.decision).toBe('overruled')
  expect(run('criteria', 'set', FILE, 'pinpoint.resilience.restore-test', '--accept').code).toBe(2)
  expect(run('criteria', 'set', FILE, LEAST).code).toBe(2)
  expect(run('criteria', 'set', FILE, LEAST, '--accept', '--verdict', 'met').code).toBe(2)
})

it('takes many only after it has shown them', { timeout: 120_000 }, () => {
  const shown = json(Accepted, run('criteria', 'accept', FILE, '--service', 'pinpoint', '--verdict', 'met'))
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.every(({ accepted, verdict }) => !accepted && verdict === 'met')).toBe(true)
  const taken = json(Accepted, run('criteria', 'accept', FILE, '--service', 'pinpoint', '--verdict', 'met', '--yes'))
  expect(taken.map(({ criterionId }) => criterionId)).toEqual(shown.map(({ criterionId }) => criterionId))
  expect(json(Accepted, run('criteria', 'accept', FILE, '--service', 'pinpoint', '--verdict', 'met'))).toEqual([])
})
