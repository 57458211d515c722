import { deflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openPdf } from './pdf/document.ts'
import { formFields } from './pdf/fields.ts'
import { dict, name, PdfRef, PdfStream, withEntries } from './pdf/objects.ts'
import { lastPage } from './pdf/pages.ts'
import { textString } from './pdf/text.ts'
import { codesAs, makeSignedReport, type SignedReport, verifyAs } from './testing/signed-report.ts'
import { appendUpdate, contentsPlace, replaceAt, replaceInPlace, withCms } from './testing/tamper.ts'
import { REASONS } from './verification-reasons.ts'

let report: SignedReport
let signed: Uint8Array
beforeAll(async () => {
  report = await makeSignedReport()
  signed = report.signed
})

const signatureRef = (): PdfRef => {
  const value = formFields(openPdf(signed))[0]?.value
  if (value instanceof PdfRef) return value
  throw new Error('the file is not signed')
}

/** Rewrites the /ByteRange in place. */
const withByteRange = (numbers: (start: number, end: number, length: number) => readonly number[]): Uint8Array => {
  const { start, end } = contentsPlace(signed)
  return replaceInPlace(signed, /\/ByteRange \[[^\]]*\] +/, `/ByteRange [${numbers(start, end, signed.length - end).join(' ')}]`)
}

function replaceContents(text: string): Uint8Array {
  const { start, end } = contentsPlace(signed)
  return replaceAt(signed, start, text.padEnd(end - start))
}

function swapAttachment(content: string): Uint8Array {
  return appendUpdate(signed, (update, document) => {
    for (const number of document.objectNumbers) {
      const value = document.object(number)
      if (!(value instanceof PdfStream) || !value.dict.has('Params')) continue
      update.set(new PdfRef(number), new PdfStream(value.dict, deflateSync(Buffer.from(content))))
    }
  })
}

function secondField(): Uint8Array {
  return appendUpdate(signed, (update, document) => {
    const form = document.root.get('AcroForm')
    const first = formFields(document)[0]
    if (!(form instanceof PdfRef) || first === undefined) throw new Error('no form')
    const copy = update.reserve()
    update.set(copy, withEntries(first.dict, { T: textString('Second') }))
    update.set(form, withEntries(document.resolveDict(form) ?? dict({}), { Fields: [first.ref, copy] }))
  })
}

/** The signature dictionary written into the field itself instead of being an object. */
function directSignature(): Uint8Array {
  return appendUpdate(signed, (update, document) => {
    const field = formFields(document)[0]
    const signature = document.resolveDict(field?.value)
    if (field === undefined || signature === null) throw new Error('not signed')
    update.set(field.ref, withEntries(field.dict, { V: signature }))
  })
}

/** The tail of the file moved back; in its old place a table of the attacker's, and a range that steps over it. */
function wrapped(): Uint8Array {
  const { start, end } = contentsPlace(signed)
  const head = Buffer.from(signed.subarray(0, end))
  const tail = Buffer.from(signed.subarray(end))
  const table = tail.subarray(tail.lastIndexOf('\nxref\n'))
  const evil = Buffer.concat([tail.subarray(0, tail.length - table.length), table, Buffer.from('% attacker\n')])
  const moved = Buffer.concat([head, evil, tail])
  return replaceInPlace(moved, /\/ByteRange \[[^\]]*\] +/, `/ByteRange [0 ${start} ${end + evil.length} ${tail.length}]`)
}

