import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KeyAlgorithm } from '#domain/identity'
import type { UnlockedKey } from '../identity.ts'
import { makeKey } from '../testing/keys.ts'
import { findProgram } from '../testing/programs.ts'
import { certificatePem } from '../x509/certificate.ts'
import { readPkcs12 } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-p12-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string): string => join(folder, name)
const openssl = findProgram('openssl')
const PASSPHRASE = 'Schlüssel zum Glück'

/** Has OpenSSL put key and certificates into a PKCS#12 file. */
function exportPkcs12(key: UnlockedKey, passphrase: string, ...options: readonly string[]): Uint8Array {
  writeFileSync(path('key.pem'), key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(path('cert.pem'), certificatePem(key.certificate.der))
  writeFileSync(path('chain.pem'), key.chain.map(({ der }) => certificatePem(der)).join(''))
  const chain = key.chain.length === 0 ? [] : ['-certfile', path('chain.pem')]
  const files = ['-inkey', path('key.pem'), '-in', path('cert.pem'), ...chain, '-out', path('out.p12')]
  const { status } = openssl.run('pkcs12', '-export', ...files, '-passout', `pass:${passphrase}`, ...options)
  expect(status).toBe(0)
  return readFileSync(path('out.p12'))
}

const FORMS: readonly (readonly [string, readonly string[]])[] = [
  ['AES-256', []],
  ['triple DES', ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES']],
  ['two-key triple DES', ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES']],
  ['RC2 with 40 bits', ['-legacy']],
  ['RC2 with 128 bits', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128']],
  ['AES-128 and a MAC with SHA-1', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha1']],
  ['SHA-512', ['-macalg', 'sha512']],
  ['nothing encrypted', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
  ['no MAC', ['-nomac']],
]

describe.runIf(openssl.isInstalled).each<KeyAlgorithm>(['ecdsa-p256', 'rsa-3072'])(
  'PKCS#12 files made by OpenSSL around a key %s',
  (algorithm) => {
    let key: UnlockedKey
    beforeAll(async () => {
      key = await makeKey({ algorithm })
    }, 60_000)

    it.each(FORMS)('are opened: %s', async (_, options) => {
      const bytes = exportPkcs12(key, PASSPHRASE, ...options)
      const material = await readPkcs12(bytes, PASSPHRASE)
      expect(material.certificate.fingerprint).toBe(key.certificate.fingerprint)
      expect(material.privateKey.equals(key.privateKey)).toBe(true)
      await expect(readPkcs12(bytes, 'Schlussel')).rejects.toMatchObject({ code: 'passphrase-wrong' })
    })
  },
)

describe.runIf(openssl.isInstalled)('PKCS#12 files', () => {
  it('give the issuers, nearest first', async () => {
    const root = await makeKey({ name: 'Root' })
    const middle = await makeKey({ name: 'Middle', issuer: root })
    const bytes = exportPkcs12({ ...(await makeKey({ issuer: middle })), chain: [root.certificate, middle.certificate] }, 'x')
    expect((await readPkcs12(bytes, 'x')).chain.map(({ name }) => name)).toEqual(['Middle', 'Root'])
  })

  it('may have an empty passphrase', async () => {
    const bytes = exportPkcs12(await makeKey(), '')
    await expect(readPkcs12(bytes, '')).resolves.toMatchObject({ chain: [] })
  })

  it('are refused without a key', async () => {
    const bytes = exportPkcs12(await makeKey(), 'x', '-nokeys')
    await expect(readPkcs12(bytes, 'x')).rejects.toMatchObject({ code: 'invalid-input', message: /no private key/ })
  })

  it('are refused without a certificate for the key', async () => {
    const bytes = exportPkcs12(await makeKey(), 'x', '-nocerts')
    await expect(readPkcs12(bytes, 'x')).rejects.toMatchObject({ code: 'invalid-input', message: /no certificate/ })
  })

  it('are refused when cut off or changed', async () => {
    const bytes = exportPkcs12(await makeKey(), 'x')
    await expect(readPkcs12(bytes.subarray(0, -5), 'x')).rejects.toMatchObject({ code: 'invalid-input' })
    const changed = Buffer.from(bytes)
    changed[200] = (changed[200] ?? 0) ^ 1
    await expect(readPkcs12(changed, 'x')).rejects.toMatchObject({ code: 'passphrase-wrong' })
  })
})

describe('other files', () => {
  it.each([Buffer.from('hello'), new Uint8Array(), Buffer.from('3000', 'hex'), Buffer.from('30800000', 'hex')])(
    'are refused',
    async (bytes) => {
      await expect(readPkcs12(bytes, 'x')).rejects.toMatchObject({ code: 'invalid-input' })
    },
  )
})
