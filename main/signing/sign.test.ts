import { describe, expect, it } from 'vitest'
import { AppError } from '#domain/errors'
import type { KeyAlgorithm } from '#domain/identity'
import { openPdf } from './pdf/document.ts'
import { formFields } from './pdf/fields.ts'
import { dict, isDict, PdfRef, PdfStream } from './pdf/objects.ts'
import { boxOf, lastPage } from './pdf/pages.ts'
import { AUDITOR_FIELD } from './prepare-field.ts'
import { signPdf } from './sign.ts'
import { buildPdf, FIELD_BOX } from './testing/build-pdf.ts'
import { makeKey, withoutKeyUsage, withoutSigningUsage } from './testing/keys.ts'
import { contentsPlace, signedDigest } from './testing/tamper.ts'
import { verifyPdf } from './verify.ts'

const signedAt = new Date('2026-05-02T10:00:00.789Z')
const options = { signedAt, reason: 'Report approved' }

const errorOf = async (promise: Promise<unknown>): Promise<AppError> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw new Error(`an AppError was expected, got ${String(error)}`)
}

describe.each<KeyAlgorithm>(['ecdsa-p256', 'rsa-3072'])('signing with %s', (algorithm) => {
  it('certifies a report so that our verifier accepts it, the original bytes kept as a prefix', async () => {
    const key = await makeKey({ algorithm })
    const pdf = await buildPdf()
    const signed = await signPdf(pdf, key, options)
    expect(Buffer.compare(signed.subarray(0, pdf.length), pdf)).toBe(0)

    const result = await verifyPdf(signed, { trustedFingerprints: new Set([key.certificate.fingerprint]) })
    expect(result).toMatchObject({ verdict: 'valid', reasons: [] })
    expect(result.signatures).toEqual([
      expect.objectContaining({
        fieldName: AUDITOR_FIELD,
        name: 'Zoë Prüfer',
        signedAt: '2026-05-02T10:00:00.000Z',
        reason: 'Report approved',
        coversWholeFile: true,
        docMdp: 1,
        trusted: true,
      }),
    ])
    expect(result.attachments).toEqual([expect.objectContaining({ name: 'tickmark-report.json', bytes: 14, matches: true })])
  })
})

describe('the signature in the document', () => {
  it('fills the prepared field in place, with an appearance that needs no fonts', async () => {
    const signed = openPdf(await signPdf(await buildPdf(), await makeKey(), options))
    const fields = formFields(signed)
    expect(fields.map(({ name }) => name)).toEqual([AUDITOR_FIELD])
    const widget = fields[0]?.dict ?? dict({})
    expect(boxOf(signed, widget.get('Rect'))).toEqual(FIELD_BOX)
    expect(widget.get('F')).toBe(132)
    const appearance = signed.resolve(signed.resolveDict(widget.get('AP'))?.get('N'))
    expect(appearance instanceof PdfStream && appearance.dict.get('Resources')).toEqual(dict({}))
  })

  it('adds a visible field at the foot of the last page where the PDF has none', async () => {
    const signed = openPdf(await signPdf(await buildPdf({ field: false, kind: null }), await makeKey(), options))
    const field = formFields(signed)[0]
    const page = lastPage(signed)
    expect(field?.name).toBe(AUDITOR_FIELD)
    expect(boxOf(signed, field?.dict.get('Rect'))).toEqual([36, 18, 336, 82])
    expect(field?.dict.get('P')).toEqual(page.ref)
    expect(page.dict.get('Annots')).toEqual([field?.ref])
    const form = signed.resolve(signed.root.get('AcroForm'))
    expect(isDict(form) && form.get('SigFlags')).toBe(3)
  })

  it('draws names in any script, long reasons and empty ones without cutting anything', async () => {
    const pdf = await buildPdf()
    for (const name of ['Ελένη Ωμέγα', 'Жанна Щукина', '審査 太郎', 'a'.repeat(200), 'new\nline\u202eevil']) {
      const signed = await signPdf(pdf, await makeKey({ name }), { signedAt, reason: 'because '.repeat(60).trim(), location: 'Köln' })
      const { signatures } = await verifyPdf(signed, { trustedFingerprints: new Set() })
      expect(signatures[0]?.name).toBe(name)
    }
    const silent = await signPdf(pdf, await makeKey(), { signedAt, reason: '' })
    expect((await verifyPdf(silent, { trustedFingerprints: new Set() })).signatures[0]?.reason).toBeNull()
  })

  it('is the same, byte for byte, for the same data, time and key, up to the signature value', async () => {
    const key = await makeKey()
    const first = await signPdf(await buildPdf(), key, options)
    const second = await signPdf(await buildPdf(), key, options)
    expect(contentsPlace(second)).toEqual(contentsPlace(first))
    expect(signedDigest(second)).toEqual(signedDigest(first))
  })

  it('points the catalog to the certification', async () => {
    const signed = openPdf(await signPdf(await buildPdf(), await makeKey(), options))
    const certified = signed.resolveDict(signed.root.get('Perms'))?.get('DocMDP')
    expect(certified).toBeInstanceOf(PdfRef)
    expect(certified).toEqual(formFields(signed)[0]?.value)
  })
})

