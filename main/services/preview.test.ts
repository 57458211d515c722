import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Output } from '#contract'
import type { Directions } from '#domain/imports'
import type { Profile } from '#domain/profile'
import { zipOf } from '../archives/zip.fixture.ts'
import { shippedCatalog } from '../catalog/catalog.ts'
import { previewHead } from './preview.ts'
import { openedApp, type TestApp } from './testing/app.ts'
import { ocsfRecord, writeScan } from './testing/scans.ts'

const LARGE = 400 * 1024

const PROFILE: Profile = {
  kind: 'csv',
  name: 'House list',
  tool: 'House scanner',
  delimiter: ';',
  provider: 'aws',
  columns: { checkId: 'Control', status: 'Outcome', resourceId: 'Asset', statusText: 'Note' },
  statuses: { ok: 'pass', nok: 'fail' },
  severities: {},
}
const NESTED: Profile = {
  kind: 'json',
  name: 'House report',
  tool: 'House scanner',
  records: 'report.rows',
  provider: 'aws',
  columns: { checkId: 'id', status: 'state' },
  statuses: {},
  severities: {},
}
const HEADER = 'Control;Outcome;Asset;Note\r\n'
/** Rows with quotes, delimiters and line ends inside, so that a head may end anywhere in one. */
const row = (n: number): string => `HC-${n};${n % 7 === 0 ? 'soon' : 'ok'};arn:aws:s3:::bucket-${n};"said ""${n}"";\r\ntwo lines"\r\n`

function written(app: TestApp, name: string, content: string | Uint8Array): string {
  const path = join(app.folder, name)
  writeFileSync(path, content)
  return path
}
const preview = (app: TestApp, path: string, directions?: Directions, limit = 5) =>
  app.call('imports.preview', { file: { token: app.files.add(path), ...(directions === undefined ? {} : { directions }) }, limit })
const rejections = ({ issues }: Output<'imports.preview'>) => issues.filter(({ kind }) => kind === 'rejection')

describe('the preview of a file', () => {
  it('shows its first records as they would be filed, and stores nothing', async () => {
    const app = await openedApp()
    const path = writeScan(app.folder, 'scan.json', [{ resource: 'arn:aws:s3:::a' }, { status: 'PASS' }, { muted: true }])
    const { rows, issues, problem } = await preview(app, path, undefined, 2)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({ service: 's3', check: 's3_bucket_public_access', result: 'fail', resource: 'arn:aws:s3:::a' })
    expect([issues, problem]).toEqual([[], null])
    expect(await app.call('evidence.list', {})).toMatchObject({ total: 0 })
    expect(await app.call('journal.verify', {})).toMatchObject({ entries: 1 })
  })

  it('reads the beginning of a large file only, and takes its end for no damage', async () => {
    const app = await openedApp()
    const lines = Array.from({ length: 400 }, (_, n) => ({ resource: `arn:aws:s3:::bucket-${n}` }))
    const path = writeScan(app.folder, 'large.json', lines)
    expect(readFileSync(path).length).toBeGreaterThan(LARGE)
    expect(await preview(app, path)).toMatchObject({ issues: [], problem: null, rows: { length: 5 } })
    const records = lines.map((line) => JSON.stringify(ocsfRecord(line))).join('\n')
    expect(await preview(app, written(app, 'large.ndjson', records))).toMatchObject({ issues: [], problem: null, rows: { length: 5 } })
  })

  it('tells words nobody knows from all of the beginning, and real damage in it', async () => {
    const app = await openedApp()
    const rows = Array.from({ length: 12_000 }, (_, n) => row(n))
    const good = await preview(app, written(app, 'house.csv', HEADER + rows.join('')), { profile: PROFILE })
    expect(good.rows).toHaveLength(5)
    expect(good.rows[1]).toMatchObject({ service: 's3', check: 'HC-1', result: 'pass', statusText: 'said "1";\ntwo lines' })
    expect(good.issues.map(({ code, kind }) => [kind, code])).toEqual([['warning', 'unknown-status']])
    expect(good.issues[0]?.count).toBeGreaterThan(100)
    rows[2] = 'HC-2;ok\r\n'
    const bad = await preview(app, written(app, 'ragged.csv', HEADER + rows.join('')), { profile: PROFILE })
    expect(rejections(bad).map(({ code, pointer }) => [code, pointer?.record])).toEqual([['ragged-row', 3]])
  })

  it('says in words why no record can be read', async () => {
    const app = await openedApp()
    const csv = written(app, 'house.csv', `${HEADER}HC-1;ok;;\n`)
    const json = written(app, 'away.json', '{"report":{"lines":[{"id":"a"}]}}')
    const problems: readonly [string, Directions | undefined, RegExp][] = [
      [csv, undefined, /header of no known format/],
      [csv, { profile: { ...PROFILE, columns: { checkId: 'Control' } } }, /Say which column holds the status/],
      [csv, { profile: { ...PROFILE, columns: { checkId: 'Control', status: 'State' } } }, /no column “State”/],
      [csv, { about: { service: 'a b', operation: 'c' } }, /Name the service and the operation/],
      [json, { profile: NESTED }, /no list under “report\.rows”/],
      [written(app, 'empty.json', ''), undefined, /empty/],
      [written(app, 'scan.zip', zipOf([{ name: 'a.json', data: '[]' }])), undefined, /archive is kept as a document/],
    ]
    for (const [path, directions, problem] of problems) {
      const seen = await preview(app, path, directions)
      expect([seen.rows, seen.issues]).toEqual([[], []])
      expect(seen.problem).toMatch(problem)
    }
    await expect(preview(app, join(app.folder, 'no such file'))).rejects.toMatchObject({ code: 'input-unreadable' })
  })

  it('shows what a profile can be made of, before there is one', async () => {
    const app = await openedApp()
    const csv = await preview(app, written(app, 'house.csv', `${HEADER}HC-1;ok;;\nHC-2;nok;;\n`))
    expect(csv.layout).toEqual({ kind: 'csv', delimiter: ';' })
    expect(csv.columns.slice(0, 2)).toEqual([
      { name: 'Control', values: ['HC-1', 'HC-2'] },
      { name: 'Outcome', values: ['ok', 'nok'] },
    ])
    const json = await preview(app, written(app, 'house.json', '{"report":{"lines":[{"id":"a","info":{"state":"ok"}}]}}'))
    expect(json.layout).toEqual({ kind: 'json', records: 'report.lines' })
    expect(json.columns.map(({ name }) => name)).toEqual(['id', 'info.state'])
  })

  it('reads text that is not UTF-8 as what a person says it is', async () => {
    const app = await openedApp()
    const path = written(app, 'alt.csv', Buffer.from('Prüfung;Zustand\r\nSchlüssel;erfüllt\r\n', 'latin1'))
    const profile: Profile = { ...PROFILE, columns: { title: 'Prüfung', status: 'Zustand' }, statuses: { erfüllt: 'pass' } }
    const unsaid = await preview(app, path, { profile })
    expect(unsaid.problem).toMatch(/not UTF-8; say that it is windows-1252/)
    expect(unsaid.columns.map(({ name }) => name)).toEqual(['Prüfung', 'Zustand'])
    const said = await preview(app, path, { profile, encoding: 'windows-1252' })
    expect(said.rows).toMatchObject([{ title: 'Schlüssel', result: 'pass', statusRaw: 'erfüllt' }])
    expect([said.problem, said.issues.map(({ code }) => code)]).toEqual([null, ['recoded']])
  })

  it('reads a member of an archive, and says why another cannot be read', async () => {
    const app = await openedApp()
    const text = HEADER + Array.from({ length: 9000 }, (_, n) => row(n)).join('')
    const path = written(
      app,
      'scans.zip',
      zipOf([
        { name: 'house.csv', data: text, method: 8 },
        { name: 'damaged.csv', data: HEADER, packed: Buffer.from('no'), method: 8 },
      ]),
    )
    const member = (name: string) =>
      app.call('imports.preview', { file: { token: app.files.add(path, { member: name }), directions: { profile: PROFILE } }, limit: 3 })
    const seen = await member('house.csv')
    expect(seen.rows.map(({ check }) => check)).toEqual(['HC-0', 'HC-1', 'HC-2'])
    expect([rejections(seen), seen.problem]).toEqual([[], null])
    for (const name of ['damaged.csv', 'not-there.csv'])
      expect(await member(name)).toMatchObject({ rows: [], problem: expect.stringContaining(name) as string })
  })
})

