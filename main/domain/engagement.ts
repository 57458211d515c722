// The engagement: one audit assignment and its scope. Identity and lifetime only; evidence and findings live elsewhere.
import * as z from 'zod'
import { FactorAnswers } from './factors.ts'
import { AccountId, EngagementId, Instant, IsoDate, ServiceKey } from './ids.ts'

const line = z.string().trim().max(300)

/**
 * The customer's three factors of the shared responsibility model (PRODUCT.md): answers to the questionnaire, and beside them what the
 * customer says in words. Empty means not yet stated.
 */
export const CustomerFactors = z.strictObject({
  dataSensitivity: z.string().max(4000),
  companyRequirements: z.string().max(4000),
  lawsAndRegulations: z.string().max(4000),
  answers: FactorAnswers.default({}),
})
export type CustomerFactors = z.infer<typeof CustomerFactors>

export const Person = z.strictObject({ name: line.min(1), role: z.enum(['preparer', 'reviewer', 'client', 'other']), organisation: line })
export type Person = z.infer<typeof Person>

const shape = {
  title: line.min(1),
  client: line.min(1),
  /** The audited period, both days included. */
  periodFrom: IsoDate,
  periodTo: IsoDate,
  accounts: z.array(AccountId).max(10_000).readonly(),
  regions: z
    .array(z.string().regex(/^[a-z0-9-]{1,30}$/))
    .max(200)
    .readonly(),
  services: z.array(ServiceKey).max(400).readonly(),
  factors: CustomerFactors,
  people: z.array(Person).max(200).readonly(),
}

/** What a person states about an engagement; dates checked against each other. */
export const EngagementScope = z.strictObject(shape).refine((s) => s.periodFrom <= s.periodTo, {
  message: 'the period ends before it begins',
  path: ['periodTo'],
})
export type EngagementScope = z.infer<typeof EngagementScope>

export const EngagementPatch = z.strictObject(shape).partial()
export type EngagementPatch = z.infer<typeof EngagementPatch>

export const Engagement = z.strictObject({
  ...shape,
  engagementId: EngagementId,
  createdAt: Instant,
  catalogVersion: z.string(),
  encrypted: z.boolean(),
  fileName: z.string(),
})
export type Engagement = z.infer<typeof Engagement>

export const emptyFactors = (): CustomerFactors => ({ dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '', answers: {} })