describe('refusals', () => {
  it('refuses drafts', async () => {
    const error = await errorOf(signPdf(await buildPdf({ kind: 'draft' }), await makeKey(), options))
    expect(error).toMatchObject({ code: 'signing-refused' })
    expect(error.message).toContain('draft')
  })

  it('refuses a PDF that is signed already', async () => {
    const key = await makeKey()
    const signed = await signPdf(await buildPdf(), key, options)
    expect(await errorOf(signPdf(signed, key, options))).toMatchObject({ code: 'signing-refused' })
  })

  it.each([
    ['expired', { notAfter: '2026-05-02T09:59:59Z' }, 'certificate-expired'],
    ['not yet valid', { notBefore: '2026-05-02T10:00:01Z' }, 'certificate-not-yet-valid'],
    ['for encryption only', { edit: withoutSigningUsage }, 'certificate-key-usage'],
    ['silent about its usage', { edit: withoutKeyUsage }, 'certificate-key-usage'],
  ] as const)('refuses a certificate that is %s', async (_, request, reason) => {
    const error = await errorOf(signPdf(await buildPdf(), await makeKey(request), options))
    expect(error).toMatchObject({ code: 'signing-refused', details: { reason } })
  })

  it('accepts the first and the last second of validity', async () => {
    const pdf = await buildPdf()
    const key = await makeKey({ notBefore: '2026-05-02T10:00:00Z', notAfter: '2026-05-02T10:00:00Z' })
    await expect(signPdf(pdf, key, options)).resolves.toBeInstanceOf(Uint8Array)
  })

  it.each([
    ['no PDF', Buffer.from('hello')],
    ['an empty file', Buffer.alloc(0)],
  ])('refuses %s', async (_, bytes) => {
    expect(await errorOf(signPdf(bytes, await makeKey(), options))).toMatchObject({ code: 'signing-refused' })
  })

  it('refuses a cut-off PDF', async () => {
    const pdf = await buildPdf()
    expect(await errorOf(signPdf(pdf.subarray(0, -20), await makeKey(), options))).toMatchObject({ code: 'signing-refused' })
  })

  it('does not give out a file that its own verifier rejects', async () => {
    const pdf = await buildPdf({ statedDigest: '0'.repeat(64) })
    expect(await errorOf(signPdf(pdf, await makeKey(), options))).toMatchObject({ code: 'verification-failed' })
  })

  it('refuses a prepared field too small to be seen', async () => {
    const pdf = Buffer.from(await buildPdf())
    const at = pdf.indexOf('[40 80 280 172]')
    pdf.write('[40 80 41 81]  ', at, 'latin1')
    expect(await errorOf(signPdf(pdf, await makeKey(), options))).toMatchObject({ code: 'signing-refused' })
  })
})
