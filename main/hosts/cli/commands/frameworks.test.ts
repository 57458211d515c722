import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Output } from '#contract'
import type { Io } from '../io.ts'
import { createProgram } from '../program.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-frameworks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the program as a person would; gives what it prints on stdout. */
async function tickmark(...args: readonly string[]): Promise<string> {
  let said = ''
  const io: Io = {
    env: {},
    cwd: folder,
    folders: { data: join(folder, 'home'), documents: join(folder, 'documents') },
    out: (chunk) => void (said += String(chunk)),
    err: () => undefined,
    errIsTerminal: false,
    onInterrupt: () => () => undefined,
    setExitCode: () => undefined,
  }
  await createProgram(io).parseAsync([...args, '--no-encryption'], { from: 'user' })
  return said
}

const FINDING = {
  SchemaVersion: '2018-10-08',
  Id: 'one',
  ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
  GeneratorId: 'security-control/S3.8',
  AwsAccountId: '111122223333',
  CreatedAt: '2026-03-01T09:00:00Z',
  UpdatedAt: '2026-03-01T09:00:00Z',
  Severity: { Label: 'HIGH' },
  Title: 'Buckets block public access',
  Description: 'Looks at buckets.',
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::one', Partition: 'aws', Region: 'eu-west-1' }],
  Compliance: {
    Status: 'FAILED',
    SecurityControlId: 'S3.8',
    RelatedRequirements: ['NIST.800-53.r5 AC-3', 'PCI DSS v4.0.1/1.4.4', 'House rules 7'],
  },
}

beforeAll(async () => {
  writeFileSync(join(folder, 'hub.json'), JSON.stringify({ Findings: [FINDING] }))
  await tickmark('new', 'a.tickmark', '--title', 'T', '--client', 'C', '--from', '2026-01-01', '--to', '2026-06-30', '--service', 's3')
  await tickmark('import', 'a.tickmark', 'hub.json')
}, 60_000)

it('lists the frameworks that are touched, and with --all every one', async () => {
  const listed = async (...more: string[]) =>
    (JSON.parse(await tickmark('frameworks', 'a.tickmark', '--json', ...more)) as Output<'frameworks.list'>).frameworks
  const touched = await listed()
  expect(touched.map(({ frameworkId }) => frameworkId)).toEqual(
    expect.arrayContaining(['nist-800-53-r5', 'pci-dss-4.0.1', 'House rules', 'aws-fsbp']),
  )
  expect(touched.map(({ frameworkId }) => frameworkId)).not.toContain('gdpr')
  expect((await listed('--all')).length).toBeGreaterThan(touched.length + 10)
  const text = await tickmark('frameworks', 'a.tickmark')
  expect(text).toMatch(/nist-800-53-r5 +NIST SP 800-53 Rev\. 5 +scans/)
  expect(text).toContain('not that a requirement is met')
})

it('shows a crosswalk by id or by the name a scan gives it, filtered, and says of how many', async () => {
  const shown = JSON.parse(
    await tickmark('frameworks', 'show', 'a.tickmark', 'nist-800-53-r5', '--state', 'fail', '--json'),
  ) as Output<'frameworks.get'>
  expect(shown.rows.map(({ requirement }) => requirement)).toContain('AC-3')
  expect(shown.rows.length).toBeLessThan(shown.total)
  const text = await tickmark('frameworks', 'show', 'a.tickmark', 'PCI DSS v4.0.1', '--service', 's3')
  expect(text).toMatch(/1\.4\.4 +fail +1 +1 fail/)
  expect(await tickmark('frameworks', 'show', 'a.tickmark', 'nist-800-53-r5', '--text', 'AC-3(15)')).toMatch(/3 of \d+ requirements shown/)
})

it('writes the table as CSV and overwrites nothing', async () => {
  await tickmark('frameworks', 'show', 'a.tickmark', 'House rules', '--csv', 'house.csv')
  const [head, line] = readFileSync(join(folder, 'house.csv'), 'utf8').slice(1).split('\r\n')
  expect(head).toMatch(/^framework,version,requirement,title,group,state,records,pass,fail/)
  expect(line).toMatch(/^House rules,,7,,,fail,1,0,1,/)
  await expect(tickmark('frameworks', 'show', 'a.tickmark', 'House rules', '--csv', 'house.csv')).rejects.toMatchObject({
    code: 'conflict',
  })
})

it('refuses states and frameworks there are none of', async () => {
  await expect(tickmark('frameworks', 'show', 'a.tickmark', 'gdpr', '--state', 'failing')).rejects.toThrow(/is no state/)
  await expect(tickmark('frameworks', 'show', 'a.tickmark', 'nothing')).rejects.toMatchObject({ code: 'not-found' })
})
