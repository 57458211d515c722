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

  it('says how records stand to other scans, and which of them count', () => {
    expect(textWith([])).toContain('Every stored record counts')
    const source = buildSource({ evidence: [buildRow(1)], standings: { current: 1, restated: 2, superseded: 3, gone: 4 } })
    const [file] = source.imports
    if (!file) throw new Error('the source has no import')
    const imports = [{ ...file, stored: 10, records: 10, serviceOthers: { restated: 2, superseded: 3, gone: 4 } }]
    const changed = { ...source, imports }
    const text = textOfNodes(importsSection({ el, model: buildReportModel(changed, checkBalance(changed)), dataSha256: '' }))
    expect(text).toContain('Of 10 stored records of this service 1 count. The other 9 are kept and not counted')
    expect(text).toContain('10 of 10 stored records: 1 count, 2 restate another record, 3 were superseded by a newer scan, 4 are gone')
  })

  it('says how many current records repeat another import', () => {
    const openPoints = [{ code: 'evidence-repeated', count: 6, message: '6 records repeat a record from another import' }]
    const source = buildSource({ evidence: [buildRow(1)], openPoints })
    const context = { el, model: buildReportModel(source, checkBalance(source)), dataSha256: '' }
    expect(textOfNodes(summarySection(context))).toContain('6 records repeat a record from another import. They could not be related')
  })

  it('tells files without records of the service in one line each, with full digest and the kinds of their warnings', () => {
    const source = buildSource({ evidence: [buildRow(1)] })
    const [file] = source.imports
    if (!file) throw new Error('the source has no import')
    const warning: ImportIssue = { ...rejection(0), kind: 'warning', code: 'clock-odd', message: 'All at midnight.' }
    const aside = { ...file, fileName: 'other.csv', sha256: 'd2'.repeat(32), serviceRecords: 0, rejected: 0, issues: [warning, warning] }
    const refused = { ...aside, fileName: 'refused.csv', rejected: 1, issues: [rejection(5)] }
    const changed = { ...source, imports: [aside, file, refused] }
    const text = textOfNodes(importsSection({ el, model: buildReportModel(changed, checkBalance(changed)), dataSha256: '' }))
    expect(text).toContain('1 file without records of')
    expect(text).toMatch(/1other\.csv(?:d2){32}prowler-ocsf1clock-odd/)
    expect(text).not.toContain('All at midnight.')
    expect(text).toContain('2. scan.ocsf.json')
    expect(text).toContain('3. refused.csv')
    expect(text).toContain('No finding_info.')
  })

  it('says shown and total where a list is too long for paper', () => {
    expect(textWith(Array.from({ length: 2001 }, (_, i) => rejection(i * 10)))).toContain(
      '2,000 of 2,001 are printed. The complete list is in the attachment',
    )
  })
})
