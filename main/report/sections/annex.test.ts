import { describe, expect, it } from 'vitest'
import { checkBalance } from '../balance.ts'
import { createElements } from '../elements.ts'
import { loadFonts } from '../fonts.ts'
import { ANNEX_LIMIT, buildReportModel } from '../model.ts'
import { buildRow, buildSource } from '../testing/build-source.ts'
import { textOfNodes } from '../testing/text-of-nodes.ts'
import { createTypesetter } from '../text.ts'
import { annexSection } from './annex.ts'

const el = createElements(createTypesetter(loadFonts().covers))

const modelOf = (count: number) => {
  const source = buildSource({ evidence: Array.from({ length: count }, (_, i) => buildRow(i + 1)) })
  return buildReportModel(source, checkBalance(source))
}

describe('annexSection', () => {
  it('says that all records are printed where they are', () => {
    const text = textOfNodes(annexSection({ el, model: modelOf(3), dataSha256: '' }))
    expect(text).toContain('All 3 records')
    for (const n of ['00000001', '00000002', '00000003']) expect(text).toContain(n)
  })

  it('says loudly how many of how many are printed, and where the rest is, once there are too many', () => {
    const model = modelOf(ANNEX_LIMIT + 1)
    const { rows, total } = model.annex
    expect([rows.length, total]).toEqual([ANNEX_LIMIT, ANNEX_LIMIT + 1])
    const shortened = { ...model, annex: { rows: rows.slice(0, 2), total } }
    const text = textOfNodes(annexSection({ el, model: shortened, dataSha256: '' }))
    expect(text).toContain('2 of 20,001 records are printed.')
    expect(text).toContain('the other 19,999 are not on paper')
    expect(text).toContain('tickmark-report.json')
  })

  it('prints a group of rows under a heading of its own where there are many', () => {
    const text = textOfNodes(annexSection({ el, model: modelOf(501), dataSha256: '' }))
    expect(text).toContain('Records 1 to 500: 500 rows')
    expect(text).toContain('Records 501 to 501: 1 row')
  })
})
