import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openedApp, SCOPE, testApp } from './testing/app.ts'

describe('engagements', () => {
  it('are made, closed, remembered and opened again with everything in them', async () => {
    const app = await openedApp('correct horse battery')
    await app.call('engagements.update', { patch: { client: 'Other Ltd' } })
    await app.call('engagements.close', {})
    await expect(app.call('overview.get', {})).rejects.toMatchObject({ code: 'no-engagement' })
    const [recent] = await app.call('engagements.recent', {})
    expect(recent).toMatchObject({ fileName: 'audit.tickmark', encrypted: true, missing: false })
    const file = recent?.token ?? ''
    await expect(app.call('engagements.open', { file, passphrase: 'wrong' })).rejects.toMatchObject({ code: 'passphrase-wrong' })
    expect(await app.call('engagements.current', {})).toBeNull()
    expect(await app.call('engagements.open', { file, passphrase: 'correct horse battery' })).toMatchObject({
      client: 'Other Ltd',
      services: ['pinpoint', 'sso', 's3'],
    })
  })

  it('take aliases of service keys and refuse unknown ones before any file is made', async () => {
    const app = await openedApp(null, { ...SCOPE, services: ['identity-center', 'sso'] })
    expect(await app.call('engagements.current', {})).toMatchObject({ services: ['sso'] })
    const path = join(app.folder, 'bad.tickmark')
    await expect(
      app.call('engagements.create', { file: app.files.add(path), passphrase: null, scope: { ...SCOPE, services: ['nope'] } }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(existsSync(path)).toBe(false)
    expect(await app.call('engagements.current', {})).toMatchObject({ services: ['sso'] })
  })

  it('keep the open one when another cannot be opened', async () => {
    const app = await openedApp()
    const other = join(app.folder, 'other.tickmark')
    writeFileSync(other, 'not an engagement')
    await expect(app.call('engagements.open', { file: app.files.add(other), passphrase: null })).rejects.toMatchObject({
      code: 'not-an-engagement',
    })
    expect(await app.call('engagements.current', {})).toMatchObject({ title: SCOPE.title })
  })

  it('refuse a period that ends before it begins', async () => {
    const app = await openedApp()
    await expect(app.call('engagements.update', { patch: { periodTo: '2025-01-01' } })).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('the sample engagement', () => {
  it('comes with evidence, findings, verdicts and conclusions, all journaled', async () => {
    const app = testApp()
    await app.call('engagements.openSample', {})
    const overview = await app.call('overview.get', {})
    expect(overview.lastImport?.files.length).toBe(6)
    expect(overview.openPoints.map(({ code }) => code)).not.toContain('aws-report-checks')
    expect(overview.blockers).toEqual([])
    expect(overview.services.find((s) => s.key === 'pinpoint')?.criteria.met).toBeGreaterThan(0)
    expect(overview.findingsByStatus.open).toBeGreaterThan(0)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    await app.call('engagements.openSample', {})
    expect(readdirSync(join(app.folder, 'documents')).filter((f) => f.endsWith('.tickmark'))).toEqual([
      'Sample engagement 2.tickmark',
      'Sample engagement.tickmark',
    ])
  })
})

describe('the coverage map', () => {
  it('says not tested, inherited and not in chapter apart', async () => {
    const app = await openedApp()
    const before = await app.call('coverage.get', {})
    const sso = before.services.find((s) => s.key === 'sso')
    expect(sso?.topics.find((t) => t.topic === 'data-protection')).toMatchObject({ inChapter: false, state: 'not-in-chapter' })
    expect(sso?.topics.find((t) => t.topic === 'resilience')).toMatchObject({ inChapter: true, state: 'not-tested' })
    const aws = (await app.call('criteria.list', { service: 'sso' })).find((c) => c.topic === 'resilience' && c.responsibility === 'aws')
    await app.call('criteria.setVerdict', {
      criterionId: aws?.criterionId ?? '',
      verdict: 'inherited',
      rationale: '',
      basis: 'SOC 2, 2026',
    })
    const after = await app.call('coverage.get', {})
    expect(after.services.find((s) => s.key === 'sso')?.topics.find((t) => t.topic === 'resilience')).toMatchObject({ state: 'inherited' })
  })
})
