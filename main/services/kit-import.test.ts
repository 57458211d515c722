// A bundle comes back: its manifest decides what each answer is, what was denied is evidence too, and nothing changed passes.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../archives/tar.fixture.ts'
import { zipOf } from '../archives/zip.fixture.ts'
import { openedApp, type TestApp } from './testing/app.ts'
import { type BundleCall, type BundleFiles, bundleOf, writeBundle } from './testing/bundle.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const APPS = '{"ApplicationsResponse":{"Item":[{"Arn":"arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1","Id":"a1","Name":"x"}]}}'
const NONE = '{"PermissionSets":[]}'
const IAM = 'identity-and-access-management'

const CALLS: readonly BundleCall[] = [
  { cli: 'pinpoint', operation: 'get-apps', answer: APPS },
  { cli: 'pinpoint', operation: 'get-app', args: { 'application-id': 'a1' }, answer: '{"ApplicationResponse":{"Id":"a1"}}' },
  {
    cli: 'pinpoint',
    operation: 'get-event-stream',
    args: { 'application-id': 'a1' },
    topic: 'logging-and-monitoring',
    outcome: 'absent',
    exitCode: 254,
    error: 'An error occurred (NotFoundException)',
  },
  {
    service: 'sso',
    topic: IAM,
    cli: 'sso-admin',
    operation: 'list-instances',
    outcome: 'access-denied',
    exitCode: 254,
    error: 'An error occurred (AccessDeniedException)',
  },
  { service: 'sso', topic: IAM, cli: 'sso-admin', operation: 'list-permission-sets', error: 'sso-admin list-instances was not answered' },
  // The same bytes for two calls.
  {
    service: 'sso',
    topic: IAM,
    cli: 'sso-admin',
    operation: 'list-customer-managed-policy-references-in-permission-set',
    args: { 'permission-set-arn': 'p1' },
    answer: NONE,
  },
  {
    service: 'sso',
    topic: IAM,
    cli: 'sso-admin',
    operation: 'list-customer-managed-policy-references-in-permission-set',
    args: { 'permission-set-arn': 'p2' },
    answer: NONE,
  },
  { service: 's3', topic: 'resilience', cli: 's3api', operation: 'get-bucket-versioning', args: { bucket: 'b' }, answer: '' },
]
const BUNDLE = bundleOf(CALLS)

const load = (app: TestApp, path: string) => app.call('kit.import', { jobId: JOB, files: [app.files.add(path)] })
const rowsOf = async (app: TestApp) => (await app.call('evidence.list', { filter: 'standing:current', limit: 500 })).rows
const zipped = (files: BundleFiles, prefix = 'tickmark-bundle-1/') =>
  zipOf(Object.entries(files).map(([name, data]) => ({ name: prefix + name, data })))

