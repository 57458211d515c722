// Verdicts on criteria, conclusions on topics, sign-offs on services.
import * as z from 'zod'
import { Conclusion, ConclusionWord, JudgedCriterion, Verdict } from '#domain/criterion'
import { AssuranceReportId, ServiceKey, Sha256, TopicId } from '#domain/ids'
import { Proposal, ProposalAnswer } from '#domain/proposal'
import { SignOff, SignOffRole } from '#domain/sign-off'
import { command, query } from './endpoint.ts'

const text = z.string().max(20_000)

export const ProposedCriterion = z.strictObject({
  proposal: Proposal,
  /** The verdict given answered another proposal than this one: the evidence changed since. */
  changedSince: z.boolean(),
})
export type ProposedCriterion = z.infer<typeof ProposedCriterion>

export const judgement = {
  'criteria.list': query({ service: ServiceKey }, z.array(JudgedCriterion).readonly()),
  /**
   * `inherited` needs a registered AWS report, or at least a basis in words; every other verdict but `not-tested` needs a rationale.
   * A criterion the customer's factors leave out cannot be judged. Where the verdict answers a proposal: accepting gives the proposed
   * verdict, overruling another one with a rationale; refused with `conflict` where the evidence proposes something else by now.
   */
  'criteria.setVerdict': command(
    {
      criterionId: z.string(),
      verdict: Verdict,
      rationale: text,
      basis: text.default(''),
      reportId: AssuranceReportId.nullable().default(null),
      /** Left out: other words for the same verdict leave what it answered. Null: it answers no proposal. */
      proposal: ProposalAnswer.nullish(),
    },
    JudgedCriterion,
  ),
  /**
   * What the current evidence suggests for the criteria of a service, in the order of its chapter; criteria without any evaluator or
   * check are not among them. Worked out from the evidence that stands, never kept.
   */
  'criteria.proposals': query({ service: ServiceKey }, z.array(ProposedCriterion).readonly()),
  /** Accepts proposals as they are, their reasons as rationale: all of them, or none where one is no longer what was looked at. */
  'criteria.acceptProposals': command(
    {
      service: ServiceKey,
      accepted: z
        .array(z.strictObject({ criterionId: z.string(), digest: Sha256 }))
        .min(1)
        .max(1000),
    },
    z.array(JudgedCriterion).readonly(),
  ),
  /** One per topic of the chapter, then one for the service as a whole (topic null). */
  'conclusions.list': query({ service: ServiceKey }, z.array(Conclusion).readonly()),
  'conclusions.set': command({ service: ServiceKey, topic: TopicId.nullable(), conclusion: ConclusionWord, rationale: text }, Conclusion),
  'signOffs.list': query({ service: ServiceKey }, z.array(SignOff).readonly()),
  /** `seen` is the `contentHash` of `services.get`: refused with `conflict` where the service is no longer what was looked at. */
  'signOffs.give': command({ service: ServiceKey, role: SignOffRole, name: z.string().trim().min(1).max(300), seen: Sha256 }, SignOff),
}
