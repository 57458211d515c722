import { describe, expect, it } from 'vitest'
import { shippedCatalog } from '../catalog/catalog.ts'
import { evidenceOf } from './evidence.fixture.ts'
import { EVALUATORS } from './registry.ts'

const catalog = shippedCatalog()

describe('every evaluator', () => {
  it('has an id of its own', () => {
    const ids = EVALUATORS.map(({ evaluatorId }) => evaluatorId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('speaks to criteria of the catalog that are not AWS’s to answer', () => {
    const strange = EVALUATORS.flatMap(({ criterionIds }) =>
      criterionIds.filter((id) => (catalog.criterion(id)?.responsibility ?? 'aws') === 'aws'),
    )
    expect(strange).toEqual([])
  })

  it.each(EVALUATORS.map((evaluator) => [evaluator.evaluatorId, evaluator] as const))(
    '%s proposes nothing where there is no evidence, and says what is missing',
    (_id, evaluator) => {
      const { verdict, reason } = evaluator.evaluate(evidenceOf({}))
      expect(verdict).toBeNull()
      expect(reason).toMatch(/aws /)
    },
  )
})
