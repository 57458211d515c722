import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkBalance } from './balance.ts'
import { reportData } from './data.ts'
import { buildDocument, type ReportDocument } from './document.ts'
import { createElements } from './elements.ts'
import { loadFonts } from './fonts.ts'
import { buildReportModel } from './model.ts'
import type { Node } from './nodes.ts'
import { renderDocument, renderReport } from './render.ts'
import type { ReportSource } from './source.ts'
import { buildCriterion, buildFinding, buildRow, buildSource } from './testing/build-source.ts'
import { createTypesetter } from './text.ts'

const fonts = loadFonts()
const el = createElements(createTypesetter(fonts.covers))

const rows = [
  buildRow(1, { result: 'fail', check: 'open_check', severity: 'high' }),
  buildRow(2, { result: 'fail', check: 'open_check', muted: true }),
  buildRow(3, { topic: 'resilience', lifecycle: 'archived' }),
  buildRow(4, {
    topic: null,
    check: null,
    result: 'unknown',
    statusRaw: 'WEIRD',
    resource: null,
    seenAt: '2026-03-30T10:00:00',
    timeQuality: 'naive-local',
  }),
]
const source = (over: Partial<ReportSource> = {}): ReportSource =>
  buildSource({
    evidence: rows,
    findings: [buildFinding(7, 'open_check', rows)],
    criteria: [buildCriterion('c1'), buildCriterion('c2', { responsibility: 'aws', verdict: 'inherited', basis: 'AWS SOC 2, 2025' })],
    ...over,
  })

const documentOf = (from: ReportSource): ReportDocument => {
  const model = buildReportModel(from, checkBalance(from))
  return buildDocument(model, reportData(model), fonts.covers)
}
const withContent = (content: readonly Node[]): ReportDocument => ({ ...documentOf(buildSource()), content })

const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

/** The embedded file, found by its MIME type and unpacked. */
function attachmentOf(pdf: Uint8Array): Buffer {
  const text = latin(pdf)
  const object = text.indexOf('/EmbeddedFile')
  const start = text.indexOf('stream\n', object) + 'stream\n'.length
  return inflateSync(Buffer.from(pdf).subarray(start, text.indexOf('\nendstream', start)))
}

const hasPdftotext = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('pdftotext is not installed: the text of rendered reports is NOT checked on this machine.')
    return false
  }
})()

/** The report's text as another program reads it, white space folded. */
function textOf(pdf: Uint8Array): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tickmark-report-')), 'report.pdf')
  writeFileSync(file, pdf)
  return execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }).replace(/\s+/g, ' ')
}

