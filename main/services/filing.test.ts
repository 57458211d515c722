// The tray and the rules of a person: counts, lists, findings, coverage and sign-offs follow at once, survive a re-import, and undo.
import { describe, expect, it } from 'vitest'
import type { FilingMove } from '#domain/filing'
import { openedApp, type TestApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'
import { stateOf } from './testing/state.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
/** Words that are vague, and against the category of these scans: filed under no topic, with a suggestion. */
const VAGUE = 's3_made_up_versioning'
/** Of a service nobody knows. */
const NOWHERE = 'zebra_made_up_versioning'
const SURE = 's3_bucket_public_access'

const LINES: readonly Line[] = [
  { check: VAGUE, resource: 'arn:aws:s3:::one' },
  { check: VAGUE, resource: 'arn:aws:s3:::two', status: 'PASS' },
  { check: NOWHERE, service: 'zebra', resource: 'stripe' },
  { check: SURE, resource: 'arn:aws:s3:::one' },
]
const VAGUE_MOVE: FilingMove = {
  check: VAGUE,
  from: { service: 's3', topic: null },
  to: { service: 's3', topic: 'resilience' },
}
const SURE_MOVE: FilingMove = {
  check: SURE,
  from: { service: 's3', topic: 'infrastructure-security' },
  to: { service: 'kms', topic: 'identity-and-access-management' },
}

const bring = (app: TestApp, name: string, lines: readonly Line[] = LINES) =>
  app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, name, lines)) }] })
const total = async (app: TestApp, filter: string): Promise<number> => (await app.call('evidence.list', { filter, limit: 1 })).total
const placesOfFindings = async (app: TestApp) =>
  (await app.call('findings.list', { limit: 100 })).rows
    .map((f) => [f.check, f.service, f.topic, f.evidence.fail])
    .toSorted((a, b) => (a.join() < b.join() ? -1 : 1))
const proved = async (app: TestApp): Promise<void> => {
  expect((await app.call('journal.verify', {})).problems).toEqual([])
}

describe('the tray', () => {
  it('holds what lies under no service or no topic, check by check, with the suggestion and why', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    const tray = await app.call('filing.tray', {})
    expect(tray.records).toBe(3)
    expect(tray.groups.map(({ check, records, from, suggestion }) => [check, records, from, suggestion])).toEqual([
      [VAGUE, 2, { service: 's3', topic: null }, { service: 's3', topic: 'resilience' }],
      [NOWHERE, 1, { service: null, topic: null }, { service: null, topic: 'resilience' }],
    ])
    expect(tray.groups[0]).toMatchObject({ title: `Title of ${VAGUE}`, byResult: { fail: 1, pass: 1 }, topicConfidence: 'low' })
    expect(tray.groups[0]?.rule).toContain('topic=words:versioning')
    expect((await total(app, 'topic:unfiled')) + (await total(app, 'service:unfiled topic:resilience'))).toBe(3)
  })

  it('is empty where everything is filed', async () => {
    const app = await openedApp()
    await bring(app, 'a.json', [{ check: SURE }])
    expect(await app.call('filing.tray', {})).toEqual({ records: 0, groups: [] })
  })
})

