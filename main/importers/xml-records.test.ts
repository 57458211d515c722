import { describe, expect, it } from 'vitest'
import { bytesOf } from './reading.fixture.ts'
import { childOf, childTexts, textIn } from './xml-element.ts'
import { createXmlRecordReader, type XmlPiece, type XmlReaderOptions } from './xml-records.ts'

const role: XmlReaderOptions['role'] = (path) =>
  path.endsWith('/r') ? 'record' : path.endsWith('/k') ? 'keep' : path.endsWith('/s') ? 'skip' : 'enter'

function read(bytes: Uint8Array, size = bytes.length || 1, options: Partial<XmlReaderOptions> = {}): readonly XmlPiece[] {
  const reader = createXmlRecordReader({ role, ...options })
  const pieces: XmlPiece[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(...reader.write(bytes.subarray(at, at + size)))
  return [...pieces, ...reader.end()]
}
const slices = (bytes: Uint8Array, pieces: readonly XmlPiece[]): readonly string[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'record' ? [new TextDecoder().decode(bytes.subarray(piece.offset, piece.offset + piece.length))] : [],
  )
const rejections = (pieces: readonly XmlPiece[]) =>
  pieces.flatMap((piece) => (piece.kind === 'rejection' ? [[piece.code, piece.offset] as const] : []))
const records = (pieces: readonly XmlPiece[]) => pieces.flatMap((piece) => (piece.kind === 'record' ? [piece.element] : []))

describe('byte ranges', () => {
  it.each([
    ['plain', '<a><r>1</r><r>2</r></a>', ['<r>1</r>', '<r>2</r>']],
    ['closed by themselves', '<a><r/><r /><r\n/></a>', ['<r/>', '<r />', '<r\n/>']],
    ['with attributes that hold > and line ends', '<a>\r\n<r x=">"\r\ny=\'/>\'>1</r\r\n></a>', ['<r x=">"\r\ny=\'/>\'>1</r\r\n>']],
    ['behind characters of 2, 3 and 4 bytes', '<a><b>éü–€𝄞</b>é<r x="𝄞">–</r>𝄞<r>é</r></a>', ['<r x="𝄞">–</r>', '<r>é</r>']],
    [
      'behind comments and instructions',
      '<?xml version="1.0"?><!-- é -- ><a><!--–--><?p é?><r/><?q?><!----><r/></a>'.replace(' -- >', ' -->'),
      ['<r/>', '<r/>'],
    ],
    ['behind CDATA', '<a><![CDATA[<r>é]]><r><![CDATA[</r>]]></r><![CDATA[]]><r/></a>', ['<r><![CDATA[</r>]]></r>', '<r/>']],
    ['behind entities', '<a>&amp;&#233;&lt;<r>&gt;</r>&quot;<r/></a>', ['<r>&gt;</r>', '<r/>']],
    ['with prefixes', '<p:a xmlns:p="u"><p:r>1</p:r></p:a>', ['<p:r>1</p:r>']],
    ['with records of the same name inside', '<a><r><r>1</r></r></a>', ['<r><r>1</r></r>']],
    ['behind carriage returns alone', '<a>\r<r>\r</r>\r\r<r\r/></a>', ['<r>\r</r>', '<r\r/>']],
    ['behind a bare document type', '<!DOCTYPE a>\n<a><r/></a>', ['<r/>']],
  ])('of records %s, in chunks of any size', (_what, text, expected) => {
    const bytes = bytesOf(text)
    const whole = read(bytes)
    expect(rejections(whole)).toEqual([])
    expect(slices(bytes, whole)).toEqual(expected)
    for (const size of [1, 2, 3, 5, 7]) expect(read(bytes, size)).toEqual(whole)
  })

  it('come with the line they begin on', () => {
    const lines = read(bytesOf('<a>\n<r/>\r\n<r\n/>\r<r/></a>')).flatMap((piece) => (piece.kind === 'record' ? [piece.line] : []))
    expect(lines).toEqual([2, 3, 5])
  })
})

describe('trees', () => {
  it('hold text in its order, with entities and CDATA as what they stand for', () => {
    const [record] = records(read(bytesOf('<a><r> x &lt;b&gt;<i>1</i><![CDATA[<&>]]><!-- no -->y&#x41; </r></a>')))
    expect(record === undefined ? null : textIn(record)).toBe('x <b>1<&>yA')
  })

  it('tell children of their own namespace from others', () => {
    const [record] = records(read(bytesOf('<a xmlns="u" xmlns:d="v"><r><d:t>no</d:t><t>1</t><t xmlns="w">no</t><t>2</t></r></a>')))
    expect(record === undefined ? null : childTexts(record, 't')).toEqual(['1', '2'])
  })

  it('are the same for a record alone, given the namespaces around it', () => {
    const bytes = bytesOf('<p:a xmlns:p="u" xmlns:q="u" xmlns="v"><p:r><q:t>1</q:t><t>2</t></p:r></p:a>')
    const [piece] = read(bytes).filter((each) => each.kind === 'record')
    if (piece?.kind !== 'record') throw new Error('no record')
    const raw = bytes.subarray(piece.offset, piece.offset + piece.length)
    const alone = records(read(raw, raw.length, { role: () => 'record', namespaces: piece.namespaces }))
    expect(alone).toEqual([piece.element])
    expect(childOf(piece.element, 't')?.content).toEqual(['1'])
  })

  it('take a prefix that is bound to nothing for itself', () => {
    expect(records(read(bytesOf('<a><r><cm:x/></r></a>')))[0]?.content).toMatchObject([{ name: 'x', namespace: 'cm' }])
  })

  it('treat names of JavaScript as names', () => {
    const [record] = records(read(bytesOf('<a xmlns:__proto__="u"><r __proto__="1" constructor="2"><__proto__:toString/></r></a>')))
    expect(record?.content).toMatchObject([{ name: 'toString', namespace: 'u' }])
    expect(Object.entries(record?.attributes ?? {})).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ])
  })
})

