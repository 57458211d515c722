// Writes a PKCS#12 file (RFC 7292): the key under AES-256, the certificates in the clear (they are public, and listing
// identities then needs no passphrase), a MAC over all. Any PKCS#12 program can open it.
import { OID } from '../der/oids.ts'
import { bmpString, explicit, integer, octetString, oid, sequence, setOf, time } from '../der/write.ts'
import type { Certificate } from '../x509/certificate.ts'
import { encryptWithPassphrase } from './encryption.ts'
import { createMac } from './mac.ts'
import type { KeyMaterial } from './read.ts'

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf(value))
const dataContent = (content: Uint8Array): Uint8Array => sequence(oid(OID.data), explicit(0, octetString(content)))

const certificateBag = ({ der }: Certificate, ...attributes: readonly Uint8Array[]): Uint8Array =>
  sequence(
    oid(OID.certBag),
    explicit(0, sequence(oid(OID.x509Certificate), explicit(0, octetString(der)))),
    ...(attributes.length === 0 ? [] : [setOf(...attributes)]),
  )

/** Gives the file. `createdAt` goes along as the PKCS#9 signing-time attribute of the certificate (whole seconds). */
export async function writePkcs12(material: KeyMaterial, passphrase: string, createdAt: Date): Promise<Uint8Array> {
  const { certificate, chain, privateKey } = material
  const keyId = attribute(OID.localKeyId, octetString(Buffer.from(certificate.fingerprint, 'hex')))
  const friendlyName = attribute(OID.friendlyName, bmpString(certificate.name))
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' })
  const { algorithm, encrypted } = await encryptWithPassphrase(passphrase, pkcs8)
  const keyBag = sequence(oid(OID.shroudedKeyBag), explicit(0, sequence(algorithm, octetString(encrypted))), setOf(keyId, friendlyName))
  const certificates = sequence(
    certificateBag(certificate, keyId, friendlyName, attribute(OID.signingTime, time(createdAt))),
    ...chain.map((issuer) => certificateBag(issuer)),
  )
  const content = sequence(dataContent(certificates), dataContent(sequence(keyBag)))
  return sequence(integer(3), dataContent(content), await createMac(passphrase, content))
}
