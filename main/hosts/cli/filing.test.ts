// `tickmark filing` from end to end: the tray, accepting, filing elsewhere, the rules, undoing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { FilingRuleRow, FilingTray } from '#domain/filing'
import { createWorkplace, ensureBuilt, ocsfFile } from './cli.fixture.ts'

const SLOW = { timeout: 120_000 }
const OPEN = ['--no-encryption', '--json']
const VAGUE = 's3_made_up_versioning'
const place = createWorkplace()
const Outcome = z.object({ rules: z.int(), records: z.int(), findingsMoved: z.int(), left: z.int() })

const run = (...args: readonly string[]): unknown => {
  const { code, stdout, stderr } = place.tickmark([...args, ...OPEN])
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
const total = (filter: string): number => z.object({ total: z.int() }).parse(run('evidence', 'a.tickmark', '--filter', filter)).total

beforeAll(() => {
  ensureBuilt()
  run('new', 'a.tickmark', '--title', 'R', '--client', 'A', '--from', '2026-07-01', '--to', '2026-09-30')
  place.write(
    'scan.json',
    ocsfFile([
      { status: 'FAIL', check: VAGUE, service: 's3' },
      { status: 'PASS', check: VAGUE, service: 's3' },
      { status: 'FAIL', check: 's3_bucket_public_access', service: 's3' },
    ]),
  )
  run('import', 'a.tickmark', 'scan.json')
}, 240_000)
afterAll(place.remove)

it('shows the tray, accepts it, files elsewhere, lists and removes rules', SLOW, () => {
  const tray = FilingTray.parse(run('filing', 'tray', 'a.tickmark'))
  expect(tray.groups).toMatchObject([{ check: VAGUE, records: 2, suggestion: { service: 's3', topic: 'resilience' } }])
  expect(Outcome.parse(run('filing', 'accept', 'a.tickmark'))).toEqual({ rules: 1, records: 2, findingsMoved: 1, left: 0 })
  expect(total('topic:resilience')).toBe(2)

  const moved = run('filing', 'set', 'a.tickmark', '--check', VAGUE, '--service', 'kms', '--reason', 'About keys.')
  expect(Outcome.parse(moved)).toMatchObject({ rules: 1, records: 2, left: 0 })
  expect(total('service:kms topic:resilience')).toBe(2)
  expect(z.array(FilingRuleRow).parse(run('filing', 'rules', 'a.tickmark'))).toMatchObject([
    { check: VAGUE, reason: 'About keys.', records: 2 },
  ])

  expect(Outcome.parse(run('filing', 'remove', 'a.tickmark', '--check', VAGUE))).toMatchObject({ rules: 1, left: 2 })
  expect(total('topic:none')).toBe(2)
  expect(place.tickmark(['journal', 'verify', 'a.tickmark', ...OPEN]).code).toBe(0)
})

it('ends with 2 where nothing is meant, and changes nothing', SLOW, () => {
  for (const args of [
    ['set', 'a.tickmark', '--check', VAGUE, '--reason', 'x'],
    ['set', 'a.tickmark', '--check', 'nothing', '--topic', 'resilience', '--reason', 'x'],
    ['set', 'a.tickmark', '--check', VAGUE, '--topic', 'nonsense', '--reason', 'x'],
    ['remove', 'a.tickmark', '--check', 'nothing'],
    ['remove', 'a.tickmark'],
  ])
    expect(place.tickmark(['filing', ...args, ...OPEN]).code, args.join(' ')).toBe(2)
  expect(run('filing', 'rules', 'a.tickmark')).toEqual([])
})