describe('roles', () => {
  it('give what is entered and kept, and nothing of what is read over', () => {
    const pieces = read(bytesOf('<a x="1"><k>2</k><s><r/><k/></s><b><r/></b></a>'))
    expect(pieces.map((piece) => [piece.kind, 'path' in piece ? piece.path : ''])).toEqual([
      ['root', ''],
      ['entered', 'a'],
      ['kept', 'a/k'],
      ['entered', 'a/b'],
      ['record', 'a/b/r'],
    ])
  })
})

describe('damage', () => {
  it.each([
    ['cut inside a record', '<a><r>1</r><r>2', 15],
    ['cut inside a tag', '<a><r>1</r><r', 13],
    ['cut between records', '<a><r>1</r>', 11],
    ['a wrong end tag', '<a><r>1</r><r>2</x></a>', 19],
    ['an end tag too many', '<a><r>1</r></b></a>', 15],
    ['an entity nobody declared', '<a><r>1</r><r>&nbsp;</r></a>', 19],
    ['a method of JavaScript as entity', '<a><r>1</r><r>&constructor;</r></a>', 26],
    ['a character that XML forbids', '<a><r>1</r><r>&#0;</r></a>', 17],
    ['an attribute twice', '<a><r>1</r><r x="1" x="2"/></a>', 26],
    ['an attribute without quotes', '<a><r>1</r><r x=1/></a>', 16],
    ['a less-than sign in an attribute', '<a><r>1</r><r x="<"/></a>', 17],
    ['a second root', '<a><r>1</r></a><a/>', 17],
    ['text behind the root', '<a><r>1</r></a>\nx y', 15],
    ['text between roots', '<a><r>1</r></a> x <b/>', 15],
  ])('%s keeps what was whole and is one rejection', (_what, text, offset) => {
    const bytes = bytesOf(text)
    const pieces = read(bytes)
    expect(slices(bytes, pieces)).toEqual(['<r>1</r>'])
    expect(rejections(pieces)).toEqual([['damaged-xml', offset]])
    for (const size of [1, 7]) expect(read(bytes, size)).toEqual(pieces)
  })

  it.each([
    ['bytes that are no UTF-8', [0xff], 14],
    ['half a character', [0xc3, 0x28], 14],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], 14],
    ['a character cut by the end', [0xe2, 0x80], 14],
  ])('%s end the reading at their byte', (_what, wrong, offset) => {
    const bytes = new Uint8Array([...bytesOf('<a><r>é</r><r>'.slice(0, -1) + '>'), ...wrong])
    const pieces = read(bytes)
    expect(slices(bytes, pieces)).toEqual(['<r>é</r>'])
    expect(rejections(pieces)).toEqual([['bad-encoding', offset + 1]])
    for (const size of [1, 7]) expect(read(bytes, size)).toEqual(pieces)
  })

  it('names byte, line and reason', () => {
    expect(read(bytesOf('<a>\n<r></x></a>')).at(-1)).toMatchObject({
      message: 'The XML breaks at byte 11 (line 2): unexpected close tag. Everything whole before it was kept.',
      line: 2,
    })
  })
})

describe('sizes', () => {
  const large = (text: string) => bytesOf(`<a><k>${text}</k><r>1</r><r>${text}</r><r>2</r></a>`)

  it.each([
    ['much text in many parts', 'x<i/>'.repeat(30)],
    ['many elements', '<i/>'.repeat(40)],
  ])('a record of %s is one rejection, and reading goes on', (_what, text) => {
    const bytes = large(text)
    const pieces = read(bytes, 16, { maxRecordBytes: 100 })
    expect(slices(bytes, pieces)).toEqual(['<r>1</r>', '<r>2</r>'])
    expect(pieces.flatMap((piece) => (piece.kind === 'rejection' ? [[piece.code, piece.offset, piece.length]] : []))).toEqual([
      ['record-too-large', bytes.length - text.length - 19, text.length + 7],
    ])
    expect(pieces.filter(({ kind }) => kind === 'dropped').length).toBe(1)
  })

  it('one piece of text too large to hold ends the reading', () => {
    const bytes = bytesOf(`<a><r>1</r><r>${'x'.repeat(200)}</r><r>2</r></a>`)
    const pieces = read(bytes, 16, { maxRecordBytes: 100 })
    expect(slices(bytes, pieces)).toEqual(['<r>1</r>'])
    expect(rejections(pieces)).toEqual([['record-too-large', 14]])
  })
})
