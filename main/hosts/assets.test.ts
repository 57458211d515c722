import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assetPath, contentType, rendererFolder } from './assets.ts'

const folder = '/srv/renderer'

describe('asset paths', () => {
  it('serves index.html at the root and plain files below', () => {
    expect(assetPath(folder, '/')).toBe(join(folder, 'index.html'))
    expect(assetPath(folder, '/assets/index-B1.js')).toBe(join(folder, 'assets/index-B1.js'))
  })

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/assets/..\\..\\secret',
    '/%5c..%5csecret',
    '/a%00.html',
    '/%',
    '/a?b',
    '//etc/../..',
    'index.html',
    '/..',
    '/.',
  ])('refuses %s', (path) => {
    expect(assetPath(folder, path)).toBeNull()
  })
})

it('types files by their name and calls the rest bytes', () => {
  expect(contentType('a/index.html')).toBe('text/html; charset=utf-8')
  expect(contentType('a/font.woff2')).toBe('font/woff2')
  expect(contentType('a/unknown.xyz')).toBe('application/octet-stream')
})

it('finds the built renderer from any depth of the bundle, and says how to build it where it is missing', () => {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-assets-'))
  const chunk = join(root, 'out/main/chunks')
  mkdirSync(chunk, { recursive: true })
  expect(() => rendererFolder(chunk)).toThrow(/npm run build/)
  mkdirSync(join(root, 'out/renderer'))
  writeFileSync(join(root, 'out/renderer/index.html'), '')
  expect(rendererFolder(chunk)).toBe(join(root, 'out/renderer'))
})
