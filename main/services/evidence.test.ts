// Lists and facets of evidence against a plain count in JavaScript, over imports that supersede, restate and end each other.
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EvidenceRow } from '#domain/evidence'
import { openedApp, type TestApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const MARCH = 1_772_445_600
const JUNE = 1_780_394_400

const CHECKS = [
  { check: 's3_bucket_public_access', service: 's3' },
  { check: 'iam_root_mfa_enabled', service: 'iam' },
  { check: 'made_up_check', service: 'nosuchservice' },
]
const TEXTS = [
  'MFA is off.',
  'CVE-2021-44228 was found; NEAR("a" OR b) AND NOT c*',
  '日本語のバケット is public 🪣 now',
  'Größe des Éclair: naïve',
  'AwsS3Bucket logbucket1 100% under_score back\\slash',
]
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** Lines that differ in every word a filter can ask for, made from a number. */
const lineOf = (n: number, at: number): Line => ({
  ...pick(CHECKS, n),
  status: pick(['PASS', 'FAIL', 'MANUAL', 'FAIL'], n * 7 + (at === JUNE ? n % 2 : 0)),
  severity: pick(['Low', 'High', 'Critical'], n % 3),
  resource: `arn:aws:s3:::bucket-${n % 11}`,
  muted: n % 5 === 0,
  account: pick(['111122223333', '444455556666'], Math.trunc(n / 2)),
  region: pick(['eu-west-1', 'us-east-1', 'eu-north-1'], Math.trunc(n / 3)),
  at,
  text: `${pick(TEXTS, n)} (${n})`,
})
const lines = (from: number, to: number, at: number): Line[] => Array.from({ length: to - from }, (_, i) => lineOf(from + i, at))

let app: TestApp
let all: readonly EvidenceRow[]

beforeEach(async () => {
  app = await openedApp()
  const imports = [
    [[...lines(0, 40, MARCH), { ...lineOf(3, MARCH), resource: 'arn:aws:s3:::deleted' }], lines(70, 75, MARCH)],
    [lines(20, 60, JUNE), lines(25, 35, JUNE)],
  ]
  for (const [i, scans] of imports.entries()) {
    const paths = scans.map((scan, n) => writeScan(app.folder, `scan-${i}-${n}.json`, scan))
    await app.call('imports.run', { jobId: JOB, files: paths.map((path) => ({ token: app.files.add(path) })) })
  }
  all = (await app.call('evidence.list', { limit: 2000 })).rows
}, 60_000)

type Test = { readonly term: string; readonly holds: (row: EvidenceRow) => boolean }

const VALUES = {
  service: (r: EvidenceRow) => r.service,
  topic: (r: EvidenceRow) => r.topic,
  check: (r: EvidenceRow) => r.check,
  result: (r: EvidenceRow) => r.result,
  severity: (r: EvidenceRow) => r.severity,
  muted: (r: EvidenceRow) => (r.muted ? 'yes' : 'no'),
  lifecycle: (r: EvidenceRow) => r.lifecycle,
  standing: (r: EvidenceRow) => r.standing,
  change: (r: EvidenceRow) => r.change,
  account: (r: EvidenceRow) => r.account,
  region: (r: EvidenceRow) => r.region,
  type: (r: EvidenceRow) => r.resourceType,
  import: (r: EvidenceRow) => r.importId,
  file: (r: EvidenceRow) => r.source.fileName,
} as const
type Field = keyof typeof VALUES

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
const textsOf = (r: EvidenceRow): string[] => [r.check, r.title, r.statusText, r.resource, r.account].map((text) => lower(text ?? ''))
const textTest = (text: string): Test => ({
  term: `"${text}"`,
  holds: (row) => textsOf(row).some((held) => held.includes(lower(text))),
})

/** A term about a field, its words taken from the records themselves. */
const fieldTest = fc
  .tuple(fc.constantFrom(...(Object.keys(VALUES) as Field[])), fc.array(fc.nat(), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([field, rows, shout]): Test => {
    const words = rows.map((n) => VALUES[field](pick(all, n)) ?? 'none')
    return {
      term: `${field}:${words.map((word) => (shout ? word.toUpperCase() : word)).join(',')}`,
      holds: (row) => words.includes(VALUES[field](row) ?? 'none'),
    }
  })

/** Any piece of any text of a record, or of none. */
const pieceTest = fc
  .tuple(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 14 }), fc.boolean())
  .map(([n, which, from, length, shout]) => {
    const held =
      pick([pick(all, n).statusText, pick(all, n).title, pick(all, n).resource, pick(all, n).check, 'no such text'], which) ?? 'x'
    const start = from % Math.max(1, held.length)
    const piece = held
      .slice(start, start + length)
      .replaceAll('"', '')
      .toWellFormed()
    return textTest(shout ? piece.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : piece)
  })
  .filter(({ term }) => term !== '""' && term !== '"-"')

const filterOf = (tests: fc.Arbitrary<Test>) =>
  fc.array(fc.tuple(tests, fc.boolean()), { maxLength: 3 }).map((terms) => ({
    filter: terms.map(([{ term }, negated]) => (negated ? `-${term}` : term)).join(' '),
    holds: (row: EvidenceRow) => terms.every(([test, negated]) => test.holds(row) !== negated),
  }))

