// Criteria, verdicts and conclusions: the auditor's judgement, topic by topic.
import * as z from 'zod'
import { ComplianceReference } from './evidence.ts'
import { AssuranceReportId, Instant, ServiceKey, TopicId } from './ids.ts'
import { AnsweredProposal } from './proposal.ts'

/** Who answers for it under the shared responsibility model. */
export const Responsibility = z.enum(['aws', 'customer', 'shared'])
export type Responsibility = z.infer<typeof Responsibility>

export const Verdict = z.enum(['met', 'partly-met', 'not-met', 'not-applicable', 'not-tested', 'inherited'])
export type Verdict = z.infer<typeof Verdict>

export const TestMethod = z.enum(['evidence', 'document', 'interview', 'observation'])
export type TestMethod = z.infer<typeof TestMethod>

/** One thing to check under a topic of a service; comes from the catalog and never changes inside an engagement. */
export const Criterion = z.strictObject({
  criterionId: z.string().regex(/^[a-z0-9.-]{1,80}$/),
  service: ServiceKey,
  topic: TopicId,
  responsibility: Responsibility,
  statement: z.string(),
  /** What the auditor looks at; null where AWS answers for it. */
  howTested: z.string().nullable(),
  method: TestMethod,
  source: z.string(),
  /** What evidence proves it. */
  provenBy: z.string(),
  /** Security Hub control ids and Prowler check ids whose records test it, in whole or in part. */
  checks: z.array(z.string()).readonly(),
  /** Requirements of frameworks it answers to, by framework id (`nist-800-53-r5`). */
  requirements: z.array(ComplianceReference).readonly(),
  /** Answers of the questionnaire that select it; empty = always on the checklist. */
  when: z.array(z.string()).readonly(),
  /** The sub-topic (page) it belongs to within its topic; null where the topic is not divided. */
  subtopic: z.string().nullable(),
})
export type Criterion = z.infer<typeof Criterion>

export const CriterionVerdict = z.strictObject({
  verdict: Verdict,
  rationale: z.string(),
  /** For `inherited`: what it rests on, in the auditor's words. Empty otherwise. */
  basis: z.string(),
  /** For `inherited`: the registered AWS report it rests on; null where none is named. */
  reportId: AssuranceReportId.nullable(),
  /** What the evidence proposed when the verdict was given, and whether the person followed it; null where nothing was answered. */
  proposal: AnsweredProposal.nullable(),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
})
export type CriterionVerdict = z.infer<typeof CriterionVerdict>

/** A criterion with the verdict it has now; `not-tested` where nobody has given one. */
export const JudgedCriterion = Criterion.extend(CriterionVerdict.shape)
export type JudgedCriterion = z.infer<typeof JudgedCriterion>

/**
 * Which verdicts may be given for a responsibility. AWS's part is never "met" by us: it is inherited from a named
 * AWS report, does not apply, or was not tested (PRODUCT.md, word "responsibility").
 */
export const VERDICTS_FOR: Readonly<Record<Responsibility, readonly Verdict[]>> = {
  aws: ['inherited', 'not-applicable', 'not-tested'],
  customer: ['met', 'partly-met', 'not-met', 'not-applicable', 'not-tested'],
  shared: ['met', 'partly-met', 'not-met', 'inherited', 'not-applicable', 'not-tested'],
}

export const ConclusionWord = z.enum(['effective', 'effective-with-exceptions', 'not-effective', 'not-concluded'])
export type ConclusionWord = z.infer<typeof ConclusionWord>

export const Conclusion = z.strictObject({
  service: ServiceKey,
  /** null = the conclusion on the service as a whole. */
  topic: TopicId.nullable(),
  conclusion: ConclusionWord,
  rationale: z.string(),
  updatedAt: Instant.nullable(),
  updatedBy: z.string().nullable(),
})
export type Conclusion = z.infer<typeof Conclusion>

export const VerdictCounts = z.record(Verdict, z.int().nonnegative())
export type VerdictCounts = Record<Verdict, number>
export const noVerdicts = (): VerdictCounts => ({
  met: 0,
  'partly-met': 0,
  'not-met': 0,
  'not-applicable': 0,
  'not-tested': 0,
  inherited: 0,
})
