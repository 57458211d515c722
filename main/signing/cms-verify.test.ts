import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildCms } from './cms.ts'
import { contextTag, readDer, readItems, readOnly, TAG } from './der/read.ts'
import { explicit, octetString, oid, retag, sequence, setOf } from './der/write.ts'
import type { UnlockedKey } from './identity.ts'
import { signPdf } from './sign.ts'
import { makeKey, withoutKeyUsage, withoutSigningUsage } from './testing/keys.ts'
import { codesAs, makeSignedReport, SIGNED_AT, type SignedReport, verifyAs } from './testing/signed-report.ts'
import { contentsPlace, readCms, replaceAt, resignedBy, signedDigest, withCms } from './testing/tamper.ts'
import type { REASONS } from './verification-reasons.ts'

let report: SignedReport
let key: UnlockedKey
let signed: Uint8Array
let stranger: UnlockedKey
let twin: UnlockedKey
let expired: UnlockedKey
let future: UnlockedKey
let forEncryption: UnlockedKey
let withoutUsage: UnlockedKey
let weak: UnlockedKey

beforeAll(async () => {
  report = await makeSignedReport()
  ;({ key, signed } = report)
  stranger = await makeKey({ name: 'Somebody Else' })
  twin = await makeKey({ serial: Buffer.from(key.certificate.serialNumber, 'hex') })
  expired = await makeKey({ notAfter: '2026-05-02T09:59:59Z' })
  future = await makeKey({ notBefore: '2026-05-02T10:00:01Z' })
  forEncryption = await makeKey({ edit: withoutSigningUsage })
  withoutUsage = await makeKey({ edit: withoutKeyUsage })
  weak = await makeKey({ keys: generateKeyPairSync('rsa', { modulusLength: 1024 }) })
})

/** Rebuilds the CMS from its parts: [version, digests, content, certificates, signers]. */
const editSignedData = (cms: Uint8Array, edit: (parts: Uint8Array[]) => Uint8Array[]): Uint8Array => {
  const [type, wrapped] = readItems(readDer(cms))
  const parts = readItems(readOnly(wrapped, contextTag(0))).map(({ bytes }) => bytes)
  return sequence(type?.bytes ?? new Uint8Array(), explicit(0, sequence(...edit(parts))))
}

/** Rebuilds the only SignerInfo: [version, id, digest, attributes, algorithm, value]. */
const editSigner = (cms: Uint8Array, edit: (parts: Uint8Array[]) => Uint8Array[]): Uint8Array =>
  editSignedData(cms, (parts) => {
    const signer = readOnly(readDer(parts[4] ?? new Uint8Array()), TAG.set)
    return [...parts.slice(0, 4), setOf(sequence(...edit(readItems(signer).map(({ bytes }) => bytes))))]
  })

const signerOf = (cms: Uint8Array): Uint8Array => {
  const [, wrapped] = readItems(readDer(cms))
  return readOnly(readItems(readOnly(wrapped, contextTag(0)))[4], TAG.set).bytes
}

function upperCaseDigit(): Uint8Array {
  const { start, end } = contentsPlace(signed)
  const digits = Buffer.from(signed.subarray(start, end)).toString('latin1')
  const at = digits.search(/[a-f]/)
  return replaceAt(signed, start + at, digits.charAt(at).toUpperCase())
}

