import { describe, expect, it } from 'vitest'
import type { PlaceGroup } from '#domain/coverage-places'
import { checkBalance } from '../balance.ts'
import { createElements } from '../elements.ts'
import { loadFonts } from '../fonts.ts'
import { buildReportModel } from '../model.ts'
import { renderReport } from '../render.ts'
import type { ReportSource } from '../source.ts'
import { buildCriterion, buildRow, buildSource } from '../testing/build-source.ts'
import { textOfNodes } from '../testing/text-of-nodes.ts'
import { createTypesetter } from '../text.ts'
import { coverageSection } from './coverage.ts'

const el = createElements(createTypesetter(loadFonts().covers))
const textOf = (source: ReportSource): string =>
  textOfNodes(coverageSection({ el, model: buildReportModel(source, checkBalance(source)), dataSha256: '' })).replaceAll('\u00a0', ' ')

const rows = [buildRow(1), buildRow(2, { result: 'fail', topic: 'identity-and-access-management' })]
const plain = buildSource({ evidence: rows, criteria: [buildCriterion('a', { topic: 'logging-and-monitoring', verdict: 'met' })] })
/** The same with so many services, regions and groups of places. */
const large = (services: number, groups: readonly PlaceGroup[]): ReportSource => {
  const { map, places } = plain.coverage
  const row = { ...plain.coverage.row, inScope: false }
  return {
    ...plain,
    coverage: {
      ...plain.coverage,
      map: {
        ...map,
        services: [...map.services, ...Array.from({ length: services }, (_, n) => ({ ...row, key: `s-${n}`, name: `Service ${n}` }))],
      },
      places: { ...places, topics: places.topics.map(({ topic }) => ({ topic, places: groups })) },
    },
  }
}

describe('the coverage chapter', () => {
  it('says of the service what was tested, by whom, and where', () => {
    const text = textOf(plain)
    expect(text).toContain(
      'The service is regional: it is expected in each of 1 account and 1 region. 1 of 1 expected place has evidence of it.',
    )
    expect(text).toContain('✎ judged by hand')
    expect(text).toContain('What is missing, topic by topic')
    expect(text).toContain('Scanned, nothing reported: 111122223333 in eu-west-1')
  })

  it('leaves no service of the engagement out, however many there are', async () => {
    const source = large(170, [])
    const text = textOf(source)
    for (const n of [0, 84, 169]) expect(text).toContain(`Service ${n}`)
    expect(text).toContain('Not in scope, but seen in evidence')
    expect((await renderReport(source)).pages).toBeGreaterThan(5)
  })

  it('says how many groups of places are printed of how many', () => {
    const groups = Array.from(
      { length: 40 },
      (_, n): PlaceGroup => ({ state: 'not-scanned', accounts: [String(100_000_000_000 + n)], regions: ['eu-west-1'] }),
    )
    const text = textOf(large(0, groups))
    expect(text).toContain('100000000011')
    expect(text).not.toContain('100000000012')
    expect(text).toContain('12 of 40 groups of places shown; the embedded data has all.')
  })

  it('tells places in groups where a table of them could not be read', () => {
    const regions = Array.from({ length: 30 }, (_, n) => `region-${n}`)
    const wide = {
      ...plain.coverage.places,
      scope: { ...plain.coverage.places.scope, regions },
      places: [{ state: 'not-scanned' as const, accounts: ['111122223333'], regions }],
    }
    expect(textOf({ ...plain, coverage: { ...plain.coverage, places: wide } })).toContain(
      `Not scanned: 111122223333 in ${regions.join(', ')}`,
    )
  })
})
