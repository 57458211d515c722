import { describe, expect, it } from 'vitest'
import { checkBalance } from './balance.ts'
import { buildReportModel, RESOURCE_LIMIT, type ReportModel } from './model.ts'
import type { ReportSource } from './source.ts'
import { buildCriterion, buildFinding, buildRow, buildSource, CHAPTER } from './testing/build-source.ts'

const modelOf = (source: ReportSource): ReportModel => buildReportModel(source, checkBalance(source))

describe('buildReportModel', () => {
  it("follows the chapter's topics in the chapter's own order", () => {
    expect(modelOf(buildSource()).chapter.map((section) => section.topic)).toEqual(CHAPTER)
  })

  it('shows a topic without anything as not tested', () => {
    const model = modelOf(buildSource({ criteria: [buildCriterion('c1')] }))
    expect(model.chapter.map((section) => section.state)).toEqual(['not-tested', 'not-tested', 'not-tested'])
  })

  it('keeps evidence outside the chapter and under no topic in sections of their own', () => {
    const model = modelOf(buildSource({ evidence: [buildRow(1, { topic: 'resilience' }), buildRow(2, { topic: null })] }))
    expect(model.outside.map((section) => [section.topic, section.title, section.counts.total])).toEqual([['resilience', 'Resilience', 1]])
    expect(model.unfiled?.counts.total).toBe(1)
    expect(model.notTopics.map((topic) => topic.topic)).toEqual(['console-and-api-authorization'])
  })

  it('has no such sections where nothing lies outside', () => {
    const model = modelOf(buildSource({ evidence: [buildRow(1)] }))
    expect(model.outside).toEqual([])
    expect(model.unfiled).toBeNull()
  })

  it('takes the worst state that holds', () => {
    const stateWith = (evidence: ReportSource['evidence'], criteria: ReportSource['criteria'] = []) =>
      modelOf(buildSource({ evidence, criteria })).chapter.find((section) => section.topic === 'data-protection')?.state
    expect(stateWith([buildRow(1), buildRow(2, { result: 'fail' })])).toBe('fail')
    expect(stateWith([buildRow(1)], [buildCriterion('c', { verdict: 'not-met' })])).toBe('fail')
    expect(stateWith([buildRow(1)], [buildCriterion('c', { verdict: 'partly-met' })])).toBe('partly')
    expect(stateWith([buildRow(1)])).toBe('pass')
    expect(stateWith([buildRow(1, { result: 'unknown' })])).toBe('inconclusive')
    expect(stateWith([], [buildCriterion('c', { verdict: 'inherited', responsibility: 'aws' })])).toBe('inherited')
    expect(stateWith([], [buildCriterion('c', { verdict: 'not-applicable' })])).toBe('not-applicable')
  })

  it('lets a stale record neither pass nor fail a topic', () => {
    const stateWith = (...evidence: ReportSource['evidence']) =>
      modelOf(buildSource({ evidence })).chapter.find((section) => section.topic === 'data-protection')?.state
    expect(stateWith(buildRow(1, { lifecycle: 'archived' }))).toBe('inconclusive')
    expect(stateWith(buildRow(1, { lifecycle: 'archived' }), buildRow(2, { result: 'error' }))).toBe('inconclusive')
    expect(stateWith(buildRow(1), buildRow(2, { result: 'fail', lifecycle: 'resolved' }))).toBe('pass')
    expect(stateWith(buildRow(1), buildRow(2, { result: 'manual' }))).toBe('inconclusive')
  })

  it('orders findings by severity, then number, and counts every affected record', () => {
    const rows = Array.from({ length: RESOURCE_LIMIT + 5 }, (_, i) => buildRow(i + 1, { result: 'fail', check: 'a' }))
    const model = modelOf(
      buildSource({
        evidence: rows,
        findings: [buildFinding(1, 'b', rows, { severity: 'low' }), buildFinding(2, 'a', rows, { severity: 'critical' })],
      }),
    )
    expect(model.findings.map((section) => section.finding.number)).toEqual([2, 1])
    expect(model.findings[0]?.affected).toHaveLength(RESOURCE_LIMIT)
    expect(model.findings[0]?.affectedTotal).toBe(RESOURCE_LIMIT + 5)
  })

  it('tells failing records from the resources they lie on', () => {
    const fail = { result: 'fail', check: 'a' } as const
    const rows = [
      buildRow(1, { ...fail, resource: 'r' }),
      buildRow(2, { ...fail, resource: 'r' }),
      buildRow(3, { ...fail, resource: 'r', region: 'us-east-1' }),
      buildRow(4, { ...fail, resource: 'r', account: '444455556666' }),
      buildRow(5, { ...fail, resource: null }),
    ]
    const [section] = modelOf(buildSource({ evidence: rows, findings: [buildFinding(1, 'a', rows)] })).findings
    expect([section?.affectedTotal, section?.affectedOn]).toEqual([5, { resources: 3, unnamed: 1 }])
  })

  it('lists evidence in order of its number and leaves the source untouched', () => {
    const source = buildSource({ evidence: [buildRow(2), buildRow(1)] })
    expect(modelOf(source).annex.rows.map((row) => row.evidenceId)).toEqual([1, 2])
    expect(source.evidence.map((row) => row.evidenceId)).toEqual([2, 1])
  })
})
