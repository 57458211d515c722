import { expect, it } from 'vitest'
import type { AnsweredProposal } from '#domain/proposal'
import { checkBalance } from '../balance.ts'
import { reportData } from '../data.ts'
import { buildDocument } from '../document.ts'
import { buildReportModel } from '../model.ts'
import type { ReportSource } from '../source.ts'
import { buildCriterion, buildSource } from '../testing/build-source.ts'

const PROPOSAL: AnsweredProposal = {
  decision: 'accepted',
  verdict: 'not-met',
  reason: '3 of 12 permission sets have a session of more than 8 hours.',
  digest: 'ab'.repeat(32),
  restsOn: [],
  restsOnTotal: 3,
}

/** Every text of the document, without white space: layout breaks words where it likes. */
function printed(overrides: Partial<ReportSource>): string {
  const source = buildSource(overrides)
  const model = buildReportModel(source, checkBalance(source))
  const texts: string[] = []
  const gather = (node: unknown): void => {
    if (typeof node === 'string') texts.push(node)
    else if (typeof node === 'object' && node !== null) for (const inner of Object.values(node)) gather(inner)
  }
  gather(buildDocument(model, reportData(model), () => true).content)
  return texts.join('').replace(/[\s\u200b]/g, '')
}
const squeezed = (text: string): string => text.replace(/\s/g, '')

it('says what the evidence proposed under a verdict and what became of it, the reason once', () => {
  const taken = buildCriterion('c1', { verdict: 'not-met', rationale: PROPOSAL.reason, proposal: PROPOSAL })
  const overruled = buildCriterion('c2', {
    verdict: 'partly-met',
    rationale: 'Two of them are used by machines.',
    proposal: { ...PROPOSAL, decision: 'overruled' },
  })
  const text = printed({ criteria: [taken, overruled], changedSince: [overruled.criterionId] })
  const said = squeezed('Proposed by the evidence and accepted by the auditor: not met, resting on 3 places in the evidence')
  expect(text).toContain(said)
  expect(text).not.toContain(`${said}:`)
  expect(text).toContain(squeezed(`overruled by the auditor: not met, resting on 3 places in the evidence: ${PROPOSAL.reason}`))
  expect(text.split(squeezed('The evidence has changed since this verdict.'))).toHaveLength(2)
})
