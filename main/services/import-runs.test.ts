// Runs over many files: what was met and not read, files refused as a whole, and two programs at one engagement.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { openDb } from '#db/open'
import { openedApp, type TestApp, testApp } from './testing/app.ts'
import { type Line, ocsfRecord, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const OTHER_JOB = '33333333-3333-4333-8333-333333333333'

const run = (app: TestApp, path: string, jobId = JOB) => app.call('imports.run', { jobId, files: [{ token: app.files.add(path) }] })

const isReading = ({ events }: TestApp): boolean => events.some(({ event }) => event === 'job.progressed')

const usbStick = (app: TestApp): string => {
  const folder = join(app.folder, 'usb')
  mkdirSync(folder)
  const scan = writeScan(folder, 'scan.json', [{}])
  symlinkSync(scan, join(folder, 'a-link.json'))
  return folder
}

describe.skipIf(process.platform === 'win32')('a link in a folder', () => {
  it('is an outcome of its own, and is not followed', async () => {
    const app = await openedApp()
    const { files } = await run(app, usbStick(app))
    expect(files).toMatchObject([
      { outcome: 'not-imported', fileName: 'a-link.json', code: 'left-out', records: 0, rejected: 0, issues: [] },
      { outcome: 'imported', fileName: 'scan.json', summary: { stored: 1 } },
    ])
    expect(files[0]).toMatchObject({ message: expect.stringContaining('name the file itself') as string })
  })

  it('is told when the folder is looked at', async () => {
    const app = await openedApp()
    const detected = await app.call('imports.detect', { files: [app.files.add(usbStick(app))] })
    expect(detected.map((file) => [file.fileName, file.isFile, file.detection.importable])).toEqual([
      ['a-link.json', false, false],
      ['scan.json', true, true],
    ])
    expect(detected[0]?.detection.reason).toContain('a link; name the file itself to import it')
  })
})

describe('a file of which every record was rejected', () => {
  it('keeps its figures and each reason with its place', async () => {
    const app = await openedApp()
    const path = join(app.folder, 'odd.json')
    const odd = { ...ocsfRecord({}), class_uid: 6003 }
    writeFileSync(path, JSON.stringify([odd, odd, odd]))
    const { files } = await app.call('imports.run', {
      jobId: JOB,
      files: [{ token: app.files.add(path), directions: { formatId: 'prowler-ocsf' } }],
    })
    expect(files).toMatchObject([{ outcome: 'not-imported', code: 'import-rejected', records: 3, rejected: 3 }])
    const [file] = files
    const issues = file?.outcome === 'not-imported' ? file.issues : []
    expect(issues.map(({ kind, pointer, count }) => [kind, pointer?.record, count])).toEqual([
      ['rejection', 1, 1],
      ['rejection', 2, 1],
      ['rejection', 3, 1],
    ])
    expect(await app.call('imports.list', {})).toEqual([])
  })
})

describe('two programs at one engagement', () => {
  it('import the same bytes once; the later one is told so and leaves nothing behind', { timeout: 60_000 }, async () => {
    const first = await openedApp()
    const second = testApp()
    await second.call('engagements.open', { file: second.files.add(first.path), passphrase: null })
    const many = Array.from({ length: 4000 }, (_, i): Line => ({ resource: `arn:aws:s3:::bucket-${i}` }))
    const path = writeScan(first.folder, 'big.json', many)
    const running = [run(first, path), run({ ...first, ...second }, path, OTHER_JOB)]
    await vi.waitFor(() => expect([isReading(first), isReading(second)]).toEqual([true, true]), { timeout: 20_000, interval: 5 })
    // Neither can publish while this thread stands still, so that both workers stage the same bytes to the end.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500)
    const runs = await Promise.allSettled(running)
    expect(runs.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(runs.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect((await first.call('evidence.list', {})).total).toBe(4000)
    expect(await first.call('journal.verify', {})).toMatchObject({ ok: true })
    await Promise.all([first.close(), second.close()])
    const { db } = await openDb({ path: first.path, passphrase: null })
    const left = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n
    expect([left('evidence_records'), left('import_staging')]).toEqual([4000, 0])
    db.close()
  })
})
