import { describe, expect, it } from 'vitest'
import { bmpPassphrase, deriveBytes, PURPOSE } from './kdf.ts'

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex')

describe('the key derivation of PKCS#12', () => {
  // Known answers in use since PKCS#12 v1.0 test files ("smeg", "queeg"), as in the suites of OpenSSL and BouncyCastle.
  it.each([
    ['smeg', PURPOSE.key, '0a58cf64530d823f', 1, 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['smeg', PURPOSE.iv, '0a58cf64530d823f', 1, 8, '79993dfe048d3b76'],
    ['smeg', PURPOSE.mac, '3d83c0e4546ac140', 1, 20, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
    ['queeg', PURPOSE.key, '05dec959acff72f7', 1000, 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    ['queeg', PURPOSE.iv, '05dec959acff72f7', 1000, 8, '11dedad7758d4860'],
    ['queeg', PURPOSE.mac, '263216fcc2fab31c', 1000, 20, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ] as const)('gives the known answer for %s, purpose %d', async (passphrase, purpose, salt, iterations, length, expected) => {
    const derived = await deriveBytes({ hash: 'sha1', purpose, passphrase: bmpPassphrase(passphrase), salt: hex(salt), iterations, length })
    expect(Buffer.from(derived).toString('hex')).toBe(expected)
  })
})
