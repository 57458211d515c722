import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBrowser, hasDisplay } from './find-browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-browser-'))
const program = (name: string, mode = 0o755) => {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, '')
  chmodSync(path, mode)
  return path
}

describe('finding a browser', () => {
  it('takes the first known command on the path that can be run', () => {
    program('bin/chromium', 0o644)
    const chrome = program('bin/google-chrome')
    program('bin/msedge')
    expect(findBrowser({ platform: 'linux', env: { PATH: join(folder, 'bin') } })).toBe(chrome)
  })

  it('takes what TICKMARK_CHROMIUM names, and nothing else where that cannot be run', () => {
    const own = program('own')
    expect(findBrowser({ platform: 'linux', env: { TICKMARK_CHROMIUM: own, PATH: join(folder, 'bin') } })).toBe(own)
    expect(findBrowser({ platform: 'linux', env: { TICKMARK_CHROMIUM: join(folder, 'none'), PATH: join(folder, 'bin') } })).toBeNull()
    expect(findBrowser({ platform: 'linux', env: { TICKMARK_CHROMIUM: 'chromium', PATH: join(folder, 'bin') } })).toBeNull()
  })

  it('never looks in relative folders of the path', () => {
    expect(findBrowser({ platform: 'linux', env: { PATH: `.:bin:${join(folder, 'empty')}` } })).toBeNull()
    expect(findBrowser({ platform: 'linux', env: {} })).toBeNull()
  })

  it('looks among a Mac user’s own applications too', () => {
    const chrome = program('Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    expect(findBrowser({ platform: 'darwin', env: { HOME: folder } })).toBe(chrome)
  })
})

it('knows that a window needs a display on Linux and has one elsewhere', () => {
  expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false)
  expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true)
  expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true)
})