function facetsOf(rows: readonly EvidenceRow[]): Map<string, Map<string, number>> {
  const facets = new Map<string, Map<string, number>>()
  for (const field of [
    'result',
    'severity',
    'service',
    'topic',
    'muted',
    'lifecycle',
    'standing',
    'change',
    'account',
    'region',
  ] as const) {
    const counts = new Map<string, number>()
    for (const row of rows) counts.set(VALUES[field](row) ?? 'none', (counts.get(VALUES[field](row) ?? 'none') ?? 0) + 1)
    facets.set(field, counts)
  }
  return facets
}

/** Held to a plain filter of all records: the total, the rows in their order, and the facets. */
async function agrees(filter: string, holds: (row: EvidenceRow) => boolean): Promise<void> {
  const expected = all.filter(holds)
  const ids = expected.map((row) => row.evidenceId)
  const list = await app.call('evidence.list', { filter, limit: 2000 })
  expect([filter, list.total, list.rows.map((row) => row.evidenceId)]).toEqual([filter, ids.length, ids])
  const facets = await app.call('evidence.facets', { filter })
  expect(new Map(facets.map(({ field, values }) => [field, new Map(values.map(({ value, count }) => [value, count]))]))).toEqual(
    facetsOf(expected),
  )
}

describe('a list of evidence', { timeout: 120_000 }, () => {
  it('stands on records of several standings', () => {
    expect(new Set(all.map((row) => row.standing)).size).toBeGreaterThan(2)
    expect(new Set(all.map((row) => row.change)).size).toBeGreaterThan(2)
  })

  it('says the same as a plain count of all records, whatever is asked of kept counts', async () => {
    await fc.assert(
      fc.asyncProperty(filterOf(fc.nat().chain(() => fieldTest)), ({ filter, holds }) => agrees(filter, holds)),
      { numRuns: 300 },
    )
  })

  it('says the same for any piece of a text, and for everything without it', async () => {
    await fc.assert(
      fc.asyncProperty(filterOf(fc.nat().chain((n) => (n % 3 === 0 ? fieldTest : pieceTest))), ({ filter, holds }) =>
        agrees(filter, holds),
      ),
      { numRuns: 300 },
    )
  })

  it('takes what looks like a question to the index as the text it is', async () => {
    const texts = [
      'CVE-2021-44228',
      'NEAR(',
      'OR b',
      'AND NOT',
      'c*',
      '日本語',
      'バケット',
      '🪣',
      'root_mfa',
      'oot_mf',
      '::bucket-1',
      'ucket',
      '100%',
    ]
    for (const text of [...texts, 'r_score', 'k\\s', 'É', 'é', 'clair', 'naïve', 'a', '-', '%', '_', 'S3bUCKET', 'x '.repeat(600)]) {
      const { term, holds } = textTest(text)
      await agrees(term, holds)
    }
    expect((await app.call('evidence.list', { filter: '"ucket"' })).total).toBeGreaterThan(0)
    expect((await app.call('evidence.list', { filter: '日本語' })).total).toBeGreaterThan(0)
  })

  it('asks for the tool and the format of a file, whatever the case, with rows and with kept counts', async () => {
    const countOf = async (filter: string): Promise<number> => (await app.call('evidence.list', { filter, limit: 1 })).total
    for (const filter of ['tool:prowler', 'format:Prowler-OCSF', 'tool:nessus,Prowler', 'tool:prowler -type:none', 'format:prowler-ocsf e'])
      expect([filter, await countOf(filter)]).toEqual([filter, await countOf(filter.replace(/(?:tool|format):\S+ ?/, ''))])
    for (const filter of ['tool:prow', 'tool:nessus', 'format:nessus', '-format:prowler-ocsf']) expect(await countOf(filter)).toBe(0)
  })

  it('is cut into windows in every order', async () => {
    const sorts = ['imported', 'severity', 'result', 'service', 'check', 'resource'] as const
    const filters = fc.nat().chain(() => fieldTest)
    const limits = fc.integer({ min: 1, max: 40 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sorts), fc.boolean(), limits, filters, async (sort, descending, limit, test) => {
        for (const filter of ['', test.term]) {
          const whole = await app.call('evidence.list', { filter, sort, descending, limit: 2000 })
          expect(whole.rows.map((row) => row.evidenceId).toSorted((a, b) => a - b)).toEqual(
            all.filter((row) => filter === '' || test.holds(row)).map((row) => row.evidenceId),
          )
          for (let offset = 0; offset <= whole.total; offset += limit) {
            const { total, rows } = await app.call('evidence.list', { filter, sort, descending, offset, limit })
            expect([total, rows]).toEqual([whole.total, whole.rows.slice(offset, offset + limit)])
          }
          const words = whole.rows.map((row) => sortWord(row, sort))
          expect(words).toEqual(words.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (descending ? -1 : 1)))
        }
      }),
      { numRuns: 40 },
    )
  })
})

const RESULTS = ['pass', 'fail', 'manual', 'error', 'not-applicable', 'skipped', 'info', 'unknown']
const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational', 'unknown']

/** What a list is ordered by, so that `<` orders it, the id last; nothing stated comes first. */
function sortWord(row: EvidenceRow, sort: 'imported' | 'severity' | 'result' | 'service' | 'check' | 'resource'): string {
  const id = String(row.evidenceId).padStart(9, '0')
  if (sort === 'imported') return id
  if (sort === 'severity') return `${SEVERITIES.indexOf(row.severity)} ${id}`
  if (sort === 'result') return `${RESULTS.indexOf(row.result)} ${id}`
  return `${row[sort] ?? ''}\u0000${id}`
}
