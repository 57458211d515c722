// Choosing answers of the questionnaire. Pure.
import type { FactorAnswers, FactorQuestion } from '#domain/factors'

/**
 * The answers after one was pressed: of a question that has one answer the pressed one takes the place of the other; "none of these"
 * stands alone. What is pressed again is taken back. Answers stay in the question's own order.
 */
export function withAnswer(question: FactorQuestion, chosen: FactorAnswers, answerId: string): FactorAnswers {
  const { questionId, several, answers } = question
  const before = chosen[questionId] ?? []
  const isAlone = (id: string): boolean => answers.some((answer) => answer.answerId === id && answer.alone)
  const next = before.includes(answerId)
    ? before.filter((id) => id !== answerId)
    : !several || isAlone(answerId)
      ? [answerId]
      : [...before.filter((id) => !isAlone(id)), answerId]
  return notStated(
    questionId,
    chosen,
    answers.map((answer) => answer.answerId).filter((id) => next.includes(id)),
  )
}

/** The answers with one question taken back. */
export const withoutAnswer = ({ questionId }: FactorQuestion, chosen: FactorAnswers): FactorAnswers => notStated(questionId, chosen, [])

/** A question without answers is left out: "not stated" has one form. */
const notStated = (questionId: string, chosen: FactorAnswers, ids: readonly string[]): FactorAnswers =>
  Object.fromEntries([
    ...Object.entries(chosen).filter(([id]) => id !== questionId),
    ...(ids.length === 0 ? [] : [[questionId, ids] as const]),
  ])
