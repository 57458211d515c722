// `tickmark factors`: the customer's three factors, as answers to the questionnaire and in words, and what they bring.
import { Command } from 'commander'
import type { Output } from '#contract'
import type { CustomerFactors } from '#domain/engagement'
import { AppError } from '#domain/errors'
import { chosenOf, type FactorAnswers, type FactorId, type FactorQuestion } from '#domain/factors'
import { assignments, command, type EngagementOptions, engagementCommand, type SharedOptions } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withApp, withEngagement } from '../session.ts'
import { blocks, manyLines, oneLine, plural } from '../text.ts'

const FACTOR_NAMES: Readonly<Record<FactorId, string>> = {
  dataSensitivity: 'Sensitivity of the data',
  companyRequirements: "The company's requirements",
  lawsAndRegulations: 'Applicable laws and regulations',
}

export const factorsCommand = (io: Io): Command =>
  new Command('factors')
    .description("The customer's three factors: answers that select criteria and frameworks.")
    .addCommand(questionsCommand(io))
    .addCommand(showCommand(io))
    .addCommand(setCommand(io))

function questionsCommand(io: Io): Command {
  return command('questions', 'List the questions with their possible answers.', ['factors questions']).action(
    async (options: SharedOptions) => {
      const asked = await withApp(io, options, ({ call }) => call('factors.questions', {}))
      deliver(io, { json: asked, text: asked.questions.map(questionText).join('\n\n') }, options.json === true)
    },
  )
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show what is stated, and what it brings and leaves out.', ['factors show acme.tickmark'])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const shown = await withEngagement(io, file, options, async ({ call }) => {
        const { factors } = (await call('overview.get', {})).engagement
        return {
          questions: (await call('factors.questions', {})).questions,
          factors,
          effects: await call('factors.effects', { answers: factors.answers }),
        }
      })
      deliver(io, { json: { factors: shown.factors, effects: shown.effects }, text: factorsText(shown) }, options.json === true)
    })
}

type SetOptions = EngagementOptions & Readonly<Partial<Record<FactorId, string>>>

function setCommand(io: Io): Command {
  return engagementCommand('set', 'Answer questions; those not named stay as they are. An empty answer takes it back: not stated.', [
    'factors set acme.tickmark data-kinds=personal,health laws=gdpr,hipaa session-length=8h',
    'factors set acme.tickmark mfa= --company-requirements "Policy 4.2 of February 2026"',
  ])
    .argument('<file>', 'the engagement')
    .argument('[answers...]', 'question=answer,answer ... as `factors questions` lists them')
    .option('--data-sensitivity <text>', 'the same factor in words')
    .option('--company-requirements <text>', 'the same factor in words')
    .option('--laws-and-regulations <text>', 'the same factor in words')
    .action(async (file: string, given: readonly string[], options: SetOptions) => {
      const answers = answersOf(assignments(given))
      const shown = await withEngagement(io, file, options, async ({ call }) => {
        const before = (await call('overview.get', {})).engagement.factors
        const { factors } = await call('engagements.update', { patch: { factors: changed(before, answers, options) } })
        return {
          questions: (await call('factors.questions', {})).questions,
          factors,
          effects: await call('factors.effects', { answers: factors.answers }),
        }
      })
      deliver(io, { json: { factors: shown.factors, effects: shown.effects }, text: factorsText(shown) }, options.json === true)
    })
}

/** `laws=gdpr,hipaa` as the contract writes it; whole ids such as `laws.gdpr` are taken too. */
const answersOf = (given: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(given).map(([question, text]) => [
      question,
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map((word) => (word.startsWith(`${question}.`) ? word : `${question}.${word}`)),
    ]),
  )

function changed(before: CustomerFactors, answers: FactorAnswers, options: SetOptions): CustomerFactors {
  const words = Object.fromEntries((Object.keys(FACTOR_NAMES) as FactorId[]).map((id) => [id, options[id] ?? before[id]])) as Record<
    FactorId,
    string
  >
  if (Object.keys(answers).length === 0 && Object.keys(FACTOR_NAMES).every((id) => options[id as FactorId] === undefined))
    throw new AppError('invalid-input', 'Nothing to set: name answers as question=answer, or give a factor in words.')
  return { ...words, answers: { ...before.answers, ...answers } }
}

const questionText = (question: FactorQuestion): string =>
  [
    `${question.questionId}: ${question.text}${question.several ? ' (several)' : ''}`,
    ...question.answers.map(({ answerId, label, frameworks }) => {
      const brings = frameworks.length === 0 ? '' : `  [${frameworks.join(', ')}]`
      return `  ${answerId.slice(question.questionId.length + 1).padEnd(20)} ${label}${brings}`
    }),
  ].join('\n')

type Shown = {
  readonly questions: readonly FactorQuestion[]
  readonly factors: CustomerFactors
  readonly effects: Output<'factors.effects'>
}

function factorsText({ questions, factors, effects }: Shown): string {
  const parts = (Object.keys(FACTOR_NAMES) as FactorId[]).map((factor) => {
    const asked = questions.filter((question) => question.factor === factor)
    const lines = asked.map((question) => {
      const chosen = chosenOf(question, factors.answers)
      return `  ${question.questionId}: ${chosen.length === 0 ? 'not stated' : chosen.map(({ label }) => label).join('; ')}`
    })
    const words =
      factors[factor].trim() === ''
        ? []
        : manyLines(factors[factor])
            .split('\n')
            .map((line) => `  > ${line}`)
    return [FACTOR_NAMES[factor], ...lines, ...words].join('\n')
  })
  const left = effects.services.map(
    ({ service, selected, leftOut }) =>
      `  ${service}: ${plural(selected, 'criterion', 'criteria')} on the checklist, ${leftOut.length} left out${leftOut.length === 0 ? '' : ` (${leftOut.map(({ criterionId }) => oneLine(criterionId)).join(', ')})`}`,
  )
  return blocks(
    ...parts,
    `Frameworks they bring: ${effects.frameworks.map(({ name }) => name).join(', ') || 'none'}`,
    left.length === 0 ? '' : `Services in scope:\n${left.join('\n')}`,
  )
}
