import { describe, expect, it } from 'vitest'
import type { FactorQuestion } from '#domain/factors'
import { withAnswer, withoutAnswer } from './answers.ts'

const answer = (answerId: string, alone = false) => ({ answerId, label: answerId, hint: '', alone, frameworks: [] })
const question = (several: boolean): FactorQuestion => ({
  questionId: 'q',
  factor: 'dataSensitivity',
  text: '',
  hint: '',
  several,
  answers: [answer('q.a'), answer('q.b'), answer('q.none', true)],
})

describe('pressing an answer', () => {
  it('adds it in the question’s own order and takes it back', () => {
    expect(withAnswer(question(true), { q: ['q.b'] }, 'q.a')).toEqual({ q: ['q.a', 'q.b'] })
    expect(withAnswer(question(true), { q: ['q.a', 'q.b'] }, 'q.a')).toEqual({ q: ['q.b'] })
  })

  it('takes the place of the other where a question has one answer', () => {
    expect(withAnswer(question(false), { q: ['q.a'], r: ['r.x'] }, 'q.b')).toEqual({ q: ['q.b'], r: ['r.x'] })
  })

  it('keeps "none" alone', () => {
    expect(withAnswer(question(true), { q: ['q.a', 'q.b'] }, 'q.none')).toEqual({ q: ['q.none'] })
    expect(withAnswer(question(true), { q: ['q.none'] }, 'q.b')).toEqual({ q: ['q.b'] })
  })

  it('leaves a question without answers out', () => {
    expect(withAnswer(question(true), { q: ['q.a'] }, 'q.a')).toEqual({})
    expect(withoutAnswer(question(true), { q: ['q.a'], r: ['r.x'] })).toEqual({ r: ['r.x'] })
  })
})
