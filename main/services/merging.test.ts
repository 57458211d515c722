// A re-import merges (law 4): what is new, unchanged, changed, gone and not scanned again; one scan in several forms counts once;
// the order, splitting and doubling of files changes nothing.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openedApp, type TestApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'
import { stateOf } from './testing/state.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const MARCH = 1_772_445_600
const JUNE = 1_780_394_400

const run = (app: TestApp, ...paths: readonly string[]) =>
  app.call('imports.run', { jobId: JOB, files: paths.map((path) => ({ token: app.files.add(path) })) })

const total = async (app: TestApp, filter: string): Promise<number> => (await app.call('evidence.list', { filter, limit: 1 })).total

const OLD: readonly Line[] = [
  { resource: 'arn:aws:s3:::same', at: MARCH },
  { resource: 'arn:aws:s3:::mended', at: MARCH },
  { resource: 'arn:aws:s3:::deleted', at: MARCH },
  { resource: 'arn:aws:s3:::other-region', at: MARCH, region: 'eu-north-1' },
]
const NEW: readonly Line[] = [
  { resource: 'arn:aws:s3:::same', at: JUNE },
  { resource: 'arn:aws:s3:::mended', at: JUNE, status: 'PASS' },
  { resource: 'arn:aws:s3:::born', at: JUNE },
]

