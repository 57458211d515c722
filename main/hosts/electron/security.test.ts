import { describe, expect, it } from 'vitest'
import { isOwnUrl } from './security.ts'

describe('own URLs', () => {
  it.each(['app://tickmark/', 'app://tickmark/index.html', 'app://tickmark/index.html#/findings'])('%s is ours', (url) => {
    expect(isOwnUrl(url, null)).toBe(true)
  })

  it.each([
    'app://tickmark.evil/',
    'app://tickmarks/',
    'app://user@tickmark/',
    'app://tickmark:8080/',
    'https://tickmark/',
    'file:///app://tickmark/',
    'about:blank',
    'http://localhost:5173/',
    '',
  ])('%s is not', (url) => {
    expect(isOwnUrl(url, null)).toBe(false)
  })

  it('knows the bundler’s server only while developing, by its exact origin', () => {
    const dev = 'http://localhost:5173'
    expect(isOwnUrl('http://localhost:5173/index.html', dev)).toBe(true)
    expect(isOwnUrl('http://localhost:51730/', dev)).toBe(false)
    expect(isOwnUrl('https://localhost:5173/', dev)).toBe(false)
    expect(isOwnUrl('http://localhost:5173.evil.test/', dev)).toBe(false)
    expect(isOwnUrl('data:text/html,x', 'not a url')).toBe(false)
  })
})
