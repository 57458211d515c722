import { describe, expect, it } from 'vitest'
import { noPlaces } from '#domain/coverage-places'
import { cellOf, rowOf } from './coverage.fixture.ts'
import { filterRows, hasHoles } from './map-filter.ts'

const whole = rowOf({ key: 's3', name: 'Amazon S3', topics: [cellOf({ state: 'pass' })], places: { ...noPlaces(), tested: 4 } })
const untested = rowOf({ key: 'ec2', name: 'Amazon EC2', topics: [cellOf({ why: 'no-check-exists' })] })
const unscanned = rowOf({ key: 'iam', name: 'AWS IAM and AWS STS', places: { ...noPlaces(), tested: 4, 'not-scanned': 1 } })

describe('the filter of the map', () => {
  it('finds services by all words of their name or key, whatever their case', () => {
    expect(filterRows([whole, untested, unscanned], { text: ' AMAZON s3 ', onlyHoles: false })).toEqual([whole])
    expect(filterRows([whole, untested, unscanned], { text: 'ec2', onlyHoles: false })).toEqual([untested])
  })

  it('leaves services with a topic not tested, or with a place missing', () => {
    expect([whole, untested, unscanned].filter(hasHoles)).toEqual([untested, unscanned])
    expect(filterRows([whole, untested, unscanned], { text: 'aws', onlyHoles: true })).toEqual([unscanned])
  })
})
