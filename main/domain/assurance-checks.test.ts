import { describe, expect, it } from 'vitest'
import { AssuranceFacts, type AssuranceReport, reportInOneLine } from './assurance.ts'
import { type CheckedAgainst, checkReport, inheritedPoints, periodCover } from './assurance-checks.ts'

const AUDITED = { periodFrom: '2026-01-01', periodTo: '2026-03-31' }
const FILE = 'a'.repeat(64)
const BRIDGE = 'b'.repeat(64)
const AGAINST: CheckedAgainst = { audited: AUDITED, today: '2026-06-01', attached: new Set([FILE, BRIDGE]) }
const PINPOINT = { key: 'pinpoint', name: 'Amazon Pinpoint' }

const FACTS: AssuranceFacts = {
  programme: 'soc-2',
  title: 'Controls report',
  issuer: 'Fixture Auditors LLP',
  periodFrom: '2025-10-01',
  periodTo: '2026-03-31',
  asOf: null,
  services: ['pinpoint'],
  opinion: 'unqualified',
  opinionText: '',
  readBy: 'Ada Auditor',
  readOn: '2026-05-04',
  expiresOn: null,
  bridgeUntil: null,
  notes: '',
}

const report = (over: Partial<AssuranceReport> = {}): AssuranceReport => ({
  ...FACTS,
  reportId: '00000000-0000-4000-8000-000000000001',
  sha256: FILE,
  bridgeSha256: null,
  updatedAt: '2026-05-04T09:00:00.000Z',
  updatedBy: 'Ada Auditor',
  ...over,
})

const codes = (over: Partial<AssuranceReport>) => checkReport(report(over), AGAINST).map(({ code, level }) => `${level} ${code}`)

describe('an AWS report against the engagement', () => {
  it('leaves nothing open where it covers the period, was read, is clean and is attached', () => {
    expect(codes({})).toEqual([])
  })

  it.each<[string, Partial<AssuranceReport>, string[]]>([
    ['no period', { periodFrom: null, periodTo: null }, ['open aws-report-period']],
    ['a period that ends early', { periodTo: '2026-02-28' }, ['open aws-report-period']],
    [
      'a bridge letter to the end',
      { periodTo: '2026-02-28', bridgeUntil: '2026-03-31', bridgeSha256: BRIDGE },
      ['note aws-report-bridged'],
    ],
    [
      'a bridge letter that ends early, not attached',
      { periodTo: '2026-02-28', bridgeUntil: '2026-03-30' },
      ['open aws-report-period', 'note aws-report-bridged', 'open aws-report-no-file'],
    ],
    ['expiry inside the period', { expiresOn: '2026-03-01' }, ['open aws-report-expired']],
    ['expiry on its last day, and passed since', { expiresOn: '2026-03-31' }, ['note aws-report-expired-since']],
    ['nobody who read it', { readBy: '', readOn: null }, ['open aws-report-opinion-not-read']],
    ['an opinion not stated', { opinion: 'not-stated' }, ['open aws-report-opinion-not-read']],
    ['a qualified opinion', { opinion: 'qualified', opinionText: 'Logical access.' }, ['open aws-report-opinion-qualified']],
    ['no file', { sha256: null }, ['open aws-report-no-file']],
    ['a file that was removed', { sha256: 'c'.repeat(64) }, ['open aws-report-no-file']],
  ])('%s is told', (_, over, expected) => {
    expect(codes(over)).toEqual(expected)
  })
})

describe('the period', () => {
  it.each<[string, Partial<AssuranceReport>, [number, number, number]]>([
    ['is covered, both ends included', { periodFrom: '2026-01-01' }, [0, 0, 0]],
    ['lacks its first day', { periodFrom: '2026-01-02' }, [1, 0, 0]],
    ['lacks its last day', { periodTo: '2026-03-30' }, [0, 1, 0]],
    ['is bridged for its last month', { periodTo: '2026-02-28', bridgeUntil: '2026-12-31' }, [0, 0, 31]],
    ['is bridged alone where the report ended before', { periodTo: '2025-12-31', bridgeUntil: '2026-12-31' }, [0, 0, 90]],
    ['is not reached by a report long before', { periodFrom: '2024-01-01', periodTo: '2024-12-31' }, [0, 90, 0]],
    ['is not reached by a report after it', { periodFrom: '2027-01-01', periodTo: '2027-12-31' }, [90, 0, 0]],
    ['has one day that a report as of it speaks for', { periodFrom: null, periodTo: null, asOf: '2026-02-01' }, [31, 58, 0]],
    [
      'is covered by a certificate until it expires',
      { periodFrom: null, periodTo: null, asOf: '2025-05-01', expiresOn: '2028-05-01' },
      [0, 0, 0],
    ],
  ])('%s', (_, over, [gapBefore, gapAfter, bridged]) => {
    expect(periodCover(report(over), AUDITED)).toEqual({ gapBefore, gapAfter, bridged, days: 90 })
  })
})

describe('inherited verdicts', () => {
  const onReport = { verdict: 'inherited', reportId: report().reportId } as const
  const points = (criteria: Parameters<typeof inheritedPoints>[0], over: Partial<AssuranceReport> = {}) =>
    inheritedPoints(criteria, [report(over)], PINPOINT, AGAINST)

  it('leave nothing open on a sound report, and notes are no open points', () => {
    expect(points([onReport, { verdict: 'met', reportId: null }])).toEqual([])
    expect(points([onReport], { expiresOn: '2026-04-01' })).toEqual([])
  })

  it('name no report: free text alone is told', () => {
    expect(points([{ verdict: 'inherited', reportId: null }])).toEqual([
      {
        code: 'inherited-without-report',
        count: 1,
        message: '1 inherited criterion rests on free text alone, not on a registered AWS report',
      },
    ])
  })

  it('rest on a report that does not name the service: counted per criterion', () => {
    expect(points([onReport, onReport], { services: ['s3'] })).toEqual([
      {
        code: 'aws-report-service',
        count: 2,
        message: '2 inherited criteria rest on SOC 2, Controls report, which does not name Amazon Pinpoint among the services in its scope',
      },
    ])
  })
})

describe('what is stated of a report', () => {
  it.each<[string, Partial<AssuranceFacts>]>([
    ['half a period', { periodFrom: null }],
    ['a period that ends before it begins', { periodTo: '2025-09-30' }],
    ['a period and a day', { asOf: '2026-01-01' }],
    ['a bridge letter inside the period', { bridgeUntil: '2026-03-31' }],
    ['a reading without its day', { readOn: null }],
    ['a qualified opinion without its text', { opinion: 'qualified' }],
  ])('cannot be %s', (_, over) => {
    expect(AssuranceFacts.safeParse({ ...FACTS, ...over }).success).toBe(false)
  })

  it('is told in one line', () => {
    expect(reportInOneLine(report({ bridgeUntil: '2026-06-30' }))).toBe(
      'SOC 2, Controls report (Fixture Auditors LLP); 2025-10-01 to 2026-03-31, bridge letter until 2026-06-30',
    )
  })
})
