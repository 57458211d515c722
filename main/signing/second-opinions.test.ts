// What programs we did not write say of our signatures, and we of theirs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UnlockedKey } from './identity.ts'
import { signPdf } from './sign.ts'
import { buildPdf } from './testing/build-pdf.ts'
import { asAuthority, makeKey } from './testing/keys.ts'
import { findProgram } from './testing/programs.ts'
import { codesAs, makeSignedReport, SIGNED_AT, type SignedReport } from './testing/signed-report.ts'
import { contentsPlace, readCms, withCms } from './testing/tamper.ts'
import { certificatePem } from './x509/certificate.ts'

const openssl = findProgram('openssl')
const pdfsig = findProgram('pdfsig')
const qpdf = findProgram('qpdf')
const folder = mkdtempSync(join(tmpdir(), 'tickmark-opinions-'))
const path = (file: string): string => join(folder, file)
afterAll(() => rmSync(folder, { recursive: true }))

const keys = new Map<string, UnlockedKey>()
beforeAll(async () => {
  keys.set('ECDSA', await makeKey())
  keys.set('RSA', await makeKey({ algorithm: 'rsa-3072' }))
  const root = await makeKey({ name: 'Root', edit: asAuthority })
  const middle = await makeKey({ name: 'Middle', edit: asAuthority, issuer: root })
  keys.set('a chain of issuers', await makeKey({ issuer: middle }))
}, 60_000)

const keyOf = (kind: string): UnlockedKey => keys.get(kind) ?? expect.unreachable(kind)
const signWith = async (kind: string): Promise<Uint8Array> =>
  signPdf(await buildPdf(), keyOf(kind), { signedAt: SIGNED_AT, reason: 'Approved' })
const signedBytes = (pdf: Uint8Array): Uint8Array => {
  const { start, end } = contentsPlace(pdf)
  return Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)])
}

describe.runIf(pdfsig.isInstalled)('pdfsig', () => {
  it.each(['ECDSA', 'RSA', 'a chain of issuers'])('finds a signature with %s valid and complete', async (kind) => {
    writeFileSync(path('signed.pdf'), await signWith(kind))
    const { output } = pdfsig.run('-nocert', path('signed.pdf'))
    expect(output).toContain('Signature is Valid.')
    expect(output).toContain('Total document signed')
    expect(output).toContain('ETSI.CAdES.detached')
  })
})

describe.runIf(qpdf.isInstalled)('qpdf', () => {
  it.each([true, false])('finds a signed file whole (field prepared: %s)', async (field) => {
    const signed = await signPdf(await buildPdf({ field }), keyOf('ECDSA'), { signedAt: SIGNED_AT, reason: '' })
    writeFileSync(path('whole.pdf'), signed)
    expect(qpdf.run('--check', path('whole.pdf'))).toMatchObject({ status: 0 })
  })

  it('writes files with cross-reference streams, which we refuse to sign and to judge', async () => {
    writeFileSync(path('plain.pdf'), await buildPdf())
    const { bytes } = qpdf.run('--object-streams=generate', path('plain.pdf'), '-')
    await expect(signPdf(bytes, keyOf('ECDSA'), { signedAt: SIGNED_AT, reason: '' })).rejects.toMatchObject({ code: 'signing-refused' })
    expect(await codesAs(keyOf('ECDSA'), bytes)).toEqual(['invalid', 'pdf-unsupported'])
  })
})

describe.runIf(openssl.isInstalled)('OpenSSL', () => {
  it.each(['ECDSA', 'RSA', 'a chain of issuers'])('accepts a CAdES signature with %s', async (kind) => {
    const signed = await signWith(kind)
    const { certificate, chain } = keyOf(kind)
    writeFileSync(path('cms.der'), readCms(signed))
    writeFileSync(path('content.bin'), signedBytes(signed))
    writeFileSync(path('root.pem'), certificatePem((chain.at(-1) ?? certificate).der))
    const files = ['-in', path('cms.der'), '-content', path('content.bin'), '-CAfile', path('root.pem'), '-out', '/dev/null']
    const at = ['-attime', String(SIGNED_AT.getTime() / 1000)]
    const { status, output } = openssl.run('cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any', ...files, ...at)
    expect(output).toMatch(/verification successful/i)
    expect(status).toBe(0)
  })
})

describe.runIf(openssl.isInstalled)('signature values made by OpenSSL', () => {
  let report: SignedReport
  beforeAll(async () => {
    report = await makeSignedReport()
  })

  const signedByOpenssl = (...options: readonly string[]): Uint8Array => {
    const { key, signed } = report
    writeFileSync(path('content.bin'), signedBytes(signed))
    writeFileSync(path('key.pem'), key.privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(path('cert.pem'), certificatePem(key.certificate.der))
    const files = ['-in', path('content.bin'), '-signer', path('cert.pem'), '-inkey', path('key.pem'), '-out', path('cms.der')]
    expect(openssl.run('cms', '-sign', '-binary', '-outform', 'DER', '-nosmimecap', ...files, ...options)).toMatchObject({ status: 0 })
    return withCms(signed, readFileSync(path('cms.der')))
  }

  it.each([
    ['CAdES with SHA-256', ['-cades', '-md', 'sha256'], ['valid']],
    ['CAdES with SHA-512', ['-cades', '-md', 'sha512'], ['valid']],
    ['SHA-1', ['-cades', '-md', 'sha1'], ['invalid', 'weak-algorithm']],
    ['no binding of the certificate', ['-md', 'sha256'], ['invalid', 'signing-certificate-missing']],
    ['no signed attributes', ['-noattr', '-md', 'sha256'], ['invalid', 'cms-malformed']],
  ])('%s', async (_, options, codes) => {
    expect(await codesAs(report.key, signedByOpenssl(...options))).toEqual(codes)
  })
})
