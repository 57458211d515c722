// Verdicts on criteria, conclusions on topics, sign-offs on services.
import * as z from 'zod'
import { Conclusion, ConclusionWord, JudgedCriterion, Verdict } from '#domain/criterion'
import { AssuranceReportId, ServiceKey, Sha256, TopicId } from '#domain/ids'
import { SignOff, SignOffRole } from '#domain/sign-off'
import { command, query } from './endpoint.ts'

const text = z.string().max(20_000)

export const judgement = {
  'criteria.list': query({ service: ServiceKey }, z.array(JudgedCriterion).readonly()),
  /**
   * `inherited` needs a registered AWS report, or at least a basis in words; every other verdict but `not-tested` needs a rationale.
   * A criterion the customer's factors leave out cannot be judged.
   */
  'criteria.setVerdict': command(
    {
      criterionId: z.string(),
      verdict: Verdict,
      rationale: text,
      basis: text.default(''),
      reportId: AssuranceReportId.nullable().default(null),
    },
    JudgedCriterion,
  ),
  /** One per topic of the chapter, then one for the service as a whole (topic null). */
  'conclusions.list': query({ service: ServiceKey }, z.array(Conclusion).readonly()),
  'conclusions.set': command({ service: ServiceKey, topic: TopicId.nullable(), conclusion: ConclusionWord, rationale: text }, Conclusion),
  'signOffs.list': query({ service: ServiceKey }, z.array(SignOff).readonly()),
  /** `seen` is the `contentHash` of `services.get`: refused with `conflict` where the service is no longer what was looked at. */
  'signOffs.give': command({ service: ServiceKey, role: SignOffRole, name: z.string().trim().min(1).max(300), seen: Sha256 }, SignOff),
}
