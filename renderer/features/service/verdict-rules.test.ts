import { describe, expect, it } from 'vitest'
import { Verdict } from '#domain/criterion'
import { answerTo, conclusionProblem, keyOfVerdict, sentVerdict, verdictOfKey, verdictProblem } from './verdict-rules.ts'

const draft = (verdict: Verdict, rationale = '', basis = '', reportId: string | null = null) => ({ verdict, rationale, basis, reportId })

describe('a verdict', () => {
  it('needs a rationale, unless nothing was tested or AWS answers for it', () => {
    expect(verdictProblem(draft('met'))).not.toBeNull()
    expect(verdictProblem(draft('met', ' '))).not.toBeNull()
    expect(verdictProblem(draft('met', 'seen in the console'))).toBeNull()
    expect(verdictProblem(draft('not-tested'))).toBeNull()
  })

  it('that is inherited needs the report it rests on', () => {
    expect(verdictProblem(draft('inherited', 'reasons'))).not.toBeNull()
    expect(verdictProblem(draft('inherited', '', 'SOC 2 Type II, 2025-10 to 2026-03'))).toBeNull()
    expect(verdictProblem(draft('inherited', '', '', 'a report'))).toBeNull()
  })

  it('names an AWS report only where it is inherited', () => {
    expect(sentVerdict(draft('inherited', '', '', 'a report')).reportId).toBe('a report')
    expect(sentVerdict(draft('not-applicable', 'unused', '', 'a report')).reportId).toBeNull()
  })

  it('has one key, the same everywhere, and only where it may be given', () => {
    for (const verdict of Verdict.options) expect(verdictOfKey(keyOfVerdict(verdict), 'shared')).toBe(verdict)
    expect(verdictOfKey('1', 'aws')).toBeNull()
    expect(verdictOfKey('6', 'customer')).toBeNull()
    expect(verdictOfKey('x', 'shared')).toBeNull()
    expect(verdictOfKey('0', 'shared')).toBeNull()
  })
})

describe('the answer to a proposal', () => {
  const proposal = { criterionId: 'c', verdict: 'not-met', reason: 'r', parts: [], digest: 'd' } as const
  const given = { verdict: 'met', updatedAt: '2026-01-01T00:00:00.000Z' } as const
  const none = { verdict: 'not-tested', updatedAt: null } as const

  it('follows from the verdict', () => {
    expect(answerTo(draft('not-met', 'yes'), none, proposal, false)).toEqual({ decision: 'accepted', digest: 'd' })
    expect(answerTo(draft('met', 'no'), none, proposal, false)).toEqual({ decision: 'overruled', digest: 'd' })
    expect(answerTo(draft('met', 'no'), none, null, false)).toBeNull()
    expect(answerTo(draft('not-tested'), given, proposal, false)).toBeNull()
  })

  it('is not given anew by other words for the same verdict, unless it is meant', () => {
    expect(answerTo(draft('met', 'in other words'), given, proposal, false)).toBeUndefined()
    expect(answerTo(draft('met', 'in other words'), given, proposal, true)).toEqual({ decision: 'overruled', digest: 'd' })
  })

  it('that overrules needs its reason, whatever the verdict', () => {
    expect(verdictProblem({ ...draft('inherited'), basis: 'SOC 2' }, 'met')).not.toBeNull()
    expect(verdictProblem({ ...draft('inherited', 'why'), basis: 'SOC 2' }, 'met')).toBeNull()
  })
})

describe('a conclusion', () => {
  it('needs its reasons, except where there is none yet', () => {
    expect(conclusionProblem({ conclusion: 'effective', rationale: '' })).not.toBeNull()
    expect(conclusionProblem({ conclusion: 'not-concluded', rationale: '' })).toBeNull()
  })
})
