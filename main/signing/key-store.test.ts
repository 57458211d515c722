import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Identity } from '#domain/identity'
import { createKeyStore, type KeyStore } from './key-store.ts'
import { writePkcs12 } from './pkcs12/write.ts'
import { makeKey } from './testing/keys.ts'
import { findProgram } from './testing/programs.ts'

const PASSPHRASE = 'Grüße, richtig lang'
// Every opening of a key costs some tenths of a second of computing, on purpose.
const SLOW = 120_000
const root = mkdtempSync(join(tmpdir(), 'tickmark-keys-'))
const folder = join(root, 'identities')
const openssl = findProgram('openssl')
const clock = { now: () => new Date('2026-05-01T12:34:56.789Z') }
const newStore = (at = folder): KeyStore => createKeyStore({ folder: at, clock, randomUuid: randomUUID })
const fileOf = (identityId: string): string => join(folder, `${identityId}.p12`)

afterAll(() => rmSync(root, { recursive: true }))

describe('a key store', { timeout: SLOW }, () => {
  let ada: Identity
  let bob: Identity

  beforeAll(async () => {
    const request = { organisation: 'Audit, Inc.', country: 'DE', passphrase: PASSPHRASE }
    ada = await newStore().create({ ...request, name: 'Ada Lovelace', algorithm: 'ecdsa-p256' })
    bob = await newStore().create({ ...request, name: 'Боб', organisation: '', country: '', algorithm: 'rsa-3072' })
  }, SLOW)

  it('is empty before its folder exists', async () => {
    await expect(newStore(join(root, 'none')).list()).resolves.toEqual([])
  })

  it('makes identities that say who they are, valid for three years', () => {
    expect(Identity.parse(ada)).toMatchObject({
      name: 'Ada Lovelace',
      subject: 'C=DE, O=Audit\\, Inc., CN=Ada Lovelace',
      issuer: 'C=DE, O=Audit\\, Inc., CN=Ada Lovelace',
      selfSigned: true,
      keyAlgorithm: 'ECDSA P-256',
      notBefore: '2026-05-01T12:34:56.000Z',
      notAfter: '2029-05-01T12:34:56.000Z',
      createdAt: '2026-05-01T12:34:56.000Z',
    })
    expect(Identity.parse(bob)).toMatchObject({ subject: 'CN=Боб', keyAlgorithm: 'RSA 3072' })
    expect(ada.serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/)
  })

  it('lists them without any passphrase, in a new session too', async () => {
    const listed = await newStore().list()
    expect(new Set(listed)).toEqual(new Set([ada, bob]))
  })

  it('keeps one private file each in a private folder, and nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual([`${ada.identityId}.p12`, `${bob.identityId}.p12`].sort())
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const { identityId } of [ada, bob]) expect(statSync(fileOf(identityId)).mode & 0o777).toBe(0o600)
  })

  it('gives the key for the passphrase, however its letters are composed', async () => {
    const key = await newStore().unlock(ada.identityId, PASSPHRASE.normalize('NFD'))
    expect(key.certificate.fingerprint).toBe(ada.fingerprint)
    expect(key.privateKey.asymmetricKeyType).toBe('ec')
  })

  it('refuses a wrong passphrase', async () => {
    await expect(newStore().unlock(ada.identityId, 'wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
  })

  it('knows no other identity, and no way out of its folder', async () => {
    for (const id of [randomUUID(), '../../etc/passwd', '', `${ada.identityId}.p12`]) {
      await expect(newStore().unlock(id, PASSPHRASE)).rejects.toMatchObject({ code: 'not-found' })
      await expect(newStore().certificatePem(id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(newStore().remove(id)).rejects.toMatchObject({ code: 'not-found' })
    }
  })

  it.runIf(openssl.isInstalled)('writes files and certificates that OpenSSL reads', async () => {
    const { status, output } = openssl.run('pkcs12', '-in', fileOf(ada.identityId), '-passin', `pass:${PASSPHRASE}`, '-info', '-noout')
    expect(output).toContain('MAC: sha256, Iteration 600000')
    expect(output).toContain('PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256')
    expect(status).toBe(0)
    for (const { identityId, name } of [ada, bob]) {
      const pem = join(root, 'certificate.pem')
      writeFileSync(pem, await newStore().certificatePem(identityId))
      const text = openssl.run('x509', '-in', pem, '-noout', '-text', '-nameopt', 'utf8').output
      expect(text).toContain(`CN=${name}`)
      expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/)
      expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
      expect(text).toContain('1.3.6.1.5.5.7.3.36')
      const checked = openssl.run('verify', '-check_ss_sig', '-x509_strict', '-attime', '1780000000', '-CAfile', pem, pem)
      expect(checked.output).toContain(': OK')
    }
  })

  it('names a damaged file instead of leaving an identity out', async () => {
    const damaged = join(root, 'damaged')
    const identity = await newStore(damaged).importPkcs12(await exported())
    const file = join(damaged, `${identity.identityId}.p12`)
    writeFileSync(file, readFileSync(file).subarray(0, 500))
    await expect(newStore(damaged).list()).rejects.toMatchObject({ code: 'input-unreadable', details: { file } })
  })
})

const exported = async (request: Parameters<typeof makeKey>[0] = {}) => {
  const bytes = await writePkcs12(await makeKey(request), 'file passphrase', clock.now())
  return { bytes, filePassphrase: 'file passphrase', passphrase: PASSPHRASE }
}

describe('importing a PKCS#12 file', { timeout: SLOW }, () => {
  const imports = join(root, 'imports')

  it('keeps the key under the new passphrase, issuers included, once', async () => {
    const request = await exported({ name: 'Imported', issuer: await makeKey({ name: 'Issuer' }) })
    const identity = await newStore(imports).importPkcs12(request)
    expect(identity).toMatchObject({ name: 'Imported', selfSigned: false, createdAt: '2026-05-01T12:34:56.000Z' })
    await expect(newStore(imports).unlock(identity.identityId, request.filePassphrase)).rejects.toMatchObject({ code: 'passphrase-wrong' })
    const key = await newStore(imports).unlock(identity.identityId, PASSPHRASE)
    expect(key.chain.map(({ name }) => name)).toEqual(['Issuer'])
    await expect(newStore(imports).importPkcs12(request)).rejects.toMatchObject({ code: 'conflict' })
    expect(readdirSync(imports)).toHaveLength(1)
    await newStore(imports).remove(identity.identityId)
    expect(readdirSync(imports)).toEqual([])
  })

  it('refuses a wrong passphrase, junk, and keys too weak to sign with, and keeps nothing of them', async () => {
    const store = newStore(imports)
    const request = await exported()
    await expect(store.importPkcs12({ ...request, filePassphrase: 'x' })).rejects.toMatchObject({ code: 'passphrase-wrong' })
    await expect(store.importPkcs12({ ...request, bytes: Buffer.from('junk') })).rejects.toMatchObject({ code: 'invalid-input' })
    const weak = await exported({ keys: generateKeyPairSync('rsa', { modulusLength: 1024 }) })
    await expect(store.importPkcs12(weak)).rejects.toMatchObject({ code: 'invalid-input', message: /RSA 1024/ })
    expect(readdirSync(imports)).toEqual([])
  })
})
