// The customer's three factors in the form: in words, and for an open engagement as a questionnaire with what its answers bring.
import type { Output } from '#contract'
import type { CustomerFactors } from '#domain/engagement'
import { FactorId } from '#domain/factors'
import { TextArea } from '../../design/field.tsx'
import { FactorQuestionField } from './factor-question.tsx'
import './factors.css'

export const FACTOR_LABELS: Readonly<Record<FactorId, string>> = {
  dataSensitivity: 'Sensitivity of the data',
  companyRequirements: 'The company’s requirements',
  lawsAndRegulations: 'Applicable laws and regulations',
}

export function FactorFields({
  factors,
  onFactors,
  asked,
  effects,
}: {
  readonly factors: CustomerFactors
  readonly onFactors: (factors: CustomerFactors) => void
  /** The questionnaire; absent where only words are asked. */
  readonly asked?: Output<'factors.questions'> | undefined
  readonly effects?: Output<'factors.effects'> | undefined
}) {
  if (asked === undefined)
    return FactorId.options.map((factor) => (
      <TextArea
        key={factor}
        label={FACTOR_LABELS[factor]}
        optional
        value={factors[factor]}
        onValue={(text) => onFactors({ ...factors, [factor]: text })}
        rows={2}
      />
    ))
  return FactorId.options.map((factor) => (
    <section key={factor} className="factor" aria-label={FACTOR_LABELS[factor]}>
      <h3>{FACTOR_LABELS[factor]}</h3>
      {asked.questions
        .filter((question) => question.factor === factor)
        .map((question) => (
          <FactorQuestionField
            key={question.questionId}
            question={question}
            frameworks={asked.frameworks}
            criteriaByAnswer={effects?.criteriaByAnswer ?? {}}
            answers={factors.answers}
            onAnswers={(answers) => onFactors({ ...factors, answers: { ...answers } })}
          />
        ))}
      <TextArea
        label={`${FACTOR_LABELS[factor]}, in words`}
        optional
        placeholder="What the answers cannot say; printed beside them"
        value={factors[factor]}
        onValue={(text) => onFactors({ ...factors, [factor]: text })}
        rows={2}
      />
    </section>
  ))
}
