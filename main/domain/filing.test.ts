import { describe, expect, it } from 'vitest'
import { acceptable, filingInWords } from './filing.ts'

const said = (rule: string, confidence: 'exact' | 'high' | 'low' | 'none' | null = 'high') =>
  filingInWords({ rule, serviceConfidence: confidence, topicConfidence: confidence })

describe('why a record lies where it lies, in words', () => {
  it('names the rule and how sure it is', () => {
    expect(said('service=prowler:s3 topic=control:S3.8', 'exact')).toEqual({
      service: 'Prowler’s own word for the service, “s3”: certain.',
      topic: 'Security Hub’s own category of control S3.8: certain.',
    })
    expect(said('service=type:AwsEc2Vpc+kind:vpc topic=category:encryption').service).toBe(
      'The resource type, AwsEc2Vpc, and there “vpc”: nearly always right.',
    )
  })

  it('says what contradicts', () => {
    expect(said('service=none topic=words:open-to-internet,against-category:encryption', 'low')).toEqual({
      service: 'No rule knows.',
      topic:
        'Words of the check id and title (open to internet), though the scanner’s category is “encryption”: unsure, so only suggested.',
    })
  })

  it('keeps rules with spaces whole, and does not fail on what it does not know', () => {
    expect(said('service=arn:s3 topic=taxonomy:protect > data protection').topic).toContain('“protect > data protection”')
    expect(said('service=newer-rule:x topic=none', null)).toEqual({ service: 'Newer-rule:x.', topic: 'No rule knows.' })
    expect(said('none', 'none')).toEqual({ service: 'No rule knows.', topic: 'No rule knows.' })
  })
})

describe('a suggestion', () => {
  it('can be accepted where it names both service and topic', () => {
    expect(acceptable({ suggestion: { service: 's3', topic: 'resilience' } })).toEqual({ service: 's3', topic: 'resilience' })
    expect(acceptable({ suggestion: { service: null, topic: 'resilience' } })).toBeNull()
    expect(acceptable({ suggestion: null })).toBeNull()
  })
})
