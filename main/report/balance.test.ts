import { describe, expect, it } from 'vitest'
import { checkBalance, requireBalance } from './balance.ts'
import type { ReportSource } from './source.ts'
import { buildCriterion, buildFinding, buildRow, buildSource } from './testing/build-source.ts'

const rows = [
  buildRow(1, { result: 'fail', severity: 'high', check: 'open' }),
  buildRow(2, { result: 'fail', severity: 'critical', check: 'open', muted: true }),
  buildRow(3, { topic: 'resilience', lifecycle: 'archived' }),
  buildRow(4, { topic: null, result: 'manual', lifecycle: 'resolved', check: null }),
]
const whole = () =>
  buildSource({ evidence: rows, findings: [buildFinding(1, 'open', rows)], criteria: [buildCriterion('c1'), buildCriterion('c2')] })

const brokenCodes = (source: ReportSource) =>
  checkBalance(source)
    .lines.filter((line) => !line.holds)
    .map((line) => line.code)

const first = <T>(items: readonly T[]): T => {
  const [item] = items
  if (item === undefined) throw new Error('empty')
  return item
}
const withImport = (source: ReportSource, over: Partial<ReportSource['imports'][number]>): ReportSource => ({
  ...source,
  imports: [{ ...first(source.imports), ...over }],
})
const withFinding = (source: ReportSource, over: Partial<ReportSource['findings'][number]>): ReportSource => ({
  ...source,
  findings: [{ ...first(source.findings), ...over }],
})
const retally = (source: ReportSource, over: Partial<ReportSource['tallies'][number]>): ReportSource => ({
  ...source,
  tallies: source.tallies.map((tally, i) => (i === 0 ? { ...tally, ...over } : tally)),
})

describe('checkBalance', () => {
  it('holds for a source whose numbers agree', () => {
    expect(brokenCodes(whole())).toEqual([])
    expect(checkBalance(whole()).holds).toBe(true)
  })

  it('holds for a service without any evidence', () => {
    expect(checkBalance(buildSource()).holds).toBe(true)
  })

  const offByOne: readonly (readonly [string, (source: ReportSource) => ReportSource])[] = [
    ['import-1-records', (s) => withImport(s, { records: 5 })],
    ['import-1-rejections', (s) => withImport(s, { records: 5, rejected: 1 })],
    ['import-1-results', (s) => withImport(s, { byResult: { ...first(s.imports).byResult, pass: 2 } })],
    ['import-1-severities', (s) => withImport(s, { bySeverity: { ...first(s.imports).bySeverity, low: 1 } })],
    ['import-1-services', (s) => withImport(s, { byService: { pinpoint: 4, unfiled: 1 } })],
    ['import-1-rows', (s) => withImport(s, { serviceRecords: 5 })],
    ['imports-to-service', (s) => withImport(s, { serviceRecords: 3 })],
    ['rows-traceable', (s) => withImport(s, { sha256: 'd2'.repeat(32) })],
    ['records-kept', (s) => retally(s, { count: 2 })],
    ['records-listed', (s) => ({ ...s, counted: { ...s.counted, info: 1 } })],
    ['records-once', (s) => ({ ...s, evidence: s.evidence.map((row) => ({ ...row, evidenceId: Math.max(2, row.evidenceId) })) })],
    ['result-fail-kept', (s) => ({ ...s, counted: { ...s.counted, fail: 3 } })],
    ['result-pass-listed', (s) => ({ ...s, counted: { ...s.counted, pass: 0 } })],
    ['fails-high', (s) => retally(s, { severity: 'low' })],
    ['fails-severities', (s) => retally(s, { result: 'pass' })],
    ['muted', (s) => retally(s, { muted: true })],
    ['archived', (s) => retally(s, { lifecycle: 'archived' })],
    ['resolved', (s) => retally(s, { lifecycle: 'resolved' })],
    ['topic-data-protection', (s) => retally(s, { topic: 'resilience' })],
    ['topic-none', (s) => retally(s, { topic: null })],
    ['topics-total', (s) => ({ ...s, evidence: s.evidence.slice(1) })],
    ['findings-once', (s) => ({ ...s, findings: [...s.findings, ...s.findings] })],
    ['finding-1-fails', (s) => withFinding(s, { evidence: { ...first(s.findings).evidence, fail: 3 } })],
    ['finding-1-listed', (s) => ({ ...s, evidence: s.evidence.slice(1) })],
    ['finding-1-records', (s) => withFinding(s, { evidence: { ...first(s.findings).evidence, pass: 1 } })],
    ['finding-1-muted', (s) => withFinding(s, { mutedFails: 0 })],
    ['fails-covered', (s) => ({ ...s, counted: { ...s.counted, fail: 1 } })],
    ['criteria-judged', (s) => ({ ...s, criteria: s.criteria.slice(1) })],
    ['criteria-judged', (s) => ({ ...s, leftOut: [buildCriterion('c2')] })],
    ['criteria-known', (s) => ({ ...s, criteria: s.criteria.slice(1), leftOut: [buildCriterion('c2')] })],
    ['criteria-known', (s) => ({ ...s, criteria: [buildCriterion('c1'), buildCriterion('c9')] })],
  ]
  it.each(offByOne)('sees %s off by one', (code, breakIt) => {
    expect(brokenCodes(breakIt(whole()))).toContain(code)
  })
})

function refusalOf(source: ReportSource): unknown {
  try {
    requireBalance(checkBalance(source))
  } catch (error) {
    return error
  }
  return null
}

describe('requireBalance', () => {
  it('names every broken sum with both numbers', () => {
    const source = withImport(whole(), { records: 5 })
    expect(refusalOf(source)).toMatchObject({
      code: 'report-blocked',
      details: { gate: 'balance', lines: ['import-1-records: File 1: records = stored + rejected + duplicates: 5 is not 4'] },
    })
  })

  it('lets a balanced report pass', () => {
    expect(() => requireBalance(checkBalance(whole()))).not.toThrow()
  })
})
