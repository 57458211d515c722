// Signing identities on disk: one PKCS#12 file each, `ID.p12`, mode 0600, in a folder of mode 0700. Nothing secret is
// kept anywhere else, and nothing at all in memory between calls.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#domain/errors'
import type { Identity, KeyAlgorithm } from '#domain/identity'
import { IdentityId } from '#domain/ids'
import { describeIdentity, type UnlockedKey } from './identity.ts'
import { type KeyMaterial, type PublicPart, readPkcs12, readPublicPart } from './pkcs12/read.ts'
import { writePkcs12 } from './pkcs12/write.ts'
import { certificatePem, describeKey, isStrongKey, readCertificate } from './x509/certificate.ts'
import { createSelfSigned, generateKeys } from './x509/self-signed.ts'

const VALID_YEARS = 3
const EXTENSION = '.p12'

export type NewIdentity = {
  readonly name: string
  /** Empty = not part of the certificate. */
  readonly organisation: string
  /** ISO 3166 alpha-2; empty = not part of the certificate. */
  readonly country: string
  readonly algorithm: KeyAlgorithm
  readonly passphrase: string
}

export type KeyStore = {
  /** All identities, oldest first. Needs no passphrase. Throws AppError('input-unreadable') naming a damaged file. */
  list(): Promise<readonly Identity[]>
  /** Makes a key and a self-signed certificate for it, valid three years from now. */
  create(request: NewIdentity): Promise<Identity>
  /**
   * Keeps the key of a PKCS#12 file, encrypted anew under `passphrase`. Throws AppError `passphrase-wrong`,
   * `invalid-input` (no usable key) or `conflict` (that certificate is here already).
   */
  importPkcs12(request: { readonly bytes: Uint8Array; readonly filePassphrase: string; readonly passphrase: string }): Promise<Identity>
  /** The key, for one signing. Throws AppError `passphrase-wrong` or `not-found`. */
  unlock(identityId: string, passphrase: string): Promise<UnlockedKey>
  certificatePem(identityId: string): Promise<string>
  /** Deletes the key for good. Throws AppError('not-found'). */
  remove(identityId: string): Promise<void>
}

type Clock = { now(): Date }
type Deps = { readonly folder: string; readonly clock: Clock; readonly randomUuid: () => string }

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The same passphrase typed on different systems must give the same bytes. */
const normal = (passphrase: string): string => passphrase.normalize('NFC')

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Makes a rename or removal last through a power cut. Windows can neither open a folder nor needs it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a file so that it is either whole on disk or not there at all. */
async function writeWhole(folder: string, fileName: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const temporary = join(folder, `.${fileName}.part`)
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
    await rename(temporary, join(folder, fileName))
  } catch (error) {
    await handle.close()
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

export function createKeyStore({ folder, clock, randomUuid }: Deps): KeyStore {
  const fileOf = (identityId: string): string => join(folder, `${identityId}${EXTENSION}`)

  const readIdentityFile = async (identityId: string): Promise<Uint8Array> => {
    const unknown = new AppError('not-found', 'There is no such signing identity on this machine.', { identityId })
    if (!IdentityId.safeParse(identityId).success) throw unknown
    try {
      return await readFile(fileOf(identityId))
    } catch (error) {
      throw isMissing(error) ? unknown : error
    }
  }

  const readPublic = async (identityId: string): Promise<PublicPart> => {
    try {
      return await readPublicPart(await readIdentityFile(identityId))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error
      const file = fileOf(identityId)
      throw new AppError('input-unreadable', `The signing identity in ${file} is damaged: ${error.message}`, { file }, { cause: error })
    }
  }

  const list = async (): Promise<readonly Identity[]> => {
    const names = await filesIn(folder)
    const ids = names.filter((name) => name.endsWith(EXTENSION)).map((name) => name.slice(0, -EXTENSION.length))
    const identities: Identity[] = []
    for (const id of ids.filter((name) => IdentityId.safeParse(name).success)) {
      const { certificate, createdAt } = await readPublic(id)
      identities.push(describeIdentity(id, certificate, createdAt))
    }
    return identities.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.identityId.localeCompare(b.identityId))
  }

  const keep = async (material: KeyMaterial, passphrase: string, now: Date): Promise<Identity> => {
    const identityId = randomUuid()
    const createdAt = new Date(Math.floor(now.getTime() / 1000) * 1000)
    const bytes = await writePkcs12(material, normal(passphrase), createdAt)
    await writeWhole(folder, `${identityId}${EXTENSION}`, bytes)
    return describeIdentity(identityId, material.certificate, createdAt)
  }

  return {
    list,

    create: async ({ passphrase, algorithm, ...subject }) => {
      const now = clock.now()
      const keys = await generateKeys(algorithm)
      const notAfter = new Date(now)
      notAfter.setUTCFullYear(now.getUTCFullYear() + VALID_YEARS)
      const der = createSelfSigned({ ...subject, keys, serial: randomBytes(16), notBefore: now, notAfter })
      return keep({ privateKey: keys.privateKey, certificate: readCertificate(der), chain: [] }, passphrase, now)
    },

    importPkcs12: async ({ bytes, filePassphrase, passphrase }) => {
      const material = await readPkcs12(bytes, filePassphrase)
      const { publicKey, fingerprint } = material.certificate
      if (!isStrongKey(publicKey))
        throw new AppError(
          'invalid-input',
          `The key is not one to sign with: ${describeKey(publicKey)}. RSA from 2048 bits or ECDSA from P-256 is needed.`,
        )
      if ((await list()).some((known) => known.fingerprint === fingerprint))
        throw new AppError('conflict', 'This certificate is one of the signing identities already.', { fingerprint })
      return keep(material, passphrase, clock.now())
    },

    unlock: async (identityId, passphrase) => {
      const { certificate, chain, privateKey } = await readPkcs12(await readIdentityFile(identityId), normal(passphrase))
      return { identityId, certificate, chain, privateKey }
    },

    certificatePem: async (identityId) => certificatePem((await readPublic(identityId)).certificate.der),

    remove: async (identityId) => {
      await readIdentityFile(identityId)
      await rm(fileOf(identityId))
      await syncFolder(folder)
    },
  }
}
