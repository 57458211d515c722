import { describe, expect, it } from 'vitest'
import { parseFilter } from '#domain/filter'
import { splitHash } from './hash-location.ts'
import { filterText, hrefs } from './hrefs.ts'

const fields = ['service', 'topic', 'result', 'check', 'muted']

describe('filters in addresses', () => {
  it('name null as none and yes or no for flags', () => {
    expect(filterText({ service: 'iam', topic: null, muted: false })).toBe('service:iam topic:none muted:no')
  })

  it('take several words of one field as alternatives', () => {
    expect(filterText({ result: ['manual', 'error'] })).toBe('result:manual,error')
  })

  it('come back from the address exactly, whatever the value holds', () => {
    for (const check of ['iam_root_mfa', 'with space', 'a,b', 'ümlaut & ampersand=?#', '100%']) {
      const { path, search } = splitHash(`#${hrefs.evidence({ service: 'iam', check })}`)
      const filter = new URLSearchParams(search).get('filter')
      expect(path).toBe('/evidence')
      expect(parseFilter(filter ?? '', fields)).toEqual([
        { kind: 'field', field: 'service', values: ['iam'], negated: false },
        { kind: 'field', field: 'check', values: [check], negated: false },
      ])
    }
  })

  it('are left out where nothing is filtered', () => {
    expect(hrefs.findings()).toBe('/findings')
  })
})

describe('the fragment', () => {
  it('splits into path and search at the first question mark', () => {
    expect(splitHash('#/evidence?filter=a?b')).toEqual({ path: '/evidence', search: 'filter=a?b' })
    expect(splitHash('')).toEqual({ path: '/', search: '' })
  })
})
