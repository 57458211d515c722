// Reads PKCS#12 files (RFC 7292), ours and those other programs made: a private key, its certificate, the issuers.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { AppError } from '#domain/errors'
import { derFromBer } from '../der/from-ber.ts'
import { OID } from '../der/oids.ts'
import {
  contextTag,
  DerError,
  type DerNode,
  readDer,
  readItems,
  readOctets,
  readOid,
  readOnly,
  readSmallInteger,
  readTime,
  TAG,
} from '../der/read.ts'
import { type Certificate, isIssuedBy, readCertificate } from '../x509/certificate.ts'
import { decryptWithPassphrase, wrongPassphrase } from './encryption.ts'
import { checkMac } from './mac.ts'

export type KeyMaterial = {
  readonly privateKey: KeyObject
  readonly certificate: Certificate
  /** Issuers found in the file, nearest first. */
  readonly chain: readonly Certificate[]
}

type Bag = { readonly type: string; readonly value: DerNode; readonly attributes: ReadonlyMap<string, DerNode> }
type ContentInfo = { readonly type: string; readonly content: DerNode }

const invalid = (message: string): AppError => new AppError('invalid-input', message)

/** Runs a reader and turns malformed bytes into words. */
async function reading<T>(read: () => Promise<T> | T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof DerError) throw invalid(`The file is not a readable PKCS#12 file: ${error.message}.`)
    throw error
  }
}

function readContentInfo(node: DerNode | undefined): ContentInfo {
  const [type, wrapped] = readItems(node)
  return { type: readOid(type), content: readOnly(wrapped, contextTag(0)) }
}

function readPfx(bytes: Uint8Array): { content: Uint8Array; macData: DerNode | undefined } {
  const [version, authSafe, macData] = readItems(readDer(derFromBer(bytes)))
  const { type, content } = readContentInfo(authSafe)
  if (readSmallInteger(version) !== 3 || type !== OID.data) throw new DerError('version 3, sealed by passphrase, expected')
  return { content: readOctets(content), macData }
}

const readContents = (content: Uint8Array): readonly ContentInfo[] => readItems(readDer(derFromBer(content))).map(readContentInfo)

function readBags(safeContents: Uint8Array): readonly Bag[] {
  return readItems(readDer(derFromBer(safeContents))).map((bag) => {
    const [type, wrapped, set] = readItems(bag)
    const attributes = (set === undefined ? [] : readItems(set, TAG.set)).flatMap((node): [string, DerNode][] => {
      const [id, values] = readItems(node)
      const [value] = readItems(values, TAG.set)
      return value === undefined ? [] : [[readOid(id), value]]
    })
    return { type: readOid(type), value: readOnly(wrapped, contextTag(0)), attributes: new Map(attributes) }
  })
}

/** Content of an implicit `[0]` OCTET STRING, whole or in pieces. */
function readImplicitOctets(node: DerNode | undefined): Uint8Array {
  if (node?.tag === contextTag(0, false)) return node.content
  return Buffer.concat(readItems(node, contextTag(0)).map(readOctets))
}

async function openContents(info: ContentInfo, passphrase: string): Promise<readonly Bag[]> {
  if (info.type === OID.data) return readBags(readOctets(info.content))
  if (info.type !== OID.encryptedData) throw invalid(`The PKCS#12 file is sealed in a way Tickmark does not read: ${info.type}.`)
  const [, encrypted] = readItems(info.content)
  const [, algorithm, data] = readItems(encrypted)
  return readBags(await decryptWithPassphrase(algorithm, passphrase, readImplicitOctets(data)))
}

const readCertificates = (bags: readonly Bag[]): readonly { certificate: Certificate; bag: Bag }[] =>
  bags.flatMap((bag) => {
    if (bag.type !== OID.certBag) return []
    const [type, wrapped] = readItems(bag.value)
    if (readOid(type) !== OID.x509Certificate) return []
    return [{ bag, certificate: readCertificate(readOctets(readOnly(wrapped, contextTag(0)))) }]
  })

async function readKey(bag: Bag, passphrase: string): Promise<KeyObject[]> {
  let pkcs8: Uint8Array
  if (bag.type === OID.keyBag) pkcs8 = bag.value.bytes
  else if (bag.type === OID.shroudedKeyBag) {
    const [algorithm, data] = readItems(bag.value)
    pkcs8 = await decryptWithPassphrase(algorithm, passphrase, readOctets(data))
  } else return []
  try {
    return [createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })]
  } catch (error) {
    throw new AppError('invalid-input', 'The PKCS#12 file holds a private key of an unknown kind.', {}, { cause: error })
  }
}

const publicBytes = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

/** The issuers of a certificate among others, nearest first. */
function chainOf(certificate: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const chain: Certificate[] = []
  for (let current = certificate; !current.selfSigned; ) {
    const issuer = others.find((other) => !chain.includes(other) && isIssuedBy(current, other))
    if (issuer === undefined) break
    chain.push(issuer)
    current = issuer
  }
  return chain
}

/**
 * Opens a PKCS#12 file. Throws AppError `passphrase-wrong`; `invalid-input` where the file is none, holds no private key
 * with its certificate, or holds several.
 */
export async function readPkcs12(bytes: Uint8Array, passphrase: string): Promise<KeyMaterial> {
  return reading(async () => {
    const { content, macData } = readPfx(bytes)
    if (macData !== undefined && !(await checkMac(macData, passphrase, content))) throw wrongPassphrase()
    const bags: Bag[] = []
    for (const info of readContents(content)) bags.push(...(await openContents(info, passphrase)))
    const certificates = readCertificates(bags).map(({ certificate }) => certificate)
    const keys: KeyObject[] = []
    for (const bag of bags) keys.push(...(await readKey(bag, passphrase)))
    if (keys.length === 0) throw invalid('The PKCS#12 file holds no private key.')
    const pairs = keys.flatMap((privateKey) => {
      const own = publicBytes(createPublicKey(privateKey))
      const certificate = certificates.find(({ publicKey }) => publicBytes(publicKey).equals(own))
      return certificate === undefined ? [] : [{ privateKey, certificate }]
    })
    const [pair] = pairs
    if (pair === undefined) throw invalid('The PKCS#12 file holds no certificate for its private key.')
    if (pairs.length > 1) throw invalid('The PKCS#12 file holds several keys; export the one to sign with on its own.')
    return { ...pair, chain: chainOf(pair.certificate, certificates) }
  })
}

/** What a file of our own key store says without its passphrase. */
export type PublicPart = { readonly certificate: Certificate; readonly createdAt: Date }

/**
 * Reads the certificate that our own files keep unencrypted, and when the identity was made. Not authenticated: only
 * `readPkcs12` checks the seal. Throws AppError('invalid-input') for files of another make.
 */
export async function readPublicPart(bytes: Uint8Array): Promise<PublicPart> {
  return reading(() => {
    const open = readContents(readPfx(bytes).content).filter(({ type }) => type === OID.data)
    const found = open
      .flatMap(({ content }) => readCertificates(readBags(readOctets(content))))
      .find(({ bag }) => bag.attributes.has(OID.localKeyId))
    const createdAt = found?.bag.attributes.get(OID.signingTime)
    if (found === undefined || createdAt === undefined) throw invalid('The PKCS#12 file was not written by this key store.')
    return { certificate: found.certificate, createdAt: readTime(createdAt) }
  })
}