describe('a newer scan of the same scope', () => {
  it('supersedes what it shows again, ends what it does not, and leaves alone where it did not look', async () => {
    const app = await openedApp()
    await run(app, writeScan(app.folder, 'march.json', OLD))
    const result = await run(app, writeScan(app.folder, 'june.json', NEW))
    expect(result.import?.changes).toMatchObject({ new: 1, unchanged: 1, changed: 1 })
    const { rows } = await app.call('evidence.list', { limit: 100 })
    const words = rows.map((r) => [r.resource?.split(':').at(-1), r.result, r.standing, r.change])
    expect(words).toEqual([
      ['same', 'fail', 'superseded', null],
      ['mended', 'fail', 'superseded', null],
      ['deleted', 'fail', 'gone', null],
      ['other-region', 'fail', 'current', 'not-scanned-again'],
      ['same', 'fail', 'current', 'unchanged'],
      ['mended', 'pass', 'current', 'changed'],
      ['born', 'fail', 'current', 'new'],
    ])
    expect(rows.find((r) => r.standing === 'superseded')?.otherId).toBe(rows[4]?.evidenceId)
    const [finding] = (await app.call('findings.list', {})).rows
    expect(finding?.evidence).toMatchObject({ fail: 3, pass: 1 })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('says the same whichever of the two comes in first, and again when the newer one is removed', async () => {
    const [one, two] = [await openedApp(), await openedApp()]
    const before = await openedApp()
    await run(before, writeScan(before.folder, 'march.json', OLD))
    for (const [app, first, second] of [
      [one, OLD, NEW],
      [two, NEW, OLD],
    ] as const) {
      await run(app, writeScan(app.folder, 'first.json', first))
      await run(app, writeScan(app.folder, 'second.json', second))
    }
    expect(await stateOf(two)).toEqual(await stateOf(one))
    const [, newer] = await one.call('imports.list', {})
    await one.call('imports.remove', { jobId: JOB, importId: newer?.importId ?? '', reason: 'wrong file' })
    expect(await stateOf(one)).toEqual(await stateOf(before))
    expect(await one.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('keeps what a person wrote and signed as long as the scan says the same, and lets the sign-off fall when it does not', async () => {
    const app = await openedApp()
    await run(app, writeScan(app.folder, 'march.json', [{ at: MARCH }]))
    const [finding] = (await app.call('findings.list', {})).rows
    await app.call('findings.update', {
      findingId: finding?.findingId ?? '',
      revision: 1,
      patch: { condition: 'Words of a person.', status: 'open' },
    })
    const seen = (await app.call('services.get', { service: 's3' })).contentHash
    await app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'Ada', seen })
    await run(app, writeScan(app.folder, 'april.json', [{ at: MARCH + 86_400 * 30 }]))
    const holds = async () => (await app.call('signOffs.list', { service: 's3' })).map((s) => s.holds)
    expect(await holds()).toEqual([true])
    await run(app, writeScan(app.folder, 'june.json', [{ at: JUNE, text: 'Another sentence.' }]))
    expect(await holds()).toEqual([false])
    const [after] = (await app.call('findings.list', {})).rows
    expect(after).toMatchObject({ condition: 'Words of a person.', status: 'open' })
    expect(await total(app, 'change:changed')).toBe(1)
  })
})

describe('files of one scan that share a record', () => {
  const part = (letters: string): readonly Line[] => [...letters].map((letter) => ({ resource: `arn:aws:s3:::${letter}`, at: MARCH }))

  it('count it as often as they say it, whether or not one of them comes once more, whole or in parts', async () => {
    const app = await openedApp()
    await run(app, writeScan(app.folder, 'a.json', part('abcx')))
    await run(app, writeScan(app.folder, 'b.json', part('defghx')))
    expect(await total(app, 'standing:current')).toBe(10)
    const before = await stateOf(app)
    for (const [index, letters] of ['xcba', 'ab', 'cx', 'hgfedx', 'defg', 'hx'].entries()) {
      await run(app, writeScan(app.folder, `again-${index}.json`, part(letters)))
      expect(await stateOf(app)).toEqual(before)
    }
    expect(await total(app, '')).toBe(10 + 4 + 2 + 2 + 6 + 4 + 2)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })
})

describe('the state of an engagement', () => {
  const line = fc.record({
    resource: fc.constantFrom('arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::c'),
    check: fc.constantFrom('s3_bucket_public_access', 's3_bucket_versioning'),
    status: fc.constantFrom('PASS', 'FAIL', 'MANUAL'),
    region: fc.constantFrom('eu-west-1', 'eu-north-1'),
    text: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six', 'seven'),
  })
  const scan = (at: number) =>
    fc.array(
      line.map((l) => ({ ...l, at })),
      { minLength: 1, maxLength: 12 },
    )

  it('is the same for files in any order, cut in two, or named twice', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(scan(MARCH), scan(JUNE), fc.nat(), fc.boolean(), async (older, newer, cut, flip) => {
        const [plain, mixed] = [await openedApp(), await openedApp()]
        await run(plain, writeScan(plain.folder, 'older.json', older), writeScan(plain.folder, 'newer.json', newer))
        const at = cut % (newer.length + 1)
        const parts = [
          ['older.json', older],
          ['newer-1.json', newer.slice(0, at)],
          ['newer-2.json', newer.slice(at)],
        ] as const
        const written = parts.filter(([, lines]) => lines.length > 0).map(([name, lines]) => writeScan(mixed.folder, name, lines))
        for (const path of flip ? written.toReversed() : written) await run(mixed, path)
        await run(mixed, writeScan(mixed.folder, 'older again.json', older))
        expect(await stateOf(mixed)).toEqual(await stateOf(plain))
        await Promise.all([plain.close(), mixed.close()])
      }),
      { numRuns: 3, seed: 20_261_122 },
    )
  })
})

describe('three newer scans of a part each', () => {
  const CHECKS = ['s3_bucket_public_access', 's3_bucket_versioning']
  const REGIONS = ['eu-west-1', 'eu-north-1']
  const lines = CHECKS.flatMap((check) =>
    REGIONS.flatMap((region) => ['a', 'b'].map((name): Line => ({ check, region, resource: `arn:aws:s3:::${name}-${region}-${check}` }))),
  )
  const part = fc.subarray(lines, { minLength: 1 })

  /** What one of them ends by itself: it looked there, with the check, and shows at least half of what was there. */
  const isEndedBy = (line: Line, newer: readonly Line[]): boolean => {
    const regions = new Set(newer.map(({ region }) => region))
    const there = lines.filter(({ region }) => regions.has(region))
    return (
      !newer.includes(line) &&
      regions.has(line.region) &&
      newer.some(({ check }) => check === line.check) &&
      newer.length * 2 >= there.length
    )
  }

  it('end what one of them ends alone, in whatever order they come', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(part, part, part, fc.boolean(), async (one, two, three, flip) => {
        const app = await openedApp()
        const later = [one, two, three]
        const files = [lines, ...later].map((scan, month) =>
          writeScan(
            app.folder,
            `${month}.json`,
            scan.map((line) => ({ ...line, at: MARCH + month * 86_400 * 30 })),
          ),
        )
        for (const path of flip ? files.toReversed() : files) await run(app, path)
        const shown = new Set(later.flat())
        const expected = lines.filter((line) => !shown.has(line) && later.some((newer) => isEndedBy(line, newer)))
        const { rows } = await app.call('evidence.list', { filter: 'standing:gone', limit: 100 })
        const goneAtFirst = rows.filter((row) => !lines.some((line) => shown.has(line) && line.resource === row.resource))
        expect(new Set(goneAtFirst.map((row) => row.resource))).toEqual(new Set(expected.map((line) => line.resource)))
        await app.close()
      }),
      { numRuns: 6, seed: 20_261_122 },
    )
  })
})

const RUN = join(import.meta.dirname, '../../../shared/samples/prowler-v4-run')
const present = existsSync(RUN)
if (!present) console.warn(`services/merging: ${RUN} IS ABSENT; no real run was merged`)

