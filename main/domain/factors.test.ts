import { describe, expect, it } from 'vitest'
import { questionnaire } from '../catalog/factors.ts'
import { answersProblem, type FactorAnswers, frameworksOf, isSelected, unstatedFactors } from './factors.ts'

const selected = (when: readonly string[], answers: FactorAnswers) => isSelected({ when }, answers)

describe('a criterion', () => {
  it('without conditions is always on the checklist', () => {
    expect(selected([], { laws: ['laws.none'] })).toBe(true)
  })

  it('stays while its question is not answered', () => {
    expect(selected(['laws.hipaa'], {})).toBe(true)
    expect(selected(['laws.hipaa'], { laws: [] })).toBe(true)
  })

  it('is left out where the question is answered otherwise, and comes back', () => {
    expect(selected(['laws.hipaa'], { laws: ['laws.gdpr'] })).toBe(false)
    expect(selected(['laws.hipaa'], { laws: ['laws.gdpr', 'laws.hipaa'] })).toBe(true)
  })

  it('of two questions stays while one of them is open', () => {
    const when = ['laws.hipaa', 'data-kinds.health']
    expect(selected(when, { laws: ['laws.gdpr'] })).toBe(true)
    expect(selected(when, { laws: ['laws.gdpr'], 'data-kinds': ['data-kinds.personal'] })).toBe(false)
    expect(selected(when, { laws: ['laws.gdpr'], 'data-kinds': ['data-kinds.health'] })).toBe(true)
  })
})

describe('answers', () => {
  const problem = (answers: FactorAnswers) => answersProblem(questionnaire(), answers)

  it('are taken as the questionnaire has them', () => {
    expect(problem({ laws: ['laws.gdpr', 'laws.nis2'], mfa: ['mfa.everybody'], classification: [] })).toBeNull()
  })

  it.each<[string, FactorAnswers]>([
    ['of no question', { colour: ['colour.red'] }],
    ['of another question', { laws: ['mfa.everybody'] }],
    ['given twice', { laws: ['laws.gdpr', 'laws.gdpr'] }],
    ['too many', { mfa: ['mfa.everybody', 'mfa.administrators'] }],
    ['"none" beside another', { laws: ['laws.gdpr', 'laws.none'] }],
  ])('%s are refused', (_, answers) => {
    expect(problem(answers)).toEqual(expect.any(String))
  })

  it('bring frameworks, each once', () => {
    const answers = { 'data-kinds': ['data-kinds.payment-card'], laws: ['laws.pci-dss', 'laws.gdpr'] }
    expect(frameworksOf(questionnaire(), answers)).toEqual(['pci-dss-4.0', 'gdpr'])
  })

  it('state a factor as words do', () => {
    const factors = { dataSensitivity: '', companyRequirements: 'Policy 4.2', lawsAndRegulations: ' ', answers: { laws: ['laws.none'] } }
    expect(unstatedFactors(questionnaire(), factors)).toEqual(['dataSensitivity'])
  })
})
