import { describe, expect, it } from 'vitest'
import { isWebAddress, splitLinks } from './links.ts'

describe('links', () => {
  it.each(['https://docs.aws.amazon.com/a/b.html#c', 'http://example.com/?q=1'])('%s is one', (text) =>
    expect(isWebAddress(text)).toBe(true),
  )

  it.each([
    'aws s3 ls https://example.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    'file:///etc/passwd',
    'https://example.com/<account>',
    'https://',
    'resource "aws_s3_bucket" "b" {}',
    'https://example.com/\u0007',
    '//example.com',
  ])('%s is none', (text) => expect(isWebAddress(text)).toBe(false))

  it('keeps source order, once each', () => {
    expect(splitLinks(['aws x', 'https://a.example', '', 'https://b.example', 'https://a.example', 'aws x'])).toEqual({
      links: ['https://a.example', 'https://b.example'],
      others: ['aws x'],
    })
  })
})
