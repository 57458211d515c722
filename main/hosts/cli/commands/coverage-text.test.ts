import { describe, expect, it } from 'vitest'
import type { Coverage, CoverageCell } from '#domain/coverage'
import { noPlaces } from '#domain/coverage-places'
import { noVerdicts } from '#domain/criterion'
import { noResults, noSeverities } from '#domain/evidence'
import { coverageDocument } from './coverage.ts'
import { mapText, serviceText } from './coverage-text.ts'

const calls = { denied: 0, failed: 0, notRun: 0 }
const cell = (topic: string, some: Partial<CoverageCell>): CoverageCell => ({
  topic,
  inChapter: true,
  state: 'not-tested',
  decidedBy: null,
  why: null,
  testers: [],
  evidence: noResults(),
  muted: 0,
  verdicts: noVerdicts(),
  findings: 0,
  conclusion: 'not-concluded',
  places: { ...noPlaces(), tested: 1, 'not-scanned': 2 },
  elsewhere: 0,
  unanswered: calls,
  ...some,
})
const scope = { accounts: ['111122223333'], regions: ['eu-west-1', 'us-east-1'], accountsStated: true, regionsStated: false }
const row = {
  key: 's3',
  name: 'Amazon S3',
  inScope: true,
  reach: 'regional' as const,
  reachSource: null,
  topics: [
    cell('data-protection', { state: 'fail', decidedBy: 'records', evidence: { ...noResults(), fail: 3, pass: 1200 } }),
    cell('resilience', { state: 'pass', decidedBy: 'verdict', verdicts: { ...noVerdicts(), met: 1 } }),
    cell('logging-and-monitoring', { why: 'access-denied', unanswered: { ...calls, denied: 2 } }),
    cell('incident-response', { state: 'not-in-chapter', inChapter: false }),
  ],
  unfiled: noResults(),
  evidence: { ...noResults(), fail: 3, pass: 1200 },
  findings: 1,
  openFindings: noSeverities(),
  places: { ...noPlaces(), tested: 1, 'not-scanned': 1 },
  elsewhere: 4,
  unanswered: calls,
}
const coverage: Coverage = {
  scope,
  topics: row.topics.map(({ topic }) => ({ topic, label: topic })),
  services: [row],
  unfiled: noResults(),
  total: row.evidence,
}
const tested = { state: 'tested' as const, accounts: ['111122223333'], regions: ['eu-west-1'] }
const hole = { state: 'not-scanned' as const, accounts: ['111122223333'], regions: ['us-east-1'] }
const depth = {
  key: 's3',
  places: { scope, places: [tested, hole], topics: [{ topic: 'data-protection', places: [hole] }] },
  criteria: [
    {
      criterionId: 's3.resilience.backups',
      topic: 'resilience',
      state: 'pass' as const,
      decidedBy: 'verdict' as const,
      evidence: noResults(),
    },
  ],
}

describe('the map in words', () => {
  const text = mapText(coverage)

  it('has a sign and a number per cell, who judged, and why not', () => {
    expect(text).toMatch(/^s3 +x 3 +\+ by hand +o denied +\. +1 of 2 +0 +1,203$/m)
    expect(text).toContain('"denied": access denied: the kit asked and was refused.')
  })

  it('says what was expected, and where that comes from', () => {
    expect(text).toContain(
      'Expected: 1 account (as in scope), 2 regions (as seen in imports; the scope names none); global services once per account.',
    )
  })
})

describe('a service in words', () => {
  it('lists each missing place, as a whole and by topic', () => {
    const text = serviceText(coverage, row, depth)
    expect(text.match(/not scanned: 111122223333 in us-east-1/g)).toHaveLength(2)
    expect(text).toContain('4 records of other accounts or regions than expected')
    expect(text).toMatch(/s3\.resilience\.backups +passing by hand/)
  })
})

describe('the JSON document', () => {
  it('gives counts, holes and criteria; what is tested is no hole', () => {
    const [service] = coverageDocument(coverage, [depth]).services
    expect(service).toMatchObject({ key: 's3', holes: [hole], criteria: depth.criteria })
    expect(service?.topics[0]).toMatchObject({
      topic: 'data-protection',
      inChapter: true,
      state: 'fail',
      counts: { fail: 3 },
      holes: [hole],
    })
  })
})
