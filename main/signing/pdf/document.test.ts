import { describe, expect, it } from 'vitest'
import { buildPdf } from '../testing/build-pdf.ts'
import { appendUpdate } from '../testing/tamper.ts'
import { readAttachments } from './attachments.ts'
import { openPdf } from './document.ts'
import { PdfLexer } from './lexer.ts'
import { dict, name, PdfError, PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from './objects.ts'
import { serialize } from './serialize.ts'
import { dateOf, pdfDate, textOf, textString } from './text.ts'

const parse = (text: string): PdfValue => new PdfLexer(Buffer.from(text, 'latin1'), 0).value()
const bytesOf = (value: PdfValue): string => (value instanceof PdfString ? Buffer.from(value.bytes).toString('latin1') : 'no string')
const problemOf = (bytes: Uint8Array): string => {
  try {
    openPdf(bytes)
    return 'none'
  } catch (error) {
    return error instanceof PdfError ? error.problem : String(error)
  }
}
const edited = (pdf: Uint8Array, search: string, replacement: string): Uint8Array =>
  Buffer.from(Buffer.from(pdf).toString('latin1').replace(search, replacement), 'latin1')

describe('values', () => {
  it('are read as the standard writes them', () => {
    expect(parse('[true false null 1 -2 +3 .5 4. -0.25]')).toEqual([true, false, null, 1, -2, 3, 0.5, 4, -0.25])
    expect(parse('[1 0 R 1 2]')).toEqual([new PdfRef(1), 1, 2])
    expect(parse('/A#20B')).toEqual(new PdfName('A B'))
    expect(parse('<< /A << /B [/C] >> % comment\n/D(x) >>')).toBeInstanceOf(Map)
    expect(bytesOf(parse('(a\\(b\\)(c)\\\\ \\101\\7 \\\nd\\n)'))).toBe('a(b)(c)\\ A\x07 d\n')
    expect(bytesOf(parse('<4 1 4\n2 5>'))).toBe('ABP')
  })

  it.each(['<4x>', '(open', '<< /A 1 /A 2 >>', '<< 1 2 >>', '[1', '/A#2', 'hello', '1e5', '--1', '>>', '', '['.repeat(200)])(
    'are refused when malformed: %s',
    (text) => expect(() => parse(text)).toThrow(PdfError),
  )

  it('are written so that they read back the same', () => {
    const value = dict({
      Name: name('a b/#ü'),
      Text: textString('(Grüße) \\ 漢字'),
      Plain: textString('a (b) \\ c'),
      Numbers: [0, -1, 0.5, 1e-7, 123456.789, 595.28],
      Nested: dict({ Ref: new PdfRef(7), Null: null, True: true }),
    })
    const back = new PdfLexer(serialize(value), 0).dictionary()
    expect(back.get('Name')).toEqual(value.get('Name'))
    expect(textOf(back.get('Text'))).toBe('(Grüße) \\ 漢字')
    expect(textOf(back.get('Plain'))).toBe('a (b) \\ c')
    expect(back.get('Numbers')).toEqual([0, -1, 0.5, 0, 123456.789, 595.28])
    expect(back.get('Nested')).toEqual(value.get('Nested'))
  })
})

describe('text and dates', () => {
  it('are read in every encoding PDF has', () => {
    expect(textOf(new PdfString(Buffer.from('\u00e9\u0080\u00a0', 'latin1')))).toBe('é•€')
    expect(textOf(new PdfString(Buffer.from('feff00e9', 'hex')))).toBe('é')
    expect(textOf(new PdfString(Buffer.from('efbbbfc3a9', 'hex')))).toBe('é')
    expect(textOf(name('x'))).toBeNull()
  })

  it.each([
    ['D:20260502100000Z', '2026-05-02T10:00:00.000Z'],
    ["D:20260502120000+02'00'", '2026-05-02T10:00:00.000Z'],
    ["D:20260502120000+02'00", '2026-05-02T10:00:00.000Z'],
    ["D:20260502100000Z00'00'", '2026-05-02T10:00:00.000Z'],
  ])('reads the date %s', (text, expected) => expect(dateOf(textString(text))?.toISOString()).toBe(expected))

  it.each(['D:2026', '20260502100000Z', 'D:20261302100000Z', 'D:20260502100000', 'D:20260502100000Zx'])('takes %s for no date', (text) =>
    expect(dateOf(textString(text))).toBeNull(),
  )

  it('writes dates it reads', () =>
    expect(dateOf(pdfDate(new Date('2026-05-02T10:00:00.9Z')))?.toISOString()).toBe('2026-05-02T10:00:00.000Z'))
})

describe('documents', () => {
  it('made by pdfmake are read whole: every object, the attachment, the info', async () => {
    const document = openPdf(await buildPdf())
    for (const number of document.objectNumbers) expect(document.object(number)).not.toBeNull()
    expect(document.revisions).toHaveLength(1)
    expect(readAttachments(document).map((file) => [file.name, Buffer.from(file.bytes).toString()])).toEqual([
      ['tickmark-report.json', '{"findings":2}'],
    ])
    expect(textOf(document.resolve(document.resolveDict(document.trailer.get('Info'))?.get('Title')))).toBe('Report')
  })

  it('updated by us keep their old bytes and show the new objects', async () => {
    const pdf = await buildPdf()
    const updated = appendUpdate(pdf, (update, document) => {
      update.set(document.rootRef, new Map([...document.root, ['Added', update.reserve()]]))
      update.set(update.reserve(), new PdfStream(dict({}), Buffer.from('data')))
    })
    const document = openPdf(updated)
    expect(Buffer.compare(updated.subarray(0, pdf.length), pdf)).toBe(0)
    expect(document.revisions).toHaveLength(2)
    expect(document.root.has('Added')).toBe(true)
    const stream = document.object(document.objectNumbers.at(-1) ?? 0)
    expect(stream instanceof PdfStream && Buffer.from(stream.data).toString()).toBe('data')
    expect(document.object(99_999)).toBeNull()
  })

  it('are refused with the kind of problem they have', async () => {
    const pdf = await buildPdf()
    expect(problemOf(pdf)).toBe('none')
    expect(problemOf(Buffer.from('%PDF'))).toBe('not-pdf')
    expect(problemOf(pdf.subarray(0, pdf.length / 2))).toBe('end')
    expect(problemOf(Buffer.concat([pdf, Buffer.from('junk')]))).toBe('end')
    expect(problemOf(edited(pdf, '/Root ', '/Encrypt 1 0 R /Root '))).toBe('unsupported')
    expect(problemOf(edited(pdf, '/Root ', '/XRefStm 17 /Root '))).toBe('unsupported')
    expect(problemOf(edited(pdf, '/Root ', '/Prev 999999 /Root '))).toBe('unsupported')
    expect(problemOf(edited(pdf, '/Root ', '/Toor '))).toBe('malformed')
    expect(problemOf(edited(pdf, '\nxref\n', '\nxrex\n'))).toBe('unsupported')
    expect(problemOf(edited(pdf, ' 65535 f ', ' 65535 g '))).toBe('malformed')
  })

  it('are refused when an object is not where the table says, or runs in a circle', async () => {
    const document = openPdf(edited(await buildPdf(), '\n1 0 obj', '\n9 0 obj'))
    expect(() => document.object(1)).toThrow(/not where/)
    const circle = openPdf(
      appendUpdate(await buildPdf(), (update) => {
        const ref = update.reserve()
        update.setRaw(ref, Buffer.from(`<< /Length ${ref.number} 0 R >>\nstream\n\nendstream`))
      }),
    )
    expect(() => circle.object(circle.objectNumbers.at(-1) ?? 0)).toThrow(/itself/)
  })
})
