import { describe, expect, it } from 'vitest'
import { facetGroups, filtersToCount } from './facet-groups.ts'

const options = { fields: ['severity', 'service'], order: { severity: ['high', 'low'] } }
const severity = (high: number, low: number) => ({
  field: 'severity',
  values: [
    { value: 'low', count: low },
    { value: 'high', count: high },
  ],
})
const service = (iam: number) => ({ field: 'service', values: [{ value: 'iam', count: iam }] })

describe('facets of a list', () => {
  it('are counted once for the filter, and once without each field it narrows', () => {
    expect(filtersToCount('root severity:high', options.fields)).toEqual(['root severity:high', 'root'])
    expect(filtersToCount('root', options.fields)).toEqual(['root'])
  })

  it('keep the other values of a narrowed field in reach, in the field’s own order', () => {
    const answers = [
      [severity(3, 0), service(2)],
      [severity(3, 9), service(5)],
    ]
    expect(facetGroups('severity:high', answers, 'severity:high', options)).toEqual([
      {
        field: 'severity',
        values: [
          { value: 'high', count: 3, pressed: true },
          { value: 'low', count: 9, pressed: false },
        ],
      },
      { field: 'service', values: [{ value: 'iam', count: 2, pressed: false }] },
    ])
  })

  it('mark what the filter asks for now while the counts are still those of the filter before', () => {
    const [group] = facetGroups('', [[severity(3, 9)]], 'severity:low', options)
    expect(group?.values.map(({ value, count, pressed }) => [value, count, pressed])).toEqual([
      ['high', 3, false],
      ['low', 9, true],
    ])
  })
})
