import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldTerm, parseFilter } from './filter.ts'

const FIELDS = ['severity', 'service', 'check']

describe('parseFilter', () => {
  it('reads fields, alternatives, exclusion, quotes and free text', () => {
    expect(parseFilter('severity:high,critical -service:iam check:"a b",c "free text" word -not', FIELDS)).toEqual([
      { kind: 'field', field: 'severity', values: ['high', 'critical'], negated: false },
      { kind: 'field', field: 'service', values: ['iam'], negated: true },
      { kind: 'field', field: 'check', values: ['a b', 'c'], negated: false },
      { kind: 'text', text: 'free text', negated: false },
      { kind: 'text', text: 'word', negated: false },
      { kind: 'text', text: 'not', negated: true },
    ])
  })

  it('takes an unknown field as text, because ARNs hold colons', () => {
    expect(parseFilter('arn:aws:s3:::bucket', FIELDS)).toEqual([{ kind: 'text', text: 'arn:aws:s3:::bucket', negated: false }])
  })

  it('keeps a field without a word as a term without values', () => {
    for (const filter of ['severity:', 'severity:""', 'severity:,', 'severity:"'])
      expect(parseFilter(filter, FIELDS)).toEqual([{ kind: 'field', field: 'severity', values: [], negated: false }])
    expect(parseFilter('-severity: word', FIELDS)).toEqual([
      { kind: 'field', field: 'severity', values: [], negated: true },
      { kind: 'text', text: 'word', negated: false },
    ])
  })

  it('reads back what fieldTerm writes, for any value without a quote', () => {
    const value = fc
      .string({ minLength: 1, maxLength: 30 })
      .map((s) => s.replaceAll('"', '').trim())
      .filter((s) => s !== '' && !/[\r\n]/u.test(s))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3 }), (values) => {
        expect(parseFilter(fieldTerm('check', ...values), FIELDS)).toEqual([{ kind: 'field', field: 'check', values, negated: false }])
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseFilter(text, FIELDS))))
  })
})
