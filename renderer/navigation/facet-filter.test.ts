import { describe, expect, it } from 'vitest'
import { chosenValues, toggleValue, withoutField } from './facet-filter.ts'

const fields = ['severity', 'service', 'owner']

describe('pressing a facet value', () => {
  it('adds it as an alternative of its field and takes it out again', () => {
    const one = toggleValue('', fields, 'severity', 'high')
    const two = toggleValue(one, fields, 'severity', 'low')
    expect([one, two, toggleValue(two, fields, 'severity', 'high')]).toEqual(['severity:high', 'severity:high,low', 'severity:low'])
  })

  it('leaves free text, other fields and exclusions as they are', () => {
    expect(toggleValue('root "two words" service:iam -severity:low', fields, 'severity', 'high')).toBe(
      'root "two words" service:iam -severity:low severity:high',
    )
  })

  it('keeps text that looks like a field as text', () => {
    expect(toggleValue('arn:aws:iam::1', fields, 'severity', 'high')).toBe('"arn:aws:iam::1" severity:high')
  })

  it('quotes values with spaces and reads them back', () => {
    const filter = toggleValue('', fields, 'owner', 'Grace Hopper')
    expect(filter).toBe('owner:"Grace Hopper"')
    expect([...chosenValues(filter, fields, 'owner')]).toEqual(['Grace Hopper'])
    expect(toggleValue(filter, fields, 'owner', 'Grace Hopper')).toBe('')
  })

  it('takes a field out for counting its other values', () => {
    expect(withoutField('severity:high severity:low service:iam', fields, 'severity')).toBe('service:iam')
  })
})