describe('a bundle', () => {
  it('is filed as its manifest says, with the call each answer is of', async () => {
    const app = await openedApp()
    const { run, problems, results } = await load(app, writeBundle(app.folder, BUNDLE))
    expect(problems).toEqual([])
    expect(run.import).toMatchObject({ name: 'tickmark-bundle-1' })
    const rows = await rowsOf(app)
    expect(
      rows.map(({ check, result, service, topic, account, region, resource }) => [
        check,
        result,
        service,
        topic,
        account,
        region,
        resource,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [
          'pinpoint get-apps',
          'info',
          'pinpoint',
          'configuration-and-vulnerability-analysis',
          '111122223333',
          'eu-west-1',
          'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1',
        ],
        [
          'pinpoint get-app',
          'info',
          'pinpoint',
          'configuration-and-vulnerability-analysis',
          '111122223333',
          'eu-west-1',
          '--application-id a1',
        ],
        ['kit.sso-admin.list-instances', 'error', 'sso', IAM, '111122223333', 'eu-west-1', null],
        ['kit.sso-admin.list-permission-sets', 'skipped', 'sso', IAM, '111122223333', 'eu-west-1', null],
        ['kit.pinpoint.get-event-stream', 'info', 'pinpoint', 'logging-and-monitoring', '111122223333', 'eu-west-1', '--application-id a1'],
      ]),
    )
    // One record per call, one per answer of other bytes; the empty answer has none.
    expect(rows.length).toBe(8 + 3)
    expect(rows.every(({ seenAt }) => seenAt === '2026-03-01T10:00:00.000Z')).toBe(true)
    expect(results.services).toEqual([
      { service: 'pinpoint', counts: { answered: 2, absent: 1, 'access-denied': 0, failed: 0, 'not-run': 0, missing: 0 } },
      { service: 's3', counts: { answered: 1, absent: 0, 'access-denied': 0, failed: 0, 'not-run': 0, missing: 0 } },
      { service: 'sso', counts: { answered: 2, absent: 0, 'access-denied': 1, failed: 0, 'not-run': 1, missing: 0 } },
    ])
    expect(results.bundles).toMatchObject([{ whole: true, calls: 8, current: 8 }])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    const { evidenceId } = rows.find(({ check }) => check === 'pinpoint get-app') ?? { evidenceId: 0 }
    expect(await app.call('evidence.get', { evidenceId })).toMatchObject({ check: 'pinpoint get-app', resource: '--application-id a1' })
  })

  it.each([
    ['a zip', () => zipped(BUNDLE)],
    ['a zip without a folder in it', () => zipped(BUNDLE, '')],
    ['a tar.gz', () => gzipSync(tarOf(Object.entries(BUNDLE).map(([name, data]) => ({ name: `b/${name}`, data }))))],
  ])('comes as %s just as well, on the ordinary import too', async (_, bytes) => {
    const app = await openedApp()
    const path = join(app.folder, 'bundle')
    writeFileSync(path, bytes())
    const run = await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
    expect(run.files.filter(({ outcome }) => outcome === 'not-imported')).toEqual([])
    expect((await app.call('kit.results', {})).services.map(({ service }) => service)).toEqual(['pinpoint', 's3', 'sso'])
    expect((await rowsOf(app)).length).toBe(11)
  })

  it('comes as single files that lost their folder, as a browser hands them over', async () => {
    const app = await openedApp()
    const tokens = Object.entries(BUNDLE).map(([name, text], index) => {
      const folder = join(app.folder, `upload-${index}`)
      mkdirSync(folder)
      const path = join(folder, name.replace('answers/', ''))
      writeFileSync(path, text)
      return app.files.add(path)
    })
    const { problems, results } = await app.call('kit.import', { jobId: JOB, files: tokens, name: 'tickmark-bundle-1' })
    expect(problems).toEqual([])
    expect(results.services.map(({ counts }) => counts.answered)).toEqual([2, 1, 2])
    expect((await rowsOf(app)).length).toBe(11)
  })

  it('tells of each file what it is before anything is imported', async () => {
    const app = await openedApp()
    const path = writeBundle(app.folder, { ...BUNDLE, 'answers/extra.json': '{}' })
    const detected = await app.call('imports.detect', { files: [app.files.add(path)] })
    expect(detected.map(({ fileName, isFile, detection }) => [fileName.slice(0, 14), isFile, detection.formatId, detection.label])).toEqual(
      expect.arrayContaining([
        ['answers/00002-', true, 'aws-cli', 'Answer of a kit: pinpoint get-app'],
        ['answers/extra.', false, 'unreadable', 'Refused'],
        ['manifest.ndjso', true, 'kit-manifest', 'Manifest of a Tickmark collection kit'],
      ]),
    )
  })

  it('is refused where there is no manifest', async () => {
    const app = await openedApp()
    const path = writeBundle(app.folder, { 'answers/1.json': APPS })
    await expect(load(app, path)).rejects.toMatchObject({ code: 'import-rejected' })
    expect(await app.call('imports.list', {})).toEqual([])
  })
})

