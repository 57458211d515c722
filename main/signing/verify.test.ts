import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { signPdf } from './sign.ts'
import { buildPdf } from './testing/build-pdf.ts'
import { makeKey } from './testing/keys.ts'
import { codesAs, makeSignedReport, SIGNED_AT, type SignedReport, verifyAs } from './testing/signed-report.ts'
import { contentsPlace, readCms, resignedBy } from './testing/tamper.ts'
import { verifyPdf } from './verify.ts'

let report: SignedReport
beforeAll(async () => {
  report = await makeSignedReport()
})

describe('a report that was not touched', () => {
  it('is valid, without reasons, when the signer is known', async () => {
    expect(await codesAs(report.key, report.signed)).toEqual(['valid'])
  })

  it('is valid but says so when the signer is a stranger', async () => {
    const { verdict, reasons, signatures } = await verifyPdf(report.signed, { trustedFingerprints: new Set() })
    expect([verdict, ...reasons.map(({ code }) => code)]).toEqual(['valid', 'signer-unknown'])
    expect(signatures[0]?.trusted).toBe(false)
  })

  it('reads unsigned before it is signed, and again when cut back to that state', async () => {
    expect(await codesAs(report.key, report.original)).toEqual(['unsigned', 'no-signature'])
    expect(await codesAs(report.key, report.signed.subarray(0, report.original.length))).toEqual(['unsigned', 'no-signature'])
  })

  it('compares the data file with the digest in the document', async () => {
    const match = async (request: Parameters<typeof buildPdf>[0]) =>
      (await verifyAs(report.key, await buildPdf(request))).attachments[0]?.matches
    expect(await match({})).toBe(true)
    expect(await match({ statedDigest: 'f'.repeat(64) })).toBe(false)
    expect(await codesAs(report.key, await buildPdf({ statedDigest: 'f'.repeat(64) }))).toContain('data-attachment-differs')
    expect(await codesAs(report.key, await buildPdf({ data: null, statedDigest: 'f'.repeat(64) }))).toContain('data-attachment-differs')
    expect((await verifyAs(report.key, await buildPdf({ data: null }))).attachments).toEqual([])
  })

  it('may contain the words a signature is made of', async () => {
    const pdf = await buildPdf({ data: '{"text":"/ByteRange [0 1 2 3] /Type /Sig"}', content: ['/ByteRange /Contents <00>'] })
    expect(await codesAs(report.key, await signPdf(pdf, report.key, { signedAt: SIGNED_AT, reason: '' }))).toEqual(['valid'])
  })
})

describe('changed bytes', () => {
  it('any single byte, anywhere, voids the signature', async () => {
    const offset = fc.nat(report.signed.length - 1)
    await fc.assert(
      fc.asyncProperty(offset, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(report.signed)
        changed[at] = (changed[at] ?? 0) ^ mask
        expect((await verifyAs(report.key, changed)).verdict).toBe('invalid')
      }),
      { seed: 20260502, numRuns: 400 },
    )
  })

  it('a changed bit in any byte of the signature value voids it', async () => {
    const { start } = contentsPlace(report.signed)
    const cmsEnd = start + 1 + readCms(report.signed).length * 2
    for (let at = start - 1; at < cmsEnd + 4; at += 1) {
      const changed = Buffer.from(report.signed)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect((await verifyAs(report.key, changed)).verdict, `byte ${at}`).toBe('invalid')
    }
  })

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(report.signed.length), async (junk, at) => {
        expect((await verifyAs(report.key, junk)).verdict).toBe('invalid')
        const spliced = Buffer.concat([report.signed.subarray(0, at), junk, report.signed.subarray(at + junk.length)])
        fc.pre(!spliced.equals(report.signed))
        expect((await verifyAs(report.key, spliced)).verdict).toBe('invalid')
      }),
      { seed: 7, numRuns: 150 },
    )
  })

  it('a file cut off anywhere is not valid', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(report.signed.length - 1), async (length) => {
        expect((await verifyAs(report.key, report.signed.subarray(0, length))).verdict).not.toBe('valid')
      }),
      { seed: 11, numRuns: 150 },
    )
  })
})

describe('other signers', () => {
  it('a signature by a stranger over the same bytes is intact, but not trusted', async () => {
    const { key, signed } = report
    const { verdict, reasons, signatures } = await verifyAs(key, resignedBy(signed, await makeKey({ name: 'Somebody Else' })))
    expect([verdict, ...reasons.map(({ code }) => code)]).toEqual(['valid', 'signer-unknown'])
    expect(signatures[0]?.name).toBe('Somebody Else')
  })

  it('a namesake’s signature is not trusted either: only the fingerprint counts', async () => {
    const { key, signed } = report
    const twin = await makeKey({ serial: Buffer.from(key.certificate.serialNumber, 'hex') })
    expect((await verifyAs(key, resignedBy(signed, twin))).signatures[0]).toMatchObject({ name: 'Zoë Prüfer', trusted: false })
  })
})
