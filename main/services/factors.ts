// The questionnaire of the customer's three factors and what answers would do. Keeping answers is part of the engagement's scope.
import type { Handlers, Output } from '#contract'
import { AppError } from '#domain/errors'
import { answersProblem, type FactorAnswers, frameworksOf, isSelected } from '#domain/factors'
import { nameFramework, questionnaire } from '../catalog/factors.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `factors.${string}`>

export function createFactors({ sessions }: { readonly sessions: Sessions }): Pick<Handlers, Methods> {
  const effects = (answers: FactorAnswers, named: readonly string[] | undefined): Output<'factors.effects'> => {
    requireAnswers(answers)
    const catalog = sessions.catalog()
    const services = named ?? (sessions.current() === null ? [] : sessions.engagement().services)
    const checklists = services.map((name) => {
      const service = catalog.service(name)
      if (service === undefined) throw new AppError('not-found', `The catalog has no service "${name}".`, { service: name })
      return service
    })
    const criteriaByAnswer: Record<string, number> = {}
    for (const { when } of checklists.flatMap(({ criteria }) => criteria))
      for (const id of when) criteriaByAnswer[id] = (criteriaByAnswer[id] ?? 0) + 1
    return {
      frameworks: frameworksOf(questionnaire(), answers).map(nameFramework),
      services: checklists.map(({ key, criteria }) => {
        const leftOut = criteria.filter((criterion) => !isSelected(criterion, answers))
        return {
          service: key,
          selected: criteria.length - leftOut.length,
          leftOut: leftOut.map(({ criterionId, topic, statement, when }) => ({ criterionId, topic, statement, when })),
        }
      }),
      criteriaByAnswer,
    }
  }

  return {
    'factors.questions': () => ({
      questions: [...questionnaire()],
      frameworks: [...new Set(questionnaire().flatMap(({ answers }) => answers.flatMap(({ frameworks }) => frameworks)))].map(
        nameFramework,
      ),
    }),
    'factors.effects': ({ answers, services }) => effects(answers, services),
  }
}

/** Throws AppError('invalid-input') for answers the questionnaire does not have; those already `kept` may stay as they are. */
export function requireAnswers(answers: FactorAnswers, kept: FactorAnswers = {}): void {
  const fresh = Object.fromEntries(
    Object.entries(answers).filter(([question, ids]) => JSON.stringify(kept[question]) !== JSON.stringify(ids)),
  )
  const problem = answersProblem(questionnaire(), fresh)
  if (problem !== null) throw new AppError('invalid-input', problem, { field: 'factors' })
}