describe('a rule', () => {
  it('moves records, counts, facets and coverage at once, and the finding with them', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    const outcome = await app.call('filing.refile', { moves: [VAGUE_MOVE, SURE_MOVE], reason: 'Read by a person.' })
    expect(outcome).toEqual({ rules: 2, records: 3, findingsMoved: 2, findingsDrafted: 0, findingsWithdrawn: 0 })
    expect([await total(app, 'service:s3 topic:resilience'), await total(app, 'service:kms'), await total(app, '-service:s3')]).toEqual([
      2, 1, 2,
    ])
    expect(await total(app, 'service:s3 text')).toBe(0)
    expect(await total(app, 'service:kms one')).toBe(1)
    const facets = await app.call('evidence.facets', { filter: 'service:kms' })
    expect(facets.find(({ field }) => field === 'topic')?.values).toEqual([{ value: 'identity-and-access-management', count: 1 }])
    const { services } = await app.call('coverage.get', {})
    expect(services.find(({ key }) => key === 'kms')?.evidence.fail).toBe(1)
    expect(await placesOfFindings(app)).toEqual([
      [SURE, 'kms', 'identity-and-access-management', 1],
      [VAGUE, 's3', 'resilience', 1],
      [NOWHERE, null, null, 1],
    ])
    const { rows } = await app.call('evidence.list', { filter: 'service:kms' })
    const detail = await app.call('evidence.get', { evidenceId: rows[0]?.evidenceId ?? 0 })
    expect([detail.service, detail.filing.service, detail.refiled?.reason]).toEqual(['kms', 's3', 'Read by a person.'])
    expect((await app.call('filing.tray', {})).groups.map(({ check }) => check)).toEqual([NOWHERE])
    await proved(app)
  })

  it('lists in every order as the records lie now', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    await bring(app, 'b.json', [{ check: SURE, resource: 'arn:aws:s3:::else', region: 'eu-north-1' }])
    await app.call('filing.refile', { moves: [SURE_MOVE], reason: 'x' })
    for (const sort of ['imported', 'service', 'severity', 'check'] as const)
      for (const filter of [
        '',
        'service:kms',
        'service:none',
        '-service:kms',
        'topic:none',
        'region:eu-north-1',
        'kms',
        'type:AwsS3Bucket',
      ]) {
        const whole = (await app.call('evidence.list', { filter, sort, limit: 100 })).rows.map((r) => r.evidenceId)
        const parts: number[] = []
        for (let offset = 0; offset < whole.length; offset += 2)
          parts.push(...(await app.call('evidence.list', { filter, sort, limit: 2, offset })).rows.map((r) => r.evidenceId))
        expect(parts).toEqual(whole)
      }
    const services = (await app.call('evidence.list', { sort: 'service', limit: 100 })).rows.map((r) => r.service)
    expect(services).toEqual([null, 'kms', 'kms', 's3', 's3'])
  })

  it('holds for what is imported later, before and after an import is removed', async () => {
    const app = await openedApp()
    const first = await bring(app, 'a.json')
    await app.call('filing.refile', { moves: [VAGUE_MOVE], reason: 'x' })
    const second = await bring(app, 'b.json', [{ check: VAGUE, resource: 'arn:aws:s3:::three', region: 'eu-north-1' }])
    expect(second.files[0]).toMatchObject({ summary: { byTopic: { resilience: 1 } } })
    expect(await total(app, 'topic:resilience standing:current')).toBe(3)
    expect((await app.call('imports.list', {})).flatMap(({ files }) => files.map(({ byTopic }) => byTopic['resilience']))).toEqual([2, 1])
    await app.call('imports.remove', { jobId: JOB, importId: first.import?.importId ?? '', reason: 'x' })
    expect(await total(app, 'topic:resilience')).toBe(1)
    expect(await app.call('filing.rules', {})).toMatchObject([{ check: VAGUE, records: 1 }])
    await proved(app)
  })

  it('is undone by removing it, or by filing where the program had: then all is as before', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    const before = await stateOf(app)
    const moves = [VAGUE_MOVE, SURE_MOVE]
    await app.call('filing.refile', { moves, reason: 'x' })
    expect(await stateOf(app)).not.toEqual(before)
    await app.call('filing.removeRules', { rules: moves.map(({ check, from }) => ({ check, from })) })
    expect(await stateOf(app)).toEqual(before)
    await app.call('filing.refile', { moves, reason: 'x' })
    await app.call('filing.refile', { moves: moves.map(({ check, from }) => ({ check, from, to: from })), reason: 'x' })
    expect(await stateOf(app)).toEqual(before)
    expect(await app.call('filing.rules', {})).toEqual([])
    const { rows } = await app.call('journal.list', {})
    expect(rows.filter(({ subject }) => subject === 'filing-rule')).toHaveLength(8)
    await proved(app)
  })

  it('voids sign-offs of the service it takes from and of the one it gives to', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    for (const service of ['s3', 'kms', 'sso']) {
      const { contentHash } = await app.call('services.get', { service })
      await app.call('signOffs.give', { service, role: 'preparer', name: 'Ann', seen: contentHash })
    }
    await app.call('filing.refile', { moves: [SURE_MOVE], reason: 'x' })
    const holds = async (service: string) => (await app.call('services.get', { service })).signOffs.map((s) => s.holds)
    expect([await holds('s3'), await holds('kms'), await holds('sso')]).toEqual([[false], [false], [true]])
  })

  it('leaves a report balanced', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    await app.call('filing.refile', { moves: [SURE_MOVE, VAGUE_MOVE], reason: 'x' })
    const readiness = await app.call('reports.readiness', { services: ['s3', 'kms'] })
    expect(readiness.flatMap(({ blockers }) => blockers)).toEqual([])
    expect(readiness.map(({ balance }) => balance)).toMatchObject([{ holds: true }, { holds: true }])
  })

  it('keeps a person’s finding with the records that stay, and drafts one for those that go', async () => {
    const app = await openedApp()
    const vpc: Line = { check: 'ec2_made_up_open', service: 'vpc', resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc/v' }
    const ec2: Line = { check: 'ec2_made_up_open', service: 'ec2', resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/i' }
    await bring(app, 'a.json', [vpc, ec2])
    const topic = 'infrastructure-security'
    const [finding] = (await app.call('findings.list', { filter: 'service:vpc' })).rows
    await app.call('findings.update', { findingId: finding?.findingId ?? '', revision: 1, patch: { cause: 'Mine.' } })
    const outcome = await app.call('filing.refile', {
      moves: [{ check: 'ec2_made_up_open', from: { service: 'vpc', topic }, to: { service: 'ec2', topic } }],
      reason: 'x',
    })
    expect(outcome).toMatchObject({ findingsMoved: 0, findingsDrafted: 0, findingsWithdrawn: 0 })
    expect(await placesOfFindings(app)).toEqual([
      ['ec2_made_up_open', 'ec2', topic, 2],
      ['ec2_made_up_open', 'vpc', topic, 0],
    ])
    await proved(app)
  })
})

