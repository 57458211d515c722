// A catalog file of one's own in an engagement: checked, in force everywhere, journaled; verdicts outlive it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { CATALOG_VERSION } from '../catalog/catalog.ts'
import { openedApp, SCOPE, type TestApp } from './testing/app.ts'
import { ocsfRecord } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const CRITERION = {
  service: 'tills',
  topic: 'resilience',
  slug: 'paper',
  responsibility: 'customer',
  method: 'interview',
  statement: 'Shops can sell on paper while the tills are down.',
  howTested: 'A shop manager asked and the forms seen.',
  provenBy: 'A note of the talk and a form.',
  source: 'House rule 4',
}
const TILLS = { key: 'tills', name: 'House Tills', arn: ['housetill'] }
const ID = 'tills.resilience.paper'

function put(app: TestApp, name: string, over: object): string {
  const path = join(app.folder, name)
  writeFileSync(path, JSON.stringify({ tickmarkCatalog: 1, name: 'House', version: '1', ...over }))
  return app.files.add(path)
}
const use = (app: TestApp, over: object) => app.call('catalog.use', { file: put(app, 'house.json', over) })
const judge = (app: TestApp, criterionId: string) =>
  app.call('criteria.setVerdict', { criterionId, verdict: 'met', rationale: 'Seen', basis: '' })

describe('a catalog file', () => {
  it('is checked without an engagement, with the faults of the whole file', async () => {
    const app = await openedApp()
    await app.call('engagements.close', {})
    const good = await app.call('catalog.check', { file: put(app, 'good.json', { services: [TILLS], criteria: [CRITERION] }) })
    expect(good).toMatchObject({ fileName: 'good.json', criteria: 1, services: [{ key: 'tills', origin: 'added' }] })
    expect(good.sha256).toMatch(/^[0-9a-f]{64}$/)
    const bad = put(app, 'bad.json', { criteria: [CRITERION] })
    await expect(app.call('catalog.check', { file: bad })).rejects.toThrow(
      'bad.json cannot be used as a catalog. criteria[0].service: the catalog has no service tills',
    )
  })

  it('is in force everywhere once used: lists, scope, new imports', async () => {
    const app = await openedApp()
    expect(await app.call('catalog.standing', {})).toMatchObject({
      inForce: CATALOG_VERSION,
      recorded: CATALOG_VERSION,
      age: 'same',
      file: null,
    })
    const standing = await use(app, { services: [TILLS], criteria: [CRITERION] })
    expect(standing).toMatchObject({ file: { fileName: 'house.json', name: 'House', usedBy: 'Test Auditor' }, faults: [], orphans: [] })
    expect(standing.inForce).toBe(`${CATALOG_VERSION}+${standing.file?.sha256.slice(0, 12)}`)
    expect(standing.recorded).toBe(standing.inForce)
    await app.call('engagements.update', {
      patch: { services: [...SCOPE.services, 'tills'] },
    })
    const scan = join(app.folder, 'scan.json')
    writeFileSync(
      scan,
      JSON.stringify([ocsfRecord({ check: 'house_check', service: 'other', resource: 'arn:aws:housetill:eu-west-1:111122223333:till/1' })]),
    )
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(scan) }] })
    const page = await app.call('evidence.list', { filter: 'service:tills' })
    expect(page.total).toBe(1)
    const shown = await app.call('services.get', { service: 'tills' })
    expect(shown.criteria.map((c) => c.criterionId)).toContain(ID)
    expect((await app.call('journal.verify', {})).problems).toEqual([])
  })

  it('closes with its engagement: the next one has the shipped catalog', async () => {
    const app = await openedApp()
    await use(app, { services: [TILLS] })
    await app.call('engagements.close', {})
    expect((await app.call('catalog.services', {})).some((s) => s.key === 'tills')).toBe(false)
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect((await app.call('catalog.services', {})).some((s) => s.key === 'tills')).toBe(true)
  })

  it('that is dropped leaves nothing behind where nothing stands on it', async () => {
    const app = await openedApp()
    await use(app, { services: [TILLS], criteria: [CRITERION] })
    const dropped = await app.call('catalog.drop', {})
    expect(dropped).toMatchObject({
      inForce: CATALOG_VERSION,
      recorded: CATALOG_VERSION,
      file: null,
      kept: { services: [], topics: [], criteria: [] },
    })
    await expect(app.call('catalog.drop', {})).rejects.toMatchObject({ code: 'not-found' })
    const actions = (await app.call('journal.list', {})).rows.map((e) => e.action)
    expect(actions).toEqual(expect.arrayContaining(['catalog.used', 'catalog.dropped', 'engagement.catalog-recorded']))
  })

  it('that is refused changes nothing', async () => {
    const app = await openedApp()
    const before = await use(app, { services: [TILLS] })
    await expect(use(app, { criteria: [CRITERION] })).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await app.call('catalog.standing', {})).toEqual(before)
  })
})