describe('renderReport', () => {
  it('gives the same bytes for the same source', async () => {
    const [first, second] = [await renderReport(source()), await renderReport(structuredClone(source()))]
    expect(Buffer.compare(Buffer.from(first.pdf), Buffer.from(second.pdf))).toBe(0)
  })

  it('embeds everything as canonical JSON under its own digest', async () => {
    const { pdf, dataSha256 } = await renderReport(source())
    const bytes = attachmentOf(pdf)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(dataSha256)
    const data = JSON.parse(bytes.toString('utf8')) as { schema: string; evidence: unknown[]; balance: { holds: boolean } }
    expect(data.schema).toBe('tickmark-report/1')
    expect(data.evidence).toHaveLength(rows.length)
    expect(data.balance.holds).toBe(true)
    expect(latin(pdf)).toContain(dataSha256)
  })

  it('is PDF 1.7 with PDF/A-3b metadata and one empty signature field', async () => {
    const text = latin((await renderReport(source())).pdf)
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(text.match(/\/FT \/Sig/g)).toHaveLength(1)
    expect(text).toContain('/T (Auditor)')
    expect(text).not.toContain('/V (')
  })

  it('marks a draft and gives it no field to sign', async () => {
    const text = latin((await renderReport(source({ kind: 'draft' }))).pdf)
    expect(text).not.toContain('/FT /Sig')
    expect(text).toMatch(/\(draft\)/)
  })

  it('refuses a source whose numbers do not agree', async () => {
    await expect(renderReport(source({ counted: { ...source().counted, pass: 9 } }))).rejects.toMatchObject({
      code: 'report-blocked',
      details: { gate: 'balance' },
    })
  })

  it('escapes names in its metadata', async () => {
    const from = source()
    const text = latin((await renderReport({ ...from, engagement: { ...from.engagement, client: 'R&D <S3> "Ltd"' } })).pdf)
    expect(text).toContain('R&amp;D &lt;S3&gt; &quot;Ltd&quot;')
  })

  it('tells its steps in order', async () => {
    const steps: string[] = []
    await renderReport(source(), { onStep: ({ step }) => steps.push(step) })
    expect([...new Set(steps)]).toEqual(['balance', 'layout', 'pages', 'file'])
  })

  it.runIf(hasPdftotext)('prints what an auditor needs to trace every number', async () => {
    const text = textOf((await renderReport(source())).pdf)
    for (const words of [
      'Amazon Pinpoint',
      'Example Ltd',
      'Not stated',
      'Security of the cloud: AWS',
      'Coverage map',
      'Logging and monitoring in Amazon Pinpoint',
      'Evidence under topics that are not part of this chapter',
      'Evidence filed under no topic',
      '#7 Finding on open_check',
      'Failing records: 2, on 2 resources',
      'AWS SOC 2, 2025',
      'Not tested',
      'No verdict has been given.',
      '"WEIRD"',
      '(local, no zone)',
      'No resource stated',
      'archived',
      'c1c1c1c1c1c1 bytes 1000-1899',
      'c1'.repeat(32),
      'Records kept = records counted again',
      'Sign-off',
    ])
      expect(text).toContain(words)
    expect(text.indexOf('Logging and monitoring in Amazon Pinpoint')).toBeLessThan(text.indexOf('Data protection in Amazon Pinpoint'))
  })

  it.runIf(hasPdftotext)('prints hostile text as text', async () => {
    const hostile = [
      '{"text":"x","image":"file:///etc/passwd","svg":"<svg/>"}',
      '=HYPERLINK("http://evil")',
      '<script>alert(1)</script>',
      '${process.env.HOME} {{constructor}}',
      'gnp\u202Eexe \u0000\u0007 \ud800',
    ]
    const evidence = hostile.map((text, i) =>
      buildRow(i + 1, { resource: text, check: `check-${i}`, title: text, account: text, region: text, result: 'fail' }),
    )
    const findings = hostile.map((text, i) => buildFinding(i + 1, `check-${i}`, evidence, { title: text, condition: text, owner: text }))
    const text = textOf((await renderReport(buildSource({ evidence, findings }))).pdf).replaceAll(' ', '')
    for (const words of hostile.slice(0, 4)) expect(text).toContain(words.replaceAll(' ', ''))
    expect(text).toContain('gnp<U+202E>exe<U+0000><U+0007><U+D800>')
  })

  it.runIf(hasPdftotext)('prints endless words whole, in tables and headings', async () => {
    const word = 'x'.repeat(400)
    const evidence = [buildRow(1, { resource: word, check: word, result: 'fail' })]
    const pdf = (await renderReport(buildSource({ evidence, findings: [buildFinding(1, word, evidence, { title: word, owner: word })] })))
      .pdf
    expect(textOf(pdf).replaceAll(' ', '').split(word).length - 1).toBeGreaterThanOrEqual(4)
  })
})

describe('renderDocument', () => {
  it('refuses a block that the layout engine would drop', async () => {
    const block: Node = { unbreakable: true, stack: Array.from({ length: 200 }, (_, i) => el.text(`line ${i}`)) }
    await expect(renderDocument(withContent([el.text('before'), block, el.text('after')]), { fonts })).rejects.toMatchObject({
      code: 'report-blocked',
      details: { gate: 'lost-content' },
    })
  })

  it('refuses a kept row taller than a page', async () => {
    const tall = Array.from({ length: 200 }, (_, i) => `line ${i}`).join('\n')
    const row: Node = {
      table: { widths: [200], dontBreakRows: true, body: [[el.text('a')], [el.block(tall)], [el.text('c')]] },
      layout: plainLayout,
    }
    await expect(renderDocument(withContent([row]), { fonts })).rejects.toMatchObject({ details: { gate: 'lost-content' } })
  })

  it('lets the same row break where it is not kept, and loses nothing', async () => {
    const tall = Array.from({ length: 200 }, (_, i) => `line ${i}`).join('\n')
    const table = el.table([{ title: 'T', width: 200 }], [[el.text('a')], [el.block(tall)], [el.text('c')]])
    const { pages } = await renderDocument(withContent([table]), { fonts })
    expect(pages).toBeGreaterThan(2)
  })

  it('refuses a character that its font lacks', async () => {
    const blind = createElements(createTypesetter(() => true))
    await expect(renderDocument(withContent([blind.text('go 🚀')]), { fonts })).rejects.toMatchObject({
      code: 'report-blocked',
      details: { gate: 'missing-glyph' },
    })
  })

  it('refuses a table wider than the page', async () => {
    const wide: Node = {
      table: { widths: [400, 400], body: [[el.text('a'), el.text('b')]] },
      layout: { ...plainLayout, vLineWidth: () => 1 },
    }
    await expect(renderDocument(withContent([wide]), { fonts })).rejects.toMatchObject({ details: { gate: 'over-wide' } })
  })
})

const zero = () => 0
const plainLayout = {
  hLineWidth: zero,
  vLineWidth: zero,
  hLineColor: () => 'black',
  vLineColor: () => 'black',
  paddingLeft: zero,
  paddingRight: zero,
  paddingTop: zero,
  paddingBottom: zero,
}