describe('what is refused', () => {
  const to = { service: 's3', topic: 'resilience' }
  const wrong: readonly (readonly [what: string, move: FilingMove, code: string])[] = [
    ['an unknown service', { ...VAGUE_MOVE, to: { ...to, service: 'nonsense' } }, 'invalid-input'],
    ['an unknown topic', { ...VAGUE_MOVE, to: { ...to, topic: 'nonsense' } }, 'invalid-input'],
    ['a check nobody imported', { ...VAGUE_MOVE, check: 'other' }, 'not-found'],
    ['a place the check does not lie at', { ...VAGUE_MOVE, from: { service: 'kms', topic: null } }, 'not-found'],
  ]
  it('unknown places and checks, and then nothing of the other moves is kept', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    for (const [what, move, code] of wrong) {
      const both = app.call('filing.refile', { moves: [SURE_MOVE, move], reason: 'x' })
      await expect(both, what).rejects.toThrow(expect.objectContaining({ code }))
    }
    expect(await app.call('filing.rules', {})).toEqual([])
  })

  it('two moves of one check at one place, a rule that is not there, a move without a reason', async () => {
    const app = await openedApp()
    await bring(app, 'a.json')
    for (const asked of [
      app.call('filing.refile', { moves: [VAGUE_MOVE, VAGUE_MOVE], reason: 'x' }),
      app.call('filing.removeRules', { rules: [{ check: VAGUE, from: VAGUE_MOVE.from }] }),
      app.call('filing.refile', { moves: [VAGUE_MOVE], reason: ' ' }),
    ])
      await expect(asked).rejects.toThrow()
  })
})
