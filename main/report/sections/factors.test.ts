import { expect, it } from 'vitest'
import type { FactorQuestion } from '#domain/factors'
import { checkBalance } from '../balance.ts'
import { reportData } from '../data.ts'
import { buildDocument } from '../document.ts'
import { buildReportModel } from '../model.ts'
import type { ReportSource } from '../source.ts'
import { buildCriterion, buildSource } from '../testing/build-source.ts'

const QUESTION: FactorQuestion = {
  questionId: 'laws',
  factor: 'lawsAndRegulations',
  text: 'Which laws apply?',
  hint: '',
  several: true,
  answers: [
    { answerId: 'laws.gdpr', label: 'GDPR', hint: '', alone: false, frameworks: ['gdpr'] },
    { answerId: 'laws.hipaa', label: 'HIPAA', hint: '', alone: false, frameworks: ['hipaa'] },
  ],
}
const REPORT: ReportSource['awsReports'][number] = {
  reportId: '00000000-0000-4000-8000-0000000000aa',
  programme: 'soc-2',
  title: 'Type II report',
  issuer: 'Fixture Auditors LLP',
  periodFrom: '2025-10-01',
  periodTo: '2026-02-28',
  asOf: null,
  services: ['pinpoint'],
  opinion: 'unqualified',
  opinionText: '',
  readBy: 'Ada Auditor',
  readOn: '2026-03-02',
  expiresOn: null,
  bridgeUntil: null,
  notes: '',
  sha256: 'ab'.repeat(32),
  bridgeSha256: null,
  updatedAt: '2026-03-02T09:00:00.000Z',
  updatedBy: 'Ada Auditor',
  fileName: 'soc2.pdf',
  bridgeFileName: null,
  checks: [{ code: 'aws-report-period', level: 'open', message: 'does not speak for 31 days of the 90 days audited' }],
}

/** All text of the pages, blanks and breaks taken out: the layout may put either anywhere. */
function printed(over: Partial<ReportSource>): string {
  const plain = buildSource(over)
  const source = {
    ...plain,
    engagement: { ...plain.engagement, factors: { ...plain.engagement.factors, answers: { laws: ['laws.gdpr'] } } },
  }
  const model = buildReportModel(source, checkBalance(source))
  const texts: string[] = []
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) gather(item)
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value))
        if (name === 'text' && typeof item === 'string') texts.push(item)
        else gather(item)
  }
  gather(buildDocument(model, reportData(model), () => true).content)
  return texts.join('').replace(/[\s\u200b]/g, '')
}
const squeezed = (text: string): string => text.replace(/\s/g, '')

it('prints what was answered, what nobody stated, what the answers bring and every criterion they leave out', () => {
  const left = buildCriterion('pinpoint.data-protection.hipaa', { when: ['laws.hipaa'], statement: 'Health data is held apart.' })
  const text = printed({
    frameworks: [{ frameworkId: 'gdpr', name: 'GDPR (EU) 2016/679' }],
    questions: [QUESTION, { ...QUESTION, questionId: 'other', text: 'Which others?' }],
    leftOut: [left],
    criteria: [buildCriterion('c1')],
  })
  for (const words of [
    'Which laws apply? GDPR',
    'Not stated: Which others?',
    'The answers bring 1 framework into this audit: GDPR (EU) 2016/679.',
    'Of the 2 criteria the catalog has for Amazon Pinpoint, 1 stand on the checklist',
    'Health data is held apart.',
  ])
    expect(text.includes(squeezed(words)) ? '' : words).toBe('')
})

it('names the AWS report under an inherited verdict, what stands against it, and verdicts that rest on words', () => {
  const inherited = { responsibility: 'aws', verdict: 'inherited' } as const
  const criteria = [
    buildCriterion('c1', { ...inherited, reportId: REPORT.reportId }),
    buildCriterion('c2', { ...inherited, basis: 'SOC 2' }),
  ]
  const text = printed({ criteria, awsReports: [REPORT] })
  for (const words of [
    'SOC 2, Type II report (Fixture Auditors LLP); 2025-10-01 to 2026-02-28',
    'It does not speak for 31 days of the 90 days audited.',
    'Read by Ada Auditor on 2026-03-02',
    '2 verdicts are inherited; 1 of them names no registered AWS report',
  ])
    expect(text.includes(squeezed(words)) ? '' : words).toBe('')
})
