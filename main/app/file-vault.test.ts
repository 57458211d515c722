import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileToken } from '#domain/ids'
import { createFileVault } from './file-vault.ts'

describe('file vault', () => {
  it('gives a token of the contract’s form that leads back to the absolute path', () => {
    const vault = createFileVault()
    const token = vault.add('scan.json')
    expect(FileToken.parse(token)).toBe(token)
    expect(vault.path(token)).toBe(resolve('scan.json'))
  })

  it('gives one path one token, however it is spelt', () => {
    const vault = createFileVault()
    expect(vault.add(join('a', '..', 'scan.json'))).toBe(vault.add(resolve('scan.json')))
    expect(vault.add('scan.json')).not.toBe(vault.add('other.json'))
  })

  it('knows no token it did not give', () => {
    expect(() => createFileVault().path('0'.repeat(32))).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(() => createFileVault().path('__proto__')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('takes its randomness from outside', () => {
    expect(createFileVault((bytes) => Buffer.alloc(bytes, 7)).add('x')).toBe('07'.repeat(16))
  })
})
