// The customer's three factors: the questionnaire, and what answers bring and leave out.
import * as z from 'zod'
import { Criterion } from '#domain/criterion'
import { FactorAnswers, FactorQuestion } from '#domain/factors'
import { ServiceKey } from '#domain/ids'
import { query } from './endpoint.ts'

/** A framework by its id, with the name and version a person knows it by. */
export const NamedFramework = z.strictObject({ frameworkId: z.string(), name: z.string() })
export type NamedFramework = z.infer<typeof NamedFramework>

export const FactorEffects = z.strictObject({
  /** Frameworks the answers bring into the audit. */
  frameworks: z.array(NamedFramework).readonly(),
  /** Per service: how many criteria are on its checklist, and which ones the answers leave out. */
  services: z
    .array(
      z.strictObject({
        service: ServiceKey,
        selected: z.int().nonnegative(),
        leftOut: z.array(Criterion.pick({ criterionId: true, topic: true, statement: true, when: true })).readonly(),
      }),
    )
    .readonly(),
  /** Criteria of these services that each answer selects, by answer; answers that select none are absent. */
  criteriaByAnswer: z.record(z.string(), z.int().positive()),
})
export type FactorEffects = z.infer<typeof FactorEffects>

export const factors = {
  /** The questionnaire, and the names of all frameworks its answers can bring. */
  'factors.questions': query(
    {},
    z.strictObject({ questions: z.array(FactorQuestion).readonly(), frameworks: z.array(NamedFramework).readonly() }),
  ),
  /** What these answers would do, without keeping them. Services: those in scope where none are named. */
  'factors.effects': query({ answers: FactorAnswers, services: z.array(ServiceKey).max(400).optional() }, FactorEffects),
}
