// One question with its answers to press; each says what it brings. What is not answered says so.
import { Check } from 'lucide-react'
import { useId } from 'react'
import type { NamedFramework } from '#contract/factors'
import type { FactorAnswer, FactorAnswers, FactorQuestion } from '#domain/factors'
import { countOf } from '../../design/format.ts'
import { withAnswer, withoutAnswer } from './answers.ts'

export function FactorQuestionField({
  question,
  answers,
  onAnswers,
  frameworks,
  criteriaByAnswer,
}: {
  readonly question: FactorQuestion
  readonly answers: FactorAnswers
  readonly onAnswers: (answers: FactorAnswers) => void
  readonly frameworks: readonly NamedFramework[]
  /** Criteria of the services in scope that an answer selects. */
  readonly criteriaByAnswer: Readonly<Record<string, number>>
}) {
  const name = useId()
  const chosen = answers[question.questionId] ?? []
  const bringsOf = ({ answerId, frameworks: ids }: FactorAnswer): string => {
    const criteria = criteriaByAnswer[answerId] ?? 0
    const names = ids.map((id) => frameworks.find(({ frameworkId }) => frameworkId === id)?.name ?? id)
    return [...(criteria === 0 ? [] : [countOf(criteria, 'criterion', 'criteria')]), ...names].join(' · ')
  }
  return (
    <fieldset className="question" data-stated={chosen.length > 0 || undefined}>
      <legend>
        {question.text} {question.several ? <span className="question-several">several may hold</span> : null}
      </legend>
      {question.hint === '' ? null : <p className="question-hint">{question.hint}</p>}
      <div className="answers">
        {question.several ? null : (
          <Answer
            name={name}
            type="radio"
            label="Not stated"
            isEmpty
            isChosen={chosen.length === 0}
            onChoose={() => onAnswers(withoutAnswer(question, answers))}
          />
        )}
        {question.answers.map((answer) => (
          <Answer
            key={answer.answerId}
            name={name}
            type={question.several ? 'checkbox' : 'radio'}
            label={answer.label}
            hint={answer.hint}
            brings={bringsOf(answer)}
            isChosen={chosen.includes(answer.answerId)}
            onChoose={() => onAnswers(withAnswer(question, answers, answer.answerId))}
          />
        ))}
        {question.several && chosen.length === 0 ? <span className="answers-open">Not stated</span> : null}
      </div>
    </fieldset>
  )
}

function Answer({
  name,
  type,
  label,
  hint = '',
  brings = '',
  isChosen,
  isEmpty = false,
  onChoose,
}: {
  readonly name: string
  readonly type: 'checkbox' | 'radio'
  readonly label: string
  readonly hint?: string
  readonly brings?: string
  readonly isChosen: boolean
  readonly isEmpty?: boolean
  readonly onChoose: () => void
}) {
  return (
    <label className="answer" data-chosen={isChosen || undefined} data-empty={isEmpty || undefined} title={hint === '' ? undefined : hint}>
      <input type={type} name={name} checked={isChosen} onChange={onChoose} />
      {isChosen && !isEmpty ? <Check aria-hidden /> : null}
      <span>{label}</span>
      {brings === '' ? null : <span className="answer-brings">{brings}</span>}
    </label>
  )
}