describe.runIf(present)('a real Prowler run', () => {
  const stem = 'prowler-output-111122223333-20240412104419'

  it('counts once as OCSF, CSV and compliance files together', { timeout: 120_000 }, async () => {
    const app = await openedApp()
    const compliance = readdirSync(join(RUN, 'compliance')).filter((name) => name.startsWith(stem))
    expect(compliance.length).toBeGreaterThan(15)
    await run(app, join(RUN, `${stem}.ocsf.json`), join(RUN, `${stem}.csv`), ...compliance.map((name) => join(RUN, 'compliance', name)))
    const coverage = await app.call('coverage.get', {})
    expect({ fail: coverage.total.fail, pass: coverage.total.pass }).toEqual({ fail: 250, pass: 107 })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('counts once where two of its formats come whole, again in another encoding, and in three parts', { timeout: 120_000 }, async () => {
    const [one, more] = [await openedApp(), await openedApp()]
    const paths = ['ocsf.json', 'csv'].map((ending) => join(RUN, `${stem}.${ending}`))
    await run(one, ...paths)
    const copies = paths.map((path) => {
      const copy = join(more.folder, `again-${path.split('.').at(-1)}`)
      writeFileSync(copy, `\uFEFF${readFileSync(path, 'utf8')}`, 'utf16le')
      return copy
    })
    const [head = '', ...rows] = readFileSync(paths[1] ?? '', 'utf8')
      .trimEnd()
      .split('\n')
    const records = JSON.parse(readFileSync(paths[0] ?? '', 'utf8')) as unknown[]
    const parts = [0, 1, 2].flatMap((part) => {
      const third = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % 3 === part)
      const files = [join(more.folder, `${part}.csv`), join(more.folder, `${part}.json`)] as const
      writeFileSync(files[0], `${[head, ...third(rows)].join('\n')}\n`)
      writeFileSync(files[1], JSON.stringify(third(records)))
      return files
    })
    await run(more, ...parts.slice(0, 3), ...paths, ...copies)
    await run(more, ...parts.slice(3))
    expect(await stateOf(more)).toEqual(await stateOf(one))
    expect([await total(more, ''), await total(more, 'standing:current')]).toEqual([6 * 361, 361])
    expect(await more.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('cut in two counts as the whole, though the tool wrote 25 of its rows twice', { timeout: 120_000 }, async () => {
    const [whole, halves] = [await openedApp(), await openedApp()]
    const path = join(RUN, 'prowler-output-docker-desktop-20240402142057.ocsf.json')
    const records = JSON.parse(readFileSync(path, 'utf8')) as unknown[]
    await run(whole, path)
    const parts = [0, 1].map((rest) => {
      const file = join(halves.folder, `part-${rest}.json`)
      writeFileSync(file, JSON.stringify(records.filter((_, index) => index % 2 === rest)))
      return file
    })
    for (const part of parts) await run(halves, part)
    expect(await stateOf(halves)).toEqual(await stateOf(whole))
    const thirds = [0, 1, 2].map((third) => {
      const file = join(halves.folder, `third-${third}.json`)
      writeFileSync(file, JSON.stringify(records.slice(third * 240, (third + 1) * 240)))
      return file
    })
    await run(halves, ...thirds)
    expect(await stateOf(halves)).toEqual(await stateOf(whole))
    const again = join(halves.folder, 'some of it once more.json')
    writeFileSync(again, JSON.stringify(records.slice(100, 200)))
    await run(halves, again)
    expect(await stateOf(halves)).toEqual(await stateOf(whole))
  })

  it('two hours later supersedes the first and hides nothing', { timeout: 120_000 }, async () => {
    const app = await openedApp()
    const later = await run(app, join(RUN, `${stem}.ocsf.json`))
    const earlier = await run(app, join(RUN, 'prowler-output-111122223333-20240412085132.ocsf.json'))
    expect([later.import?.stored, earlier.import?.stored]).toEqual([361, 361])
    const standings = await Promise.all(['current', 'superseded', 'gone', 'restated'].map((word) => total(app, `standing:${word}`)))
    expect(standings.reduce((sum, n) => sum + n, 0)).toBe(722)
    expect(standings[3]).toBe(0)
    expect(standings[1]).toBeGreaterThan(340)
  })
})

it('a mapping nobody made is not read', async () => {
  const app = await openedApp()
  const path = join(app.folder, 'own.csv')
  writeFileSync(path, 'Rule,Outcome\nR1,bad\n')
  const { files } = await run(app, path)
  expect(files).toMatchObject([{ outcome: 'not-imported', code: 'unknown' }])
})
