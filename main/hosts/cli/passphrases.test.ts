import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  engagementPassphrase,
  identityPassphrase,
  newEngagementPassphrase,
  newIdentityPassphrase,
  passphraseFromFile,
} from './passphrases.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-passphrases-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const missing: unknown = expect.objectContaining({ code: 'passphrase-missing' })

describe('passphraseFromFile', () => {
  it('drops one closing line break and nothing else', () => {
    expect(passphraseFromFile(file('lf', ' open sesame \n'))).toBe(' open sesame ')
    expect(passphraseFromFile(file('crlf', 'a\nb\r\n'))).toBe('a\nb')
  })

  it('takes an empty or absent file for a missing passphrase', () => {
    expect(() => passphraseFromFile(file('empty', '\n'))).toThrow(missing)
    expect(() => passphraseFromFile(join(folder, 'absent'))).toThrow(missing)
  })
})

describe('the passphrase of an engagement', () => {
  it('comes from the file before the environment', () => {
    const options = { encryption: true, passphraseFile: file('p', 'from file') }
    expect(engagementPassphrase(options, { TICKMARK_PASSPHRASE: 'from env' })).toBe('from file')
    expect(engagementPassphrase({ encryption: true }, { TICKMARK_PASSPHRASE: 'from env' })).toBe('from env')
  })

  it('is none under --no-encryption, and must be given for a new engagement otherwise', () => {
    expect(newEngagementPassphrase({ encryption: false }, { TICKMARK_PASSPHRASE: 'x' })).toBeNull()
    expect(() => newEngagementPassphrase({ encryption: true }, {})).toThrow(missing)
    expect(engagementPassphrase({ encryption: true }, { TICKMARK_PASSPHRASE: '' })).toBeNull()
  })
})

describe('the passphrase of an identity', () => {
  it('comes from its own sources first, then from those shared with the engagement', () => {
    const env = { TICKMARK_PASSPHRASE: 'shared', TICKMARK_IDENTITY_PASSPHRASE: 'own' }
    expect(identityPassphrase({ passphraseFile: file('shared', 'shared file') }, env)).toBe('own')
    expect(identityPassphrase({ identityPassphraseFile: file('own', 'own file') }, env)).toBe('own file')
    expect(identityPassphrase({}, { TICKMARK_PASSPHRASE: 'shared' })).toBe('shared')
    expect(() => identityPassphrase({}, {})).toThrow(missing)
  })

  it('is long enough for a new one, or refused in words with exit code 2', () => {
    expect(newIdentityPassphrase({}, { TICKMARK_PASSPHRASE: '12345678' })).toBe('12345678')
    const short = (): string => newIdentityPassphrase({}, { TICKMARK_PASSPHRASE: '1234567' })
    expect(short).toThrow('The passphrase needs at least 8 characters.')
    expect(short).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error)
  })
})