/** What is done to the signed file, and the code that must be among the reasons. */
const MANIPULATIONS: readonly (readonly [string, () => Uint8Array, keyof typeof REASONS])[] = [
  ['text changed in place', () => replaceInPlace(signed, '/TickmarkKind', '/TickmarkKins'), 'digest-mismatch'],
  [
    'an incremental update that changes nothing visible',
    () => appendUpdate(signed, (update) => update.set(update.reserve(), textString('hello'))),
    'changed-after-signing',
  ],
  [
    'an annotation added',
    () =>
      appendUpdate(signed, (update, document) => {
        const page = lastPage(document)
        const note = update.reserve()
        update.set(note, dict({ Type: name('Annot'), Subtype: name('FreeText'), Rect: [0, 0, 99, 99], Contents: textString('paid') }))
        update.set(page.ref, withEntries(page.dict, { Annots: [note] }))
      }),
    'changed-after-signing',
  ],
  [
    'a page replaced',
    () =>
      appendUpdate(signed, (update, document) => {
        const page = lastPage(document)
        const content = update.reserve()
        update.set(content, new PdfStream(dict({}), Buffer.from('q Q')))
        update.set(page.ref, withEntries(page.dict, { Contents: content }))
      }),
    'changed-after-signing',
  ],
  [
    'the document properties changed',
    () =>
      appendUpdate(signed, (update, document) => {
        const info = document.trailer.get('Info')
        if (info instanceof PdfRef) update.set(info, dict({ Title: textString('Another report') }))
      }),
    'changed-after-signing',
  ],
  ['the data file swapped by an update', () => swapAttachment('{"findings":0}'), 'data-attachment-differs'],
  ['the data file swapped by an update (as a change)', () => swapAttachment('{"findings":0}'), 'changed-after-signing'],
  ['a byte after the end', () => Buffer.concat([signed, Buffer.from('x')]), 'file-end'],
  ['a comment after the end', () => Buffer.concat([signed, Buffer.from('% nothing\n%%EOF\n')]), 'file-end'],
  ['an empty line after the end', () => Buffer.concat([signed, Buffer.from('\n')]), 'file-end'],
  [
    'a second end',
    () => Buffer.concat([signed, Buffer.from(/startxref\n\d+\n%%EOF\n$/.exec(Buffer.from(signed).toString('latin1'))?.[0] ?? '')]),
    'changed-after-signing',
  ],
  ['the last line cut off', () => signed.subarray(0, -7), 'file-end'],
  ['a byte put before the beginning', () => Buffer.concat([Buffer.from('\n'), signed]), 'pdf-unreadable'],
  // which bytes are covered
  ['a gap wider at its beginning', () => withByteRange((start, end, length) => [0, start - 9, end, length]), 'byte-range-gap'],
  ['a gap wider at its end', () => withByteRange((start, end, length) => [0, start, end + 9, length - 9]), 'byte-range-gap'],
  ['a gap narrower than the value (overlap)', () => withByteRange((start, end, length) => [0, start + 9, end, length]), 'byte-range-gap'],
  ['ranges that run into each other', () => withByteRange((_, end, length) => [0, end, end, length]), 'byte-range-gap'],
  [
    'a range that does not begin at the beginning',
    () => withByteRange((start, end, length) => [1, start - 1, end, length]),
    'byte-range-malformed',
  ],
  ['a range that ends before the end', () => withByteRange((start, end, length) => [0, start, end, length - 8]), 'changed-after-signing'],
  ['a range beyond the end', () => withByteRange((start, end, length) => [0, start, end, length + 1]), 'byte-range-malformed'],
  ['a negative range', () => withByteRange((start, end) => [0, start, end, -1]), 'byte-range-malformed'],
  ['three numbers', () => withByteRange((start, end) => [0, start, end]), 'byte-range-malformed'],
  ['six numbers', () => withByteRange((start, end) => [0, start, end, 9, 1, 1]), 'byte-range-malformed'],
  // universal signature forgery
  ['no /ByteRange', () => replaceInPlace(signed, '/ByteRange', '/BiteRange'), 'signature-malformed'],
  ['a null /ByteRange', () => replaceInPlace(signed, /\/ByteRange \[[^\]]*\]/, '/ByteRange null'), 'signature-malformed'],
  ['an empty /ByteRange', () => replaceInPlace(signed, /\/ByteRange \[[^\]]*\]/, '/ByteRange []'), 'byte-range-malformed'],
  ['a zero /ByteRange', () => withByteRange(() => [0, 0, 0, 0]), 'byte-range-gap'],
  ['no /Contents', () => replaceInPlace(signed, /\/Contents </, '/Kontents <'), 'signature-malformed'],
  ['a null /Contents', () => replaceContents('null'), 'signature-malformed'],
  ['an empty /Contents', () => replaceContents('<>'), 'signature-malformed'],
  ['a zero /Contents', () => withCms(signed, Uint8Array.of(0)), 'cms-malformed'],
  ['a second /Contents', () => replaceInPlace(signed, /\/M \(D:\d{14}Z\)/, '/Contents <0000>'), 'pdf-unreadable'],
  ['a /Contents in round brackets', () => replaceContents('(abc)'), 'byte-range-gap'],
  ['no time', () => replaceInPlace(signed, '/M (D:', '/X (D:'), 'signing-time-missing'],
  ['another kind of signature', () => replaceInPlace(signed, '/ETSI.CAdES.detached', '/adbe.pkcs7.detached'), 'signature-format'],
  // hiding or moving the signature
  ['the field emptied in place', () => replaceInPlace(signed, /\/V \d+ 0 R/, '/V null'), 'signature-stray'],
  [
    'the field emptied by an update',
    () =>
      appendUpdate(signed, (update, document) => {
        const field = formFields(document)[0]
        if (field !== undefined) update.set(field.ref, withEntries(field.dict, { V: null }))
      }),
    'signature-stray',
  ],
  [
    'the form removed by an update',
    () =>
      appendUpdate(signed, (update, document) => update.set(document.rootRef, withEntries(document.root, { AcroForm: null, Perms: null }))),
    'signature-stray',
  ],
  [
    'every trace of the signature overwritten by an update',
    () =>
      appendUpdate(signed, (update, document) => {
        update.set(document.rootRef, withEntries(document.root, { AcroForm: null, Perms: null }))
        update.set(signatureRef(), null)
      }),
    'signature-stray',
  ],
  ['the certification removed from the catalog', () => replaceInPlace(signed, '/Perms', '/Permz'), 'certification-broken'],
  ['a weaker certification', () => replaceInPlace(signed, '/P 1\n', '/P 3\n'), 'digest-mismatch'],
  ['the signature shown in a second field too', () => secondField(), 'signatures-several'],
  ['a direct signature dictionary', () => directSignature(), 'signature-stray'],
  ['signature wrapping: covered bytes moved behind the attacker’s', () => wrapped(), 'byte-range-gap'],
]

describe('manipulated reports', () => {
  it.each(MANIPULATIONS)('%s', async (_, manipulate, code) => {
    const codes = await codesAs(report.key, manipulate())
    expect(codes[0]).toBe('invalid')
    expect(codes).toContain(code)
  })

  it('say why in words, from a closed set', async () => {
    for (const [, manipulate] of MANIPULATIONS)
      for (const { code, message } of (await verifyAs(report.key, manipulate())).reasons) {
        expect(Object.keys(REASONS)).toContain(code)
        expect(message).toMatch(/^[A-Z].*\.$/)
      }
  })
})
