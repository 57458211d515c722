// The questionnaire of the customer's three factors, read and validated once. What answers select is domain/factors.ts.
import * as z from 'zod'
import { AppError } from '#domain/errors'
import { FactorQuestion, questionOfAnswer } from '#domain/factors'
import { readData } from './data.ts'
import factorsJson from './factors.json' with { type: 'json' }
import { shippedFrameworks } from './frameworks.ts'

/** A framework's name with its version, where it has one. */
export function nameFramework(frameworkId: string): { readonly frameworkId: string; readonly name: string } {
  const { name, version } = shippedFrameworks().framework(frameworkId)
  return { frameworkId, name: version === '' ? name : `${name} ${version}` }
}

let known: readonly FactorQuestion[] | undefined

/** All questions, in the order they are asked. Throws AppError('unexpected') where the data contradict themselves. */
export function questionnaire(): readonly FactorQuestion[] {
  known ??= checked(readData('factors.json', z.array(FactorQuestion).readonly(), factorsJson))
  return known
}

function checked(questions: readonly FactorQuestion[]): readonly FactorQuestion[] {
  const ids = questions.flatMap(({ questionId, answers }) => [questionId, ...answers.map(({ answerId }) => answerId)])
  const strayed = questions.flatMap(({ questionId, answers }) =>
    answers.filter(({ answerId }) => questionOfAnswer(answerId) !== questionId).map(({ answerId }) => answerId),
  )
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  if (strayed.length > 0 || twice.length > 0)
    throw new AppError(
      'unexpected',
      `factors.json has answers of another question or ids used twice: ${[...strayed, ...twice].join(', ')}.`,
    )
  return questions
}
