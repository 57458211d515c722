// The two services we are measured by: whatever comes in, no topic of their chapters stays without a word.
import { describe, expect, it } from 'vitest'
import { openDb } from '#db/open'
import type { CoverageCell } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { shippedCatalog } from '../catalog/catalog.ts'
import { commandsFor, flat } from '../kit/kits.ts'
import { checkBalance } from '../report/balance.ts'
import { buildReportModel } from '../report/model.ts'
import { openedApp, SCOPE } from '../services/testing/app.ts'
import { type BundleCall, bundleOf, writeBundle } from '../services/testing/bundle.ts'
import { writeScan } from '../services/testing/scans.ts'
import { readReportSource } from './report-source.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const SERVICES = ['pinpoint', 'sso'] as const

/** Of the kit's commands, the first two of each topic they collect for, called once; those of the refused topics are denied. */
const calls = (refused: ReadonlySet<string>): BundleCall[] =>
  [...Map.groupBy(flat(commandsFor(SERVICES)), ({ command }) => `${command.service}/${command.topic}`)].flatMap(([place, commands]) =>
    commands.slice(0, 2).map(({ command: { service, topic, cli, operation } }, index) => {
      const call = { service, topic, cli, operation, args: { 'call-number': String(index) }, region: 'eu-west-1' }
      return refused.has(place)
        ? { ...call, outcome: 'access-denied', exitCode: 254, error: 'An error occurred (AccessDeniedException)' }
        : { ...call, answer: JSON.stringify({ place, index }) }
    }),
  )

/** An account-wide scan: what scanners have checks for, and nothing of the two services. */
const SCAN = [
  { check: 's3_bucket_kms_encryption', service: 's3' },
  { check: 'cloudtrail_cloudwatch_logging_enabled', service: 'cloudtrail', resource: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t' },
  {
    check: 'iam_aws_attached_policy_no_administrative_privileges',
    service: 'iam',
    region: 'us-east-1',
    resource: 'arn:aws:iam::111122223333:policy/p',
  },
]

async function estate(refused: ReadonlySet<string> = new Set()) {
  const app = await openedApp(null, { ...SCOPE, services: [...SERVICES] })
  await app.call('kit.import', { jobId: JOB, files: [app.files.add(writeBundle(app.folder, bundleOf(calls(refused))))] })
  await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', SCAN)) }] })
  return app
}

/** What a topic is filled with; null would be a topic of which the report says nothing. */
function filledWith(cell: CoverageCell): 'evidence' | 'verdict' | 'inherited' | 'not tested' | null {
  if (cell.state === 'not-tested') return cell.why === null ? null : 'not tested'
  if (cell.state === 'inherited') return 'inherited'
  if (sumOf(cell.evidence) > sumOf(cell.unanswered)) return 'evidence'
  return cell.decidedBy === 'verdict' ? 'verdict' : null
}

describe('the reports of Pinpoint and Identity Center, from a kit’s bundle and an account-wide scan', () => {
  it('fill every topic of their chapters', async () => {
    const app = await estate()
    const inherited = { verdict: 'inherited', rationale: 'Read.', basis: 'SOC 2 2026', reportId: null, proposal: null } as const
    await app.call('criteria.setVerdict', { ...inherited, criterionId: await firstOf(app, 'pinpoint', 'compliance-validation', 'aws') })
    const met = { verdict: 'met', rationale: 'Seen.', basis: '', reportId: null, proposal: null } as const
    await app.call('criteria.setVerdict', { ...met, criterionId: await firstOf(app, 'sso', 'resilience', 'customer') })
    const filled = new Map<string, ReturnType<typeof filledWith>>()
    for (const service of SERVICES) {
      const { coverage, service: catalog } = await app.call('services.get', { service })
      for (const { topic } of catalog.chapter) {
        const cell = coverage.topics.find((candidate) => candidate.topic === topic)
        filled.set(`${service}/${topic}`, cell ? filledWith(cell) : null)
      }
    }
    expect([...filled].filter(([, what]) => what === null)).toEqual([])
    expect(Object.fromEntries(filled)).toMatchObject({
      'pinpoint/configuration-and-vulnerability-analysis': 'evidence',
      'pinpoint/data-protection': 'evidence',
      'pinpoint/logging-and-monitoring': 'evidence',
      'pinpoint/compliance-validation': 'inherited',
      'sso/identity-and-access-management': 'evidence',
      'sso/resilience': 'verdict',
    })
    const readiness = await app.call('reports.readiness', { services: [...SERVICES] })
    expect(readiness.map(({ balance }) => balance.holds)).toEqual([true, true])
  })

  it('say in print what the map says, topic by topic', async () => {
    const app = await estate(new Set(['pinpoint/logging-and-monitoring', 'sso/identity-and-access-management']))
    const { db } = await openDb({ path: app.path, passphrase: null })
    try {
      for (const service of SERVICES) {
        const order = { reportId: JOB, version: 1, kind: 'draft', createdAt: '2026-07-01T00:00:00.000Z', createdBy: 'Ada' } as const
        const source = readReportSource(db, shippedCatalog(), {
          ...order,
          tickmarkVersion: '0.0.0',
          service,
          fileName: 'a.tickmark',
          encrypted: false,
        })
        const model = buildReportModel(source, checkBalance(source))
        const cells = new Map(source.coverage.row.topics.map((cell) => [cell.topic, cell]))
        expect(model.chapter.map(({ topic, state }) => [topic, state])).toEqual(
          model.chapter.map(({ topic }) => [topic, cells.get(topic ?? '')?.state]),
        )
        expect(model.chapter.filter(({ state, topic }) => state === 'not-tested' && cells.get(topic ?? '')?.why === null)).toEqual([])
      }
    } finally {
      db.close()
    }
  })

  it('say of a topic all of whose calls were denied that it is not tested, and why', async () => {
    const app = await estate(new Set(['pinpoint/logging-and-monitoring']))
    const { coverage } = await app.call('services.get', { service: 'pinpoint' })
    const cell = coverage.topics.find(({ topic }) => topic === 'logging-and-monitoring')
    expect(cell).toMatchObject({ state: 'not-tested', why: 'access-denied', places: { 'access-denied': 1 } })
    expect(sumOf(cell?.evidence ?? {})).toBe(cell?.unanswered.denied)
  })
})

async function firstOf(app: Awaited<ReturnType<typeof estate>>, service: string, topic: string, responsibility: string): Promise<string> {
  const criteria = await app.call('criteria.list', { service })
  const found = criteria.find((criterion) => criterion.topic === topic && criterion.responsibility === responsibility)
  expect(found, `${service} has a criterion of ${responsibility} under ${topic}`).toBeDefined()
  return found?.criterionId ?? ''
}
