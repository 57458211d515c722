import { describe, expect, it } from 'vitest'
import { noResults } from '#domain/evidence'
import { noRequirementStates } from '#domain/framework'
import { checkBalance } from '../balance.ts'
import { reportData } from '../data.ts'
import { createElements } from '../elements.ts'
import { loadFonts } from '../fonts.ts'
import { buildReportModel } from '../model.ts'
import type { FrameworkInReport, ReportSource, RequirementInReport } from '../source.ts'
import { buildSource } from '../testing/build-source.ts'
import { textOfNodes } from '../testing/text-of-nodes.ts'
import { createTypesetter } from '../text.ts'
import { frameworksSection } from './frameworks.ts'

const el = createElements(createTypesetter(loadFonts().covers))

const row = (requirement: string, over: Partial<RequirementInReport> = {}): RequirementInReport => ({
  requirement,
  title: null,
  state: 'fail',
  records: { ...noResults(), fail: 8, pass: 16 },
  checks: ['a'],
  criteria: [],
  ...over,
})
const framework = (rows: readonly RequirementInReport[], over: Partial<FrameworkInReport> = {}): FrameworkInReport => ({
  frameworkId: 'nist-800-53-r5',
  name: 'NIST SP 800-53',
  version: 'Rev. 5',
  notice: null,
  listNote: null,
  requirements: rows.length + 40,
  states: { ...noRequirementStates(), fail: rows.length, 'not-tested': 40 },
  withoutRequirement: 0,
  isSelected: false,
  rows,
  ...over,
})
const textOf = (over: Partial<ReportSource>): string => {
  const source = buildSource(over)
  return textOfNodes(frameworksSection({ el, model: buildReportModel(source, checkBalance(source)), dataSha256: '' })).replaceAll(
    '\u00a0',
    ' ',
  )
}

describe('the frameworks of a report', () => {
  it('stand requirement by requirement where the factors select them, with titles and notice', () => {
    const rows = [
      row('AC-2', { title: 'Account Management' }),
      row('AC-3', { state: 'judged', records: noResults(), criteria: [{ criterionId: 'c', verdict: 'met' }] }),
    ]
    const text = textOf({ crosswalk: [framework(rows, { isSelected: true, notice: 'A notice.' })] })
    expect(text).toContain('NIST SP 800-53 Rev. 5 (selected)')
    expect(text).toContain('2 of 2 requirements touched are printed; 40 of the 42 known here are not tested.')
    expect(text).toContain('AC-2Account Management✗ Exceptions16 pass, 8 fail')
    expect(text).toContain('Judged met1 criterion')
    expect(text).toContain('A notice.')
    expect(text).toContain('it does not say that the requirement is met')
  })

  it('stand in a paragraph otherwise', () => {
    const text = textOf({ crosswalk: [framework([row('AC-2'), row('AC-3', { state: 'pass', records: { ...noResults(), pass: 2 } })])] })
    expect(text).toContain('✗ Exceptions: AC-2 (16 pass, 8 fail)')
    expect(text).toContain('✓ No exceptions: AC-3 (2 pass)')
  })

  it('say how many of how many are printed where there are too many', () => {
    const rows = Array.from({ length: 601 }, (_, i) => row(`R-${i}`))
    for (const isSelected of [true, false])
      expect(textOf({ crosswalk: [framework(rows, { isSelected })] })).toContain('600 of 601 requirements touched are printed')
  })

  it('are said to be none, and files that named nobody knows what are named', () => {
    expect(textOf({ crosswalk: [] })).toContain("the customer's factors select none")
    expect(textOf({ crosswalk: [], filesWithoutRequirements: ['old.json'] })).toContain('1 source file read by an earlier version')
  })

  it('are in the embedded data with their checks', () => {
    const source = buildSource({ crosswalk: [framework([row('AC-2')])] })
    const data = JSON.parse(reportData(buildReportModel(source, checkBalance(source))).bytes.toString('utf8')) as { crosswalk: unknown }
    expect(data.crosswalk).toMatchObject([{ frameworkId: 'nist-800-53-r5', rows: [{ requirement: 'AC-2', checks: ['a'] }] }])
  })
})
