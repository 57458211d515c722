import { describe, expect, it } from 'vitest'
import { passphraseStrength } from './passphrase-strength.ts'

describe('strength of a passphrase', () => {
  it.each(['password', 'Passwort1!', 'aaaaaaaaaaaa', '123456789', 'abcdefghij', 'qwertqwert', 'audit'])('calls %s weak', (text) => {
    expect(passphraseStrength(text).level).toBe(1)
  })

  it.each(['correct horse battery staple fox', 'k8#Vq2!zLw0pRt', 'Kerze Nebel Gabel Ufer Lampe'])('calls %s good or better', (text) => {
    expect(passphraseStrength(text).level).toBeGreaterThanOrEqual(3)
  })

  it('is not impressed by one long word or by the same word again', () => {
    expect(passphraseStrength('Donaudampfschifffahrt').level).toBe(1)
    expect(passphraseStrength('nebel nebel nebel nebel').level).toBeLessThan(3)
  })

  it('grows with every further word and says what to do while it is too little', () => {
    const levels = ['kerze', 'kerze nebel gabel', 'kerze nebel gabel ufer', 'kerze nebel gabel ufer lampe'].map(
      (text) => passphraseStrength(text).level,
    )
    expect(levels).toEqual(levels.toSorted((a, b) => a - b))
    expect(passphraseStrength('kerze').advice).not.toBeNull()
    expect(passphraseStrength('kerze nebel gabel ufer lampe').advice).toBeNull()
  })
})
