import { expect, it } from 'vitest'
import { emptyReport, type ReportDraft, readReport } from './report-draft.ts'

const read = (over: Partial<ReportDraft>) => {
  const result = readReport({ ...emptyReport(), title: 'SOC 2', ...over })
  return 'facts' in result ? 'taken' : Object.keys(result.errors)
}

it('takes what is not stated as not stated', () => {
  expect(readReport({ ...emptyReport(), title: ' SOC 2 ' })).toMatchObject({
    facts: { title: 'SOC 2', periodFrom: null, periodTo: null, readOn: null, opinion: 'not-stated' },
  })
})

it.each<[string, Partial<ReportDraft>, string | string[]]>([
  ['a report without a title', { title: ' ' }, ['title']],
  ['half a period', { periodFrom: '2026-01-01' }, ['periodTo']],
  ['a day typed before the period was chosen', { asOf: '2026-01-01', periodFrom: '2026-01-01', periodTo: '2026-03-31' }, 'taken'],
  ['a bridge letter of a certificate, which has none', { speaksOf: 'day', asOf: '2026-01-01', bridgeUntil: '2026-12-31' }, 'taken'],
  ['a reader without a day', { readBy: 'Ann' }, ['readOn']],
  ['a qualified opinion without text', { opinion: 'qualified' }, ['opinionText']],
])('answers for %s', (_, over, expected) => {
  expect(read(over)).toEqual(expected)
})
