import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directions } from '#domain/imports'
import type { Profile } from '#domain/profile'
import { openedApp, type TestApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

const PROFILE: Profile = {
  kind: 'csv',
  name: 'House list',
  tool: 'House scanner',
  delimiter: ';',
  provider: 'aws',
  columns: { checkId: 'Control', status: 'Outcome', severity: 'Impact', resourceId: 'Asset', description: 'Why' },
  statuses: { ok: 'pass', nok: 'fail' },
  severities: { grave: 'critical' },
}
const CSV = [
  'Control;Outcome;Impact;Asset;Why',
  'HC-1;nok;grave;arn:aws:s3:::bucket-a;"open; to all"',
  'HC-2;OK;;arn:aws:s3:::bucket-b;closed',
  'HC-3;soon;grave;arn:aws:s3:::bucket-c;planned',
  'HC-4;ok',
].join('\r\n')

const importWith = (app: TestApp, path: string, directions: Directions, dryRun = false) =>
  app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path), directions }], dryRun })

function written(app: TestApp, name: string, text: string): string {
  const path = join(app.folder, name)
  writeFileSync(path, text)
  return path
}

describe('profiles', () => {
  it('are kept by name, replaced and removed, each time with an entry that tells before and after', async () => {
    const app = await openedApp()
    const replaced: Profile = { ...PROFILE, delimiter: ',', statuses: { ok: 'pass' } }
    await app.call('profiles.save', { profile: PROFILE })
    await app.call('profiles.save', { profile: { ...PROFILE, name: 'Another' } })
    await app.call('profiles.save', { profile: replaced })
    expect(await app.call('profiles.list', {})).toEqual([{ ...PROFILE, name: 'Another' }, replaced])
    expect(await app.call('profiles.remove', { name: PROFILE.name })).toEqual({ removed: true })
    expect(await app.call('profiles.list', {})).toEqual([{ ...PROFILE, name: 'Another' }])

    const { rows } = await app.call('journal.list', { subject: 'profile' })
    const told = rows.filter(({ subjectId }) => subjectId === PROFILE.name).map(({ action, before, after }) => [action, before, after])
    expect(told.toReversed()).toMatchObject([
      ['profile.saved', null, { profile: PROFILE, updatedBy: 'Test Auditor' }],
      ['profile.saved', { profile: PROFILE }, { profile: replaced }],
      ['profile.removed', { profile: replaced }, null],
    ])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('leave no entry where nothing changes', async () => {
    const app = await openedApp()
    await app.call('profiles.save', { profile: PROFILE })
    const { entries } = await app.call('journal.verify', {})
    const { columns } = PROFILE
    const turned = Object.fromEntries(Object.entries(columns).reverse())
    expect(await app.call('profiles.save', { profile: { ...PROFILE, columns: turned } })).toEqual(PROFILE)
    expect(await app.call('profiles.remove', { name: 'no such' })).toEqual({ removed: false })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries })
  })

  it('are not saved where they could read nothing', async () => {
    const app = await openedApp()
    const { checkId: _, ...without } = PROFILE.columns
    const wrong: readonly [Profile, string][] = [
      [{ ...PROFILE, columns: without }, 'Say which column holds the check or its title.'],
      [{ ...PROFILE, columns: { title: 'Control' } }, 'Say which column holds the status.'],
      [{ ...PROFILE, statuses: { ok: 'pass', 'OK ': 'fail' } }, 'has two meanings'],
    ]
    for (const [profile, message] of wrong) await expect(app.call('profiles.save', { profile })).rejects.toThrow(message)
    for (const name of ['', '   ', 'x'.repeat(101)])
      await expect(app.call('profiles.save', { profile: { ...PROFILE, name } })).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await app.call('profiles.list', {})).toEqual([])
  })

  it('read a file; its records stay as they were when the profile is changed or removed', async () => {
    const app = await openedApp('a long passphrase')
    await app.call('profiles.save', { profile: PROFILE })
    const result = await importWith(app, written(app, 'house.csv', CSV), { profile: PROFILE })
    expect(result.files).toMatchObject([
      {
        outcome: 'imported',
        summary: {
          formatId: 'custom',
          tool: 'House scanner',
          records: 4,
          stored: 3,
          rejected: 1,
          byResult: { pass: 1, fail: 1, unknown: 1 },
          bySeverity: { critical: 2, unknown: 1 },
          byService: { s3: 3 },
        },
      },
    ])
    const issues = result.files.flatMap((file) => file.issues.map(({ kind, code }) => `${kind} ${code}`))
    expect(issues).toEqual(expect.arrayContaining(['rejection ragged-row', 'warning unknown-status']))

    const { rows } = await app.call('evidence.list', { sort: 'check' })
    const details = () => Promise.all(rows.map(({ evidenceId }) => app.call('evidence.get', { evidenceId })))
    const before = await details()
    expect(
      before.map(({ check, result: said, statusRaw, description, tool, formatId }) => [
        check,
        said,
        statusRaw,
        description,
        tool,
        formatId,
      ]),
    ).toEqual([
      ['HC-1', 'fail', 'nok', 'open; to all', 'House scanner', 'custom'],
      ['HC-2', 'pass', 'OK', 'closed', 'House scanner', 'custom'],
      ['HC-3', 'unknown', 'soon', 'planned', 'House scanner', 'custom'],
    ])
    await app.call('profiles.save', {
      profile: { ...PROFILE, delimiter: ',', tool: 'Another', columns: { title: 'Nothing', status: 'Nowhere' }, statuses: { ok: 'fail' } },
    })
    expect(await details()).toEqual(before)
    await app.call('profiles.remove', { name: PROFILE.name })
    expect(await details()).toEqual(before)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('refuse a file that does not fit, with the reason, and keep nothing of it', async () => {
    const app = await openedApp()
    const path = written(app, 'other.csv', 'Control;Asset;Impact;Why\nHC-1;a;b;c\n')
    const { import: stored, files } = await importWith(app, path, { profile: PROFILE })
    expect(stored).toBeNull()
    expect(files).toMatchObject([
      { outcome: 'not-imported', code: 'import-rejected', message: expect.stringContaining('has no column “Outcome”') as string },
    ])
    const nested: Profile = { ...profileOfJson, records: 'report.rows' }
    const away = await importWith(app, written(app, 'away.json', '{"report":{"lines":[{"id":"a","state":"ok"}]}}'), { profile: nested })
    expect(away.files).toMatchObject([
      { outcome: 'not-imported', code: 'import-rejected', message: expect.stringContaining('no list under “report.rows”') as string },
    ])
    expect(await app.call('evidence.list', {})).toMatchObject({ total: 0 })
  })

  it('are remembered for the bytes of a file that names no tool', async () => {
    const app = await openedApp()
    const path = written(app, 'house.csv', CSV)
    await importWith(app, path, { profile: PROFILE })
    const [detected] = await app.call('imports.detect', { files: [app.files.add(path)] })
    expect(detected).toMatchObject({ detection: { formatId: 'unknown' }, remembered: { profile: PROFILE } })
  })

  it('read text that is not UTF-8 once somebody says which it is, and cut it again', async () => {
    const app = await openedApp()
    const path = join(app.folder, 'gro\u00df.csv')
    writeFileSync(path, Buffer.from('Prüfung;Zustand\r\nSchlüssel alt;erfüllt\r\n', 'latin1'))
    const profile: Profile = {
      ...PROFILE,
      columns: { title: 'prüfung', status: 'Zustand' },
      statuses: { ERFÜLLT: 'pass' },
      severities: {},
    }
    expect((await importWith(app, path, { profile })).files).toMatchObject([{ outcome: 'not-imported' }])
    const { files } = await importWith(app, path, { profile, encoding: 'windows-1252' })
    expect(files).toMatchObject([{ outcome: 'imported', summary: { encoding: 'windows-1252', byResult: { pass: 1 } } }])
    const { rows } = await app.call('evidence.list', {})
    expect(await app.call('evidence.get', { evidenceId: rows[0]?.evidenceId ?? 0 })).toMatchObject({
      title: 'Schlüssel alt',
      statusRaw: 'erfüllt',
      result: 'pass',
    })
  })
})

const profileOfJson: Profile & { kind: 'json' } = {
  kind: 'json',
  name: 'House report',
  tool: 'House scanner',
  records: '',
  provider: 'aws',
  columns: { checkId: 'id', status: 'state' },
  statuses: { ok: 'pass' },
  severities: {},
}
