// The customer's three factors as a questionnaire: what can be answered, and what answers select. The questions themselves are data
// (catalog/factors.json); the answers belong to the engagement.
import * as z from 'zod'

/** The three factors that decide what the customer must do under the shared responsibility model (PRODUCT.md). */
export const FactorId = z.enum(['dataSensitivity', 'companyRequirements', 'lawsAndRegulations'])
export type FactorId = z.infer<typeof FactorId>

export const QuestionId = z.string().regex(/^[a-z0-9-]{1,40}$/)
/** `question.answer`: an answer names its question, so that it can stand alone in a criterion's `when`. */
export const AnswerId = z.string().regex(/^[a-z0-9-]{1,40}\.[a-z0-9-]{1,40}$/)

export const FactorAnswer = z.strictObject({
  answerId: AnswerId,
  label: z.string(),
  /** What the answer means, or where the law stands; empty where the label says it. */
  hint: z.string(),
  /** True for "none of these": it cannot stand beside another answer. */
  alone: z.boolean(),
  /** Ids of the frameworks the answer brings into the audit. */
  frameworks: z.array(z.string()).readonly(),
})
export type FactorAnswer = z.infer<typeof FactorAnswer>

export const FactorQuestion = z.strictObject({
  questionId: QuestionId,
  factor: FactorId,
  text: z.string(),
  hint: z.string(),
  /** True where several answers may hold at once. */
  several: z.boolean(),
  answers: z.array(FactorAnswer).min(2).readonly(),
})
export type FactorQuestion = z.infer<typeof FactorQuestion>

/** Chosen answers by question. A question that is missing, or has no answer, is not stated. */
export const FactorAnswers = z.record(QuestionId, z.array(AnswerId).max(60).readonly())
export type FactorAnswers = Readonly<z.infer<typeof FactorAnswers>>

/** The question an answer belongs to. */
export const questionOfAnswer = (answerId: string): string => answerId.slice(0, Math.max(0, answerId.indexOf('.')))

const isAnswered = (answers: FactorAnswers, questionId: string): boolean => (answers[questionId]?.length ?? 0) > 0

/**
 * Whether a criterion stands on the checklist. It is left out only where every question it depends on is answered and none of the
 * answers that select it is chosen: what nobody stated leaves nothing out.
 */
export function isSelected({ when }: { readonly when: readonly string[] }, answers: FactorAnswers): boolean {
  return when.length === 0 || when.some((id) => !isAnswered(answers, questionOfAnswer(id)) || answers[questionOfAnswer(id)]?.includes(id))
}

/** The chosen answers of a question, in its own order; empty where it is not stated. */
export const chosenOf = ({ questionId, answers }: FactorQuestion, chosen: FactorAnswers): FactorAnswer[] =>
  answers.filter(({ answerId }) => chosen[questionId]?.includes(answerId))

/** Ids of the frameworks that answers bring, each once, in the order of the questions. */
export const frameworksOf = (questions: readonly FactorQuestion[], chosen: FactorAnswers): string[] => [
  ...new Set(questions.flatMap((question) => chosenOf(question, chosen).flatMap(({ frameworks }) => frameworks))),
]

/** What is wrong with answers, in one sentence; null where nothing is. */
export function answersProblem(questions: readonly FactorQuestion[], chosen: FactorAnswers): string | null {
  for (const [questionId, ids] of Object.entries(chosen)) {
    const question = questions.find((q) => q.questionId === questionId)
    if (question === undefined) return `The questionnaire has no question "${questionId}".`
    const known = new Map(question.answers.map((answer) => [answer.answerId, answer]))
    const strange = ids.find((id) => !known.has(id))
    if (strange !== undefined) return `"${strange}" is no answer to ${questionId}. Answers: ${[...known.keys()].join(', ')}.`
    if (new Set(ids).size !== ids.length) return `An answer to ${questionId} is given twice.`
    if (!question.several && ids.length > 1) return `${questionId} has one answer, not ${ids.length}.`
    const alone = ids.find((id) => known.get(id)?.alone === true)
    if (alone !== undefined && ids.length > 1) return `"${alone}" cannot stand beside another answer to ${questionId}.`
  }
  return null
}

/** Answers without the questions left open, so that "not stated" has one form. */
export const statedAnswers = (chosen: FactorAnswers): FactorAnswers =>
  Object.fromEntries(Object.entries(chosen).filter(([, ids]) => ids.length > 0))

/** Factors of which nothing is stated: no text, and no question of theirs answered. */
export const unstatedFactors = (
  questions: readonly FactorQuestion[],
  factors: Readonly<Record<FactorId, string>> & { readonly answers: FactorAnswers },
): FactorId[] =>
  FactorId.options.filter(
    (factor) => factors[factor].trim() === '' && !questions.some((q) => q.factor === factor && isAnswered(factors.answers, q.questionId)),
  )