describe('an answer that is not what the manifest names', () => {
  const name = 'answers/00001-pinpoint-get-apps.json'

  it('is not imported where it was changed, and is told with the manifest', async () => {
    const app = await openedApp()
    const { run, problems, results } = await load(app, writeBundle(app.folder, { ...BUNDLE, [name]: APPS.replace('"x"', '"y"') }))
    expect(problems).toEqual([expect.stringMatching(/00001-pinpoint-get-apps\.json was changed after it was collected/)])
    const [file] = run.files.filter(({ fileName }) => fileName === name)
    expect(file?.outcome === 'not-imported' ? file.message : '').toMatch(/SHA-256/)
    expect((await rowsOf(app)).map(({ check }) => check)).not.toContain('pinpoint get-apps')
    const command = results.commands.find((row) => row.command === 'pinpoint get-apps')
    expect(command).toMatchObject({ counts: { answered: 0, missing: 1 }, open: [{ outcome: 'answered' }] })
    expect(command?.open[0]?.error).toMatch(/not among the evidence/)
    expect(results.bundles[0]?.problems.join()).toContain('was changed')
  })

  it('is told where it is missing', async () => {
    const app = await openedApp()
    const { [name]: _, ...rest } = BUNDLE
    const { problems, results } = await load(app, writeBundle(app.folder, rest))
    expect(problems).toEqual([expect.stringMatching(/is not among the files: what “aws pinpoint get-apps” answered is missing/)])
    expect(results.services.find(({ service }) => service === 'pinpoint')?.counts).toMatchObject({ answered: 1, missing: 1 })
  })

  it('is not imported where no call names it; what lies beside the answers is an import of its own', async () => {
    const app = await openedApp()
    const sts = '{"UserId":"AIDA","Account":"111122223333","Arn":"arn:aws:iam::111122223333:user/a"}'
    const { run, problems } = await load(app, writeBundle(app.folder, { ...BUNDLE, 'answers/extra.json': sts, 'caller.json': sts }))
    expect(problems).toEqual([expect.stringMatching(/extra\.json is among the answers, but no call/)])
    expect(
      run.files
        .filter(({ fileName }) => fileName.endsWith('.json') && !/\d-/.test(fileName))
        .map(({ fileName, outcome }) => [fileName, outcome]),
    ).toEqual([
      ['answers/extra.json', 'not-imported'],
      ['caller.json', 'imported'],
    ])
  })

  it('is nobody’s where two calls claim it', async () => {
    const app = await openedApp()
    const manifest = (BUNDLE['manifest.ndjson'] ?? '').replace('answers/00002-pinpoint-get-app.json', name)
    const { problems } = await load(app, writeBundle(app.folder, { ...BUNDLE, 'manifest.ndjson': manifest }))
    expect(problems.join('\n')).toMatch(/named by 2 calls/)
  })
})

describe('a bundle that was interrupted', () => {
  it('is imported as far as it goes, and says so', async () => {
    const app = await openedApp()
    const { results } = await load(app, writeBundle(app.folder, bundleOf(CALLS.slice(0, 2), { interrupted: true })))
    expect(results.bundles).toMatchObject([{ whole: false, calls: 2 }])
    expect(results.bundles[0]?.problems.join()).toMatch(/no end line/)
  })
})

describe('a second bundle', () => {
  const LATER = { startedAt: '2026-06-01T10:00:00Z' }

  it('takes the place of the first, answer by answer; what did not change stays', async () => {
    const app = await openedApp()
    await load(app, writeBundle(app.folder, BUNDLE))
    const changed = CALLS.map((call) => (call.operation === 'get-apps' ? { ...call, answer: APPS.replace('"x"', '"z"') } : call))
    const { results } = await load(app, writeBundle(app.folder, bundleOf(changed, LATER), 'tickmark-bundle-2'))
    expect(results.bundles.map(({ current }) => current)).toEqual([8, 0])
    expect(results.services.map(({ counts }) => counts.answered)).toEqual([2, 1, 2])
    const rows = await rowsOf(app)
    expect(rows.length).toBe(11)
    expect(rows.filter(({ check }) => check === 'pinpoint get-apps').map(({ seenAt }) => seenAt)).toEqual(['2026-06-01T10:00:00.000Z'])
    expect(rows.filter(({ check }) => check === 'pinpoint get-app').map(({ seenAt }) => seenAt)).toEqual(['2026-03-01T10:00:00.000Z'])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('of a person who may do more fills what was denied', async () => {
    const app = await openedApp()
    await load(app, writeBundle(app.folder, BUNDLE))
    const allowed = CALLS.map(({ outcome, error, exitCode, ...call }) =>
      call.operation === 'list-instances'
        ? { ...call, answer: '{"Instances":[]}' }
        : {
            ...call,
            ...(outcome === undefined ? {} : { outcome }),
            ...(error === undefined ? {} : { error }),
            ...(exitCode === undefined ? {} : { exitCode }),
          },
    )
    const { results } = await load(app, writeBundle(app.folder, bundleOf(allowed, LATER), 'tickmark-bundle-2'))
    expect(results.services.find(({ service }) => service === 'sso')?.counts).toMatchObject({ answered: 3, 'access-denied': 0 })
  })
})
