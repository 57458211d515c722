import { describe, expect, it } from 'vitest'
import { decryptRc2Cbc } from './rc2.ts'

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('RC2', () => {
  // RFC 2268 §5: the vectors whose effective key length is the key's own.
  it.each([
    ['ffffffffffffffff', 'ffffffffffffffff', '278b27e42e2f0d49'],
    ['3000000000000000', '1000000000000001', '30649edf9be7d2c2'],
    ['88bca90e90875a7f0f79c384627bafb2', '0000000000000000', '2269552ab0f85ca6'],
  ])('decrypts the vector of RFC 2268 for the key %s', (key, plain, cipher) => {
    expect(Buffer.from(decryptRc2Cbc(hex(key), new Uint8Array(8), hex(cipher))).toString('hex')).toBe(plain)
  })

  it('chains blocks', () => {
    const [key, cipher] = [hex('ffffffffffffffff'), '278b27e42e2f0d49']
    const plain = decryptRc2Cbc(key, new Uint8Array(8), hex(cipher + cipher))
    expect(Buffer.from(plain).toString('hex')).toBe('ffffffffffffffff'.concat('d874d81bd1d0f2b6'))
  })
})
