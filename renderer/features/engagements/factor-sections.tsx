// The customer's three factors: in words for a new engagement; for an open one as the questionnaire, with what its answers bring.
import type { CustomerFactors } from '#domain/engagement'
import { FactorId } from '#domain/factors'
import { TextArea } from '../../design/field.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { FactorEffects } from './factor-effects.tsx'
import { FactorQuestionField } from './factor-question.tsx'
import './factors.css'
import { FormSection } from './form-section.tsx'
import type { SectionProps } from './scope-sections.tsx'

const LABELS: Readonly<Record<FactorId, string>> = {
  dataSensitivity: 'Sensitivity of the data',
  companyRequirements: 'The company’s requirements',
  lawsAndRegulations: 'Applicable laws and regulations',
}
const FRAME = 'Under the shared responsibility model these decide what the customer must do.'

/** Words alone. */
export const FactorWordsSection = ({ draft, set }: SectionProps) => (
  <FormSection
    title="The customer’s factors"
    hint={`${FRAME} A questionnaire that selects criteria and frameworks follows under Scope and factors.`}
  >
    {FactorId.options.map((factor) => (
      <TextArea
        key={factor}
        label={LABELS[factor]}
        optional
        value={draft.factors[factor]}
        onValue={(text) => set({ factors: { ...draft.factors, [factor]: text } })}
        rows={2}
      />
    ))}
  </FormSection>
)

/** Three sections, one per factor; what the answers bring stands beside the first and stays in sight. */
export function QuestionnaireSection({ draft, set }: SectionProps) {
  const { factors } = draft
  const asked = useAnswer('factors.questions', {})
  const effects = useAnswer('factors.effects', { answers: factors.answers, services: [...draft.services] }, { keepPrevious: true })
  const error = asked.error ?? effects.error
  const setFactors = (patch: Partial<CustomerFactors>) => set({ factors: { ...factors, ...patch } })
  return (
    <FormSection
      title="The customer’s factors"
      hint={`${FRAME} Answers select criteria and frameworks; all of it is printed in every report.`}
      aside={<FactorEffects effects={effects.data} />}
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {asked.data === undefined
        ? null
        : FactorId.options.map((factor) => (
            <section key={factor} className="factor" aria-label={LABELS[factor]}>
              <h3>{LABELS[factor]}</h3>
              {asked.data.questions
                .filter((question) => question.factor === factor)
                .map((question) => (
                  <FactorQuestionField
                    key={question.questionId}
                    question={question}
                    frameworks={asked.data.frameworks}
                    criteriaByAnswer={effects.data?.criteriaByAnswer ?? {}}
                    answers={factors.answers}
                    onAnswers={(answers) => setFactors({ answers: { ...answers } })}
                  />
                ))}
              <TextArea
                label={`${LABELS[factor]}, in words`}
                optional
                placeholder="What the answers cannot say; printed beside them"
                value={factors[factor]}
                onValue={(text) => setFactors({ [factor]: text })}
                rows={2}
              />
            </section>
          ))}
    </FormSection>
  )
}
