import { describe, expect, it } from 'vitest'
import { shortTitle } from './short-title.ts'

describe('the short title of a topic', () => {
  it('leaves out the service it is about', () => {
    expect(shortTitle('Data protection in Amazon Pinpoint', ['Amazon Pinpoint'])).toBe('Data protection')
    expect(shortTitle('Identity and access management for AWS SSO', ['AWS IAM Identity Center', 'AWS SSO'])).toBe(
      'Identity and access management',
    )
  })

  it('knows the vendor may stand before a name', () => {
    expect(shortTitle('Resilience in AWS Identity and Access Management', ['IAM', 'Identity and Access Management'])).toBe('Resilience')
  })

  it('stays whole where it names something else, or nothing but the service', () => {
    expect(shortTitle('Logging in Amazon S3', ['Amazon Pinpoint'])).toBe('Logging in Amazon S3')
    expect(shortTitle('Resilience', ['Amazon Pinpoint'])).toBe('Resilience')
  })
})