describe('the preview of a cut head', () => {
  it('takes no end of a head for damage, wherever it lies', async () => {
    const text = Buffer.from(`\ufeff${HEADER}${row(1)}${row(2)}HC-3;ök;ärn;ünd\r\n${row(4)}`)
    for (let end = HEADER.length + 4; end < text.length; end += 1) {
      const seen = await previewHead({ bytes: text.subarray(0, end), whole: false }, { profile: PROFILE }, 10, shippedCatalog())
      expect([end, rejections(seen), seen.problem]).toEqual([end, [], null])
      for (const [n, { check }] of seen.rows.entries()) expect(check).toBe(`HC-${n + 1}`)
    }
  })

  it('still tells damage that lies inside it', async () => {
    const records = Array.from({ length: 9 }, (_, n) => JSON.stringify({ id: `HC-${n}`, state: 'ok' }))
    records[4] = '{"id":"HC-4",,}'
    const bytes = Buffer.from(`[${records.join(',')},{"id":"HC-`)
    const seen = await previewHead({ bytes, whole: false }, { profile: { ...NESTED, records: '' } }, 20, shippedCatalog())
    expect(rejections(seen).map(({ code }) => code)).toEqual(['damaged-json'])
    expect(seen.rows.map(({ check }) => check)).toEqual([0, 1, 2, 3, 5, 6, 7, 8].map((n) => `HC-${n}`))
    const under = Buffer.from(`{"report":{"rows":[${records.join(',')},{"id":"HC-`)
    expect(rejections(await previewHead({ bytes: under, whole: false }, { profile: NESTED }, 20, shippedCatalog()))).toMatchObject([
      { code: 'damaged-json' },
    ])
  })

  const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
  const present = existsSync(join(SAMPLES, 'index.json'))
  if (!present) console.warn(`services/preview: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)
  type Sample = { readonly file: string; readonly formatId: string; readonly bytes: number }
  const samples = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
  const perFormat = new Map(samples.filter(({ bytes }) => bytes > 4000 && bytes < 60_000).map((sample) => [sample.formatId, sample]))

  it.each([...perFormat.values()])('$formatId: $file', async ({ file }) => {
    const bytes = readFileSync(join(SAMPLES, file))
    const whole = await previewHead({ bytes, whole: true }, null, 100, shippedCatalog())
    for (let part = 3; part < 20; part += 1) {
      const seen = await previewHead(
        { bytes: bytes.subarray(0, Math.floor((bytes.length * part) / 20)), whole: false },
        null,
        100,
        shippedCatalog(),
      )
      expect(rejections(seen).length).toBeLessThanOrEqual(rejections(whole).length)
      expect(seen.rows.length).toBeLessThanOrEqual(whole.rows.length)
    }
  })
})