describe('verdicts', () => {
  it('keep their criterion, its service and its topic when the file is dropped', async () => {
    const app = await openedApp()
    const topic = { topic: 'shops', label: 'Shops', holds: 'Shops.', aws: 'Nothing.', customer: 'All of it.' }
    const tills = { ...TILLS, chapter: { title: 'Tills', source: 'House', topics: [{ topic: 'shops', title: 'Shops' }] } }
    await use(app, { topics: [topic], services: [tills], criteria: [{ ...CRITERION, topic: 'shops' }] })
    await judge(app, 'tills.shops.paper')
    const { kept } = await app.call('catalog.drop', {})
    expect(kept).toEqual({ services: ['tills'], topics: ['shops'], criteria: ['tills.shops.paper'] })
    const shown = await app.call('services.get', { service: 'tills' })
    expect(shown.service).toMatchObject({ origin: 'kept', name: 'House Tills' })
    expect(shown.criteria.map((c) => [c.criterionId, c.verdict])).toEqual([['tills.shops.paper', 'met']])
    expect(shown.criteria[0]?.source).toMatch(/^No longer in the catalog/)
    await app.call('engagements.close', {})
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect((await app.call('criteria.list', { service: 'tills' })).map((c) => c.verdict)).toEqual(['met'])
    expect((await app.call('journal.verify', {})).problems).toEqual([])
  })

  it('stay on a shipped criterion that the file leaves out, and on its topic when the chapter loses it', async () => {
    const app = await openedApp()
    await judge(app, 'pinpoint.resilience.export-copies')
    await judge(app, 'pinpoint.data-protection.tls-clients')
    const chapter = { title: 'House view', source: 'House', topics: [{ topic: 'data-protection', title: 'Data' }] }
    const { kept } = await use(app, {
      services: [{ key: 'pinpoint', chapter }],
      leaveOut: [{ criterionId: 'pinpoint.data-protection.tls-clients', reason: 'Not ours' }],
    })
    expect(kept.criteria).toEqual(['pinpoint.data-protection.tls-clients', 'pinpoint.resilience.export-copies'])
    const shown = await app.call('services.get', { service: 'pinpoint' })
    expect(shown.service.chapter.map((c) => c.topic)).toEqual(['data-protection', 'resilience'])
    expect(shown.criteria.filter((c) => c.verdict === 'met').map((c) => c.criterionId)).toEqual(kept.criteria)
  })

  it('on a criterion that is worded anew say on which wording they were given, until they are given again', async () => {
    const app = await openedApp()
    const id = 'pinpoint.data-protection.tls-clients'
    const before = (await app.call('criteria.list', { service: 'pinpoint' })).find((c) => c.criterionId === id)
    await judge(app, id)
    const anew = {
      ...CRITERION,
      service: 'pinpoint',
      topic: 'data-protection',
      slug: 'tls-clients',
      statement: 'Clients speak TLS 1.3 only.',
    }
    const standing = await use(app, { criteria: [anew] })
    expect(standing.reworded).toEqual([{ criterionId: id, statement: before?.statement }])
    const after = (await app.call('criteria.list', { service: 'pinpoint' })).find((c) => c.criterionId === id)
    expect(after).toMatchObject({ verdict: 'met', statement: 'Clients speak TLS 1.3 only.' })
    expect(after?.source).toContain(`Its verdict was given on this wording: "${before?.statement}"`)
    await app.call('criteria.setVerdict', { criterionId: id, verdict: 'not-met', rationale: 'TLS 1.2 seen', basis: '' })
    const again = await use(app, { version: '2', criteria: [anew] })
    expect(again.reworded).toEqual([])
  })

  it('hold a criterion on the side that can have them', async () => {
    const app = await openedApp()
    await judge(app, 'pinpoint.data-protection.tls-clients')
    const aws = { ...CRITERION, service: 'pinpoint', topic: 'data-protection', slug: 'tls-clients', responsibility: 'aws', howTested: null }
    await expect(use(app, { criteria: [aws] })).rejects.toThrow('Nothing was changed')
    expect((await app.call('catalog.standing', {})).file).toBeNull()
  })
})

describe('the engagement', () => {
  it('loses its sign-offs where the checklist changes', async () => {
    const app = await openedApp()
    const { contentHash } = await app.call('services.get', { service: 's3' })
    await app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'P', seen: contentHash })
    await use(app, { criteria: [{ ...CRITERION, service: 's3', topic: 'resilience' }] })
    expect((await app.call('signOffs.list', { service: 's3' })).map((s) => s.holds)).toEqual([false])
  })

  it('opens where a newer program put a service in scope that this one does not know', async () => {
    const app = await openedApp()
    await app.call('engagements.close', {})
    const db = new Database(app.path)
    db.prepare(`UPDATE engagement SET services = '["s3","from-tomorrow"]'`).run()
    db.prepare(
      `INSERT INTO verdicts (criterion_id, verdict, rationale, basis, updated_at, updated_by)
       VALUES ('from-tomorrow.resilience.x', 'met', 'Seen', '', '2027-01-01T00:00:00.000Z', 'Ann')`,
    ).run()
    db.close()
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    const overview = await app.call('overview.get', {})
    expect(overview.services.map((s) => s.key)).toEqual(['s3', 'from-tomorrow'])
    expect(overview.openPoints.map((p) => p.code)).toContain('verdicts-orphaned')
    expect((await app.call('catalog.standing', {})).orphans).toEqual(['from-tomorrow.resilience.x'])
  })

  it('says that the program has a newer catalog than it recorded, until that is recorded', async () => {
    const app = await openedApp()
    await app.call('engagements.close', {})
    const db = new Database(app.path)
    db.prepare("UPDATE engagement SET catalog_version = '2025-01-01.1'").run()
    db.close()
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect(await app.call('catalog.standing', {})).toMatchObject({ recorded: '2025-01-01.1', age: 'program-newer' })
    expect(await app.call('catalog.adopt', {})).toMatchObject({ recorded: CATALOG_VERSION, age: 'same' })
  })
})
