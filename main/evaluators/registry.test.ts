import { describe, expect, it } from 'vitest'
import { shippedCatalog } from '../catalog/catalog.ts'
import { commandsFor, flat } from '../kit/kits.ts'
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

  it('reads what a kit for the service of its criteria asks for', () => {
    // Security groups are the network's: whoever audits EC2 asks for both.
    const asked = (service: string): ReadonlySet<string> =>
      new Set(flat(commandsFor(service === 'ec2' ? ['ec2', 'vpc'] : [service])).map(({ command }) => `${command.cli} ${command.operation}`))
    const missing = EVALUATORS.flatMap(({ evaluatorId, criterionIds, reads }) =>
      criterionIds.flatMap((id) => {
        const kit = asked(id.slice(0, id.indexOf('.')))
        return reads.filter((command) => !kit.has(command)).map((command) => `${evaluatorId}: ${command} for ${id}`)
      }),
    )
    expect(missing).toEqual([])
  })
})