/** What is done to the signature value, and the code that must be among the reasons. */
const MANIPULATIONS: readonly (readonly [string, () => Uint8Array, keyof typeof REASONS])[] = [
  ['bytes in the padding', () => replaceAt(signed, contentsPlace(signed).end - 3, '01'), 'contents-padding'],
  ['digits of mixed case', () => upperCaseDigit(), 'contents-padding'],
  ['a space in the value', () => replaceAt(signed, contentsPlace(signed).end - 3, '  '), 'contents-padding'],
  [
    'an unsigned attribute',
    () =>
      withCms(
        signed,
        editSigner(readCms(signed), (parts) => [
          ...parts,
          retag(contextTag(1), setOf(sequence(oid('1.2.3'), setOf(octetString(Buffer.from('x')))))),
        ]),
      ),
    'cms-unsupported',
  ],
  [
    'a certificate nobody asked for',
    () =>
      withCms(
        signed,
        editSignedData(readCms(signed), (parts) =>
          parts.with(3, retag(contextTag(0), setOf(key.certificate.der, stranger.certificate.der))),
        ),
      ),
    'cms-unsupported',
  ],
  [
    'a second signer',
    () =>
      withCms(
        signed,
        editSignedData(readCms(signed), (parts) =>
          parts.with(4, setOf(...[readCms(signed), buildCms(signedDigest(signed), stranger)].map(signerOf))),
        ),
      ),
    'signers-several',
  ],
  [
    'no signer',
    () =>
      withCms(
        signed,
        editSignedData(readCms(signed), (parts) => parts.with(4, setOf())),
      ),
    'signers-several',
  ],
  [
    'content inside the value (not detached)',
    () =>
      withCms(
        signed,
        editSignedData(readCms(signed), (parts) =>
          parts.with(2, sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octetString(signedDigest(signed))))),
        ),
      ),
    'cms-malformed',
  ],
  [
    'the certificate swapped for one with the same name and serial number',
    () =>
      withCms(
        signed,
        editSignedData(readCms(signed), (parts) => parts.with(3, retag(contextTag(0), setOf(twin.certificate.der)))),
      ),
    'signing-certificate-mismatch',
  ],
  [
    'signing-certificate-v2 left out',
    () =>
      withCms(
        signed,
        editSigner(readCms(signed), (parts) =>
          parts.with(
            3,
            retag(
              contextTag(0),
              setOf(
                ...readItems(readDer(parts[3] ?? new Uint8Array()), contextTag(0))
                  .slice(0, 2)
                  .map(({ bytes }) => bytes),
              ),
            ),
          ),
        ),
      ),
    'signing-certificate-missing',
  ],
  ['the value of another file', () => withCms(signed, buildCms(Buffer.alloc(32), key)), 'digest-mismatch'],
  [
    'a value made with another key under this certificate',
    () => withCms(signed, buildCms(signedDigest(signed), { ...key, privateKey: stranger.privateKey })),
    'signature-wrong',
  ],
  ['an expired certificate', () => resignedBy(signed, expired), 'certificate-expired'],
  ['a certificate of the future', () => resignedBy(signed, future), 'certificate-not-yet-valid'],
  ['a certificate for encryption', () => resignedBy(signed, forEncryption), 'certificate-key-usage'],
  ['a certificate without key usage', () => resignedBy(signed, withoutUsage), 'certificate-key-usage'],
  ['RSA of 1024 bits', () => resignedBy(signed, weak), 'certificate-weak-key'],
]

describe('manipulated signature values', () => {
  it.each(MANIPULATIONS)('%s', async (_, manipulate, code) => {
    const codes = await codesAs(key, manipulate())
    expect(codes[0]).toBe('invalid')
    expect(codes).toContain(code)
  })
})

describe('certificate chains', () => {
  it('issuers that vouch for the signer go along; a changed one is found', async () => {
    const root = await makeKey({ name: 'Root' })
    const leaf = await makeKey({ name: 'Leaf', issuer: await makeKey({ name: 'Middle', issuer: root }) })
    const pdf = await signPdf(report.original, leaf, { signedAt: SIGNED_AT, reason: '' })
    const { verdict, signatures } = await verifyAs(report.key, pdf)
    expect(verdict).toBe('valid')
    expect(signatures[0]?.certificate).toMatchObject({
      selfSigned: false,
      subject: 'C=DE, O=Audit & Co, CN=Leaf',
      issuer: 'C=DE, O=Audit & Co, CN=Middle',
    })
    const cms = readCms(pdf)
    const at = cms.indexOf(Buffer.from(root.certificate.der.subarray(-20)))
    cms[at + 5] = (cms[at + 5] ?? 0) ^ 1
    expect((await verifyAs(report.key, withCms(pdf, cms))).verdict).toBe('invalid')
  })
})
