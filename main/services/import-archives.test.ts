// Archives and folders through a whole import: members are source files of their own, the archive is kept beside them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../archives/tar.fixture.ts'
import { zipOf } from '../archives/zip.fixture.ts'
import { openedApp, type TestApp } from './testing/app.ts'
import { ocsfRecord } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const scan = (...names: readonly string[]): string => JSON.stringify(names.map((name) => ocsfRecord({ resource: `arn:aws:s3:::${name}` })))
const run = (app: TestApp, path: string) => app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
const outcomes = async (app: TestApp, path: string) => (await run(app, path)).files.map((f) => [f.fileName, f.outcome])

const bundle = { 'scans/a.json': scan('a1', 'a2'), 'notes.txt': 'just words', 'b.json': scan('b1') }
const parts = Object.entries(bundle).map(([name, data]) => ({ name, data }))

describe.each([
  ['zip', () => zipOf(parts)],
  ['tar', () => tarOf(parts)],
  ['tar.gz', () => gzipSync(tarOf(parts))],
] as const)('a %s archive', (kind, bytes) => {
  it('gives its scans, is kept itself, and changes nothing when it comes again', async () => {
    const app = await openedApp()
    const path = join(app.folder, `bundle.${kind}`)
    writeFileSync(path, bytes())
    const name = `bundle.${kind}`
    const first = await run(app, path)
    expect(first.files.map((f) => [f.fileName, f.outcome])).toEqual([
      [name, 'imported'],
      [`${name}/scans/a.json`, 'imported'],
      [`${name}/notes.txt`, 'not-imported'],
      [`${name}/b.json`, 'imported'],
    ])
    expect(first.import).toMatchObject({ name, records: 3, stored: 3 })
    expect(first.import?.files[0]).toMatchObject({ formatId: 'attachment', records: 0 })
    const { rows } = await app.call('evidence.list', {})
    const raw = await Promise.all(rows.map(({ evidenceId }) => app.call('evidence.raw', { evidenceId })))
    expect(
      raw.map(({ base64 }) => (JSON.parse(Buffer.from(base64, 'base64').toString()) as { resources: { uid: string }[] }).resources[0]?.uid),
    ).toEqual(rows.map((row) => row.resource))
    expect((await outcomes(app, path)).map(([, outcome]) => outcome)).toEqual([
      'already-imported',
      'already-imported',
      'not-imported',
      'already-imported',
    ])
    expect((await app.call('imports.list', {})).length).toBe(1)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('is looked at member by member, each with a token of its own that can be imported alone', async () => {
    const app = await openedApp()
    const path = join(app.folder, `bundle.${kind}`)
    writeFileSync(path, bytes())
    const detected = await app.call('imports.detect', { files: [app.files.add(path)] })
    expect(detected.map((f) => f.detection.formatId)).toEqual(['attachment', 'prowler-ocsf', 'unknown', 'prowler-ocsf'])
    const [archive, , , last] = detected
    const chosen = [archive, last].map((file) => ({ token: file?.token ?? '' }))
    const result = await app.call('imports.run', { jobId: JOB, files: chosen })
    expect(result.files.map((f) => [f.fileName.endsWith('b.json'), f.outcome])).toEqual([
      [false, 'imported'],
      [true, 'imported'],
    ])
    expect(result.import?.stored).toBe(1)
    const preview = await app.call('imports.preview', { file: { token: last?.token ?? '' } })
    expect(preview.rows).toMatchObject([{ resource: 'arn:aws:s3:::b1', service: 's3', result: 'fail' }])
  })
})

it('a hostile archive in a folder is told; its neighbours are read', async () => {
  const app = await openedApp()
  const folder = join(app.folder, 'usb')
  mkdirSync(folder)
  writeFileSync(join(folder, 'bad.zip'), zipOf([{ name: '../../evil.json', data: scan('x') }]))
  writeFileSync(join(folder, 'cut.zip'), zipOf(parts).subarray(0, 200))
  writeFileSync(join(folder, 'good.json'), scan('y'))
  const { files, import: made } = await run(app, folder)
  expect(files.find((f) => f.fileName.includes('evil'))).toMatchObject({ outcome: 'not-imported', code: 'left-out' })
  expect(files.find((f) => f.fileName === 'cut.zip')).toMatchObject({ outcome: 'not-imported' })
  expect(made?.stored).toBe(1)
})

it('the same bytes twice in one folder are read once and counted as duplicates', async () => {
  const app = await openedApp()
  const folder = join(app.folder, 'usb')
  mkdirSync(folder)
  for (const name of ['a.json', 'copy of a.json']) writeFileSync(join(folder, name), scan('z1', 'z2'))
  const { files, import: made } = await run(app, folder)
  expect(files.map((f) => f.outcome)).toEqual(['imported', 'already-imported'])
  expect(files[1]).toMatchObject({ summary: { records: 2, stored: 0, duplicates: 2 } })
  expect(made?.stored).toBe(2)
})

it('a format a person named is remembered for the bytes', async () => {
  const app = await openedApp()
  const path = join(app.folder, 'empty.json')
  writeFileSync(path, '[]')
  const token = app.files.add(path)
  expect((await app.call('imports.run', { jobId: JOB, files: [{ token }] })).files).toMatchObject([
    { outcome: 'not-imported', code: 'ambiguous' },
  ])
  const told = await app.call('imports.run', { jobId: JOB, files: [{ token, directions: { formatId: 'prowler-ocsf' } }] })
  expect(told.files).toMatchObject([{ outcome: 'imported', summary: { records: 0, formatId: 'prowler-ocsf' } }])
  await app.call('imports.remove', { jobId: JOB, importId: told.import?.importId ?? '', reason: 'again' })
  const [detected] = await app.call('imports.detect', { files: [token] })
  expect(detected?.remembered).toEqual({ formatId: 'prowler-ocsf' })
  expect((await app.call('imports.run', { jobId: JOB, files: [{ token }] })).files).toMatchObject([{ outcome: 'imported' }])
  expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
})
