import { describe, expect, it } from 'vitest'
import type { ImportIssue } from '#domain/imports'
import { checkBalance } from '../balance.ts'
import { createElements } from '../elements.ts'
import { loadFonts } from '../fonts.ts'
import { buildReportModel } from '../model.ts'
import { buildRow, buildSource } from '../testing/build-source.ts'
import { textOfNodes } from '../testing/text-of-nodes.ts'
import { createTypesetter } from '../text.ts'
import { importsSection } from './imports.ts'
import { summarySection } from './summary.ts'

const el = createElements(createTypesetter(loadFonts().covers))

function textWith(issues: readonly ImportIssue[]): string {
  const source = buildSource({ evidence: [buildRow(1)] })
  const changed = { ...source, imports: source.imports.map((file) => ({ ...file, rejected: 0, issues })) }
  return textOfNodes(importsSection({ el, model: buildReportModel(changed, checkBalance(changed)), dataSha256: '' }))
}
const rejection = (offset: number): ImportIssue => ({
  kind: 'rejection',
  code: 'wrong-shape',
  message: 'No finding_info.',
  pointer: { offset, length: 10, record: 3, line: 4 },
  count: 1,
})

describe('importsSection', () => {
  it('names file, full digest, tool and balance of every import', () => {
    const text = textWith([])
    for (const words of [
      '1. scan.ocsf.json',
      'c1'.repeat(32),
      'Prowler 4.0.0',
      '1 read  =  1 stored  +  0 rejected  +  0 duplicates',
      '1 of 1 stored records',
    ])
      expect(text).toContain(words)
  })

  it('lists each rejected record with its place and reason', () => {
    expect(textWith([rejection(100)])).toContain('record 3, line 4, bytes 100-109wrong-shapeNo finding_info.')
  })

  it('says that records are counted as they came, and how many repeat another import', () => {
    expect(textWith([])).toContain('nothing is de-duplicated')
    const openPoints = [{ code: 'evidence-repeated', count: 6, message: '6 records repeat a record from another import' }]
    const source = buildSource({ evidence: [buildRow(1)], openPoints })
    const context = { el, model: buildReportModel(source, checkBalance(source)), dataSha256: '' }
    for (const section of [importsSection, summarySection])
      expect(textOfNodes(section(context))).toContain(
        '6 records repeat a record from another import. Every figure counts them as they came; nothing is de-duplicated.',
      )
  })

  it('says shown and total where a list is too long for paper', () => {
    expect(textWith(Array.from({ length: 2001 }, (_, i) => rejection(i * 10)))).toContain(
      '2,000 of 2,001 are printed. The complete list is in the attachment',
    )
  })
})
