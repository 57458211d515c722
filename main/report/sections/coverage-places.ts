// Coverage inside the service, in print: each criterion of each topic as one mark, and every account and region with what is known of it.
import { noPlaces, type PlaceGroup, PlaceState, type ServicePlaces } from '#domain/coverage-places'
import { type Verdict, Verdict as Verdicts } from '#domain/criterion'
import { sumOf } from '#domain/evidence'
import type { TopicSection } from '../model.ts'
import type { Node, TableLayout } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { number, plural, VERDICT } from '../words.ts'
import { BY_HAND, isByHand, isQuiet, markOf, PLACE, WHY } from './coverage-words.ts'
import type { SectionContext } from './section.ts'

/** An account by region table of at most this size is readable; larger ones are told in groups. */
const MOST_ACCOUNTS = 24
const MOST_REGIONS = 12
/** Groups of places printed for a topic; the embedded data has all. */
const MOST_GROUPS = 12

const ROWS: TableLayout = { ...LAYOUT.tiles, paddingTop: () => 5, paddingBottom: () => 5 }
const STATE_WIDTH = 82
const PLACES_WIDTH = 62
const TOPIC_WIDTH = 128
const CRITERIA_WIDTH = CONTENT_WIDTH - STATE_WIDTH - PLACES_WIDTH - TOPIC_WIDTH - 4 * 10 - 3 * 1.5

export function serviceCoverage(context: SectionContext): Node[] {
  const { el, model } = context
  const { row, places } = model.source.coverage
  return [
    el.text(reachWords(context), TYPE.small, { margin: [0, 0, 0, 6] }),
    {
      table: {
        widths: [STATE_WIDTH, TOPIC_WIDTH, CRITERIA_WIDTH, PLACES_WIDTH],
        headerRows: 1,
        dontBreakRows: true,
        body: [
          ['State', 'Topic', 'Criteria, one mark each', 'Places'].map((title) => el.label(title)),
          ...model.chapter.map((section) => topicRow(context, section)),
        ],
      },
      layout: ROWS,
      margin: [0, 0, 0, 4],
    },
    criteriaKey(context),
    ...(row.elsewhere === 0
      ? []
      : [
          el.text(
            `${plural(row.elsewhere, 'record')} of this service name another account or region than expected, or none; they count, but at no expected place.`,
            TYPE.small,
            { margin: [0, 4, 0, 0] },
          ),
        ]),
    ...accountsAndRegions(context, places),
    ...missing(context, places),
  ]
}

function reachWords({ model }: SectionContext): string {
  const { row, places } = model.source.coverage
  const expected = sumOf(row.places)
  const where =
    row.reach === 'global'
      ? `The service is global (${row.reachSource ?? 'one place per account'}): it is expected once per account.`
      : `The service is regional: it is expected in each of ${plural(places.scope.accounts.length, 'account')} and ${plural(places.scope.regions.length, 'region')}.`
  return `${where} ${number(row.places.tested + row.places['partly-tested'])} of ${plural(expected, 'expected place')} ${expected === 1 ? 'has' : 'have'} evidence of it.`
}

function topicRow({ el, model }: SectionContext, section: TopicSection): Node[] {
  const cell = model.source.coverage.row.topics.find(({ topic }) => topic === section.topic)
  const why = cell?.why ?? null
  const state = section.state
  const mark = markOf({ state, why })
  const byHand = cell !== undefined && isByHand(cell)
  const quiet = isQuiet(state)
  const ink = quiet || byHand ? mark.color : COLOR.white
  const small = { ...TYPE.small, color: ink }
  const places = cell?.places ?? noPlaces()
  const expected = sumOf(places)
  const reached = places.tested + places['partly-tested']
  return [
    {
      stack: [
        el.mark({ ...mark, color: ink }, { fontSize: 8, lineHeight: 1.2 }),
        ...(byHand ? [el.text(`${BY_HAND} judged by hand`, small)] : []),
        ...(why === null ? [] : [el.text(WHY[why].short, small)]),
      ],
      fillColor: quiet ? COLOR.hair : byHand ? COLOR.panel : mark.color,
    },
    {
      stack: [
        el.text(section.label, { ...TYPE.cell, bold: true }),
        ...(why === null ? [] : [el.text(capital(WHY[why].full), TYPE.small)]),
        ...(section.counts.total === 0 ? [] : [el.text(`${plural(section.counts.total, 'record')} of evidence`, TYPE.small)]),
      ],
      fillColor: COLOR.panel,
    },
    { ...criteriaMarks(el, section), fillColor: COLOR.panel },
    {
      stack: [
        el.text(expected === 0 ? '–' : `${number(reached)} of ${number(expected)}`, { ...TYPE.cell, bold: true }),
        ...(expected === 0 ? [] : [bar(reached / expected)]),
      ],
      fillColor: COLOR.panel,
    },
  ]
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

function bar(share: number): Node {
  const width = PLACES_WIDTH - 6
  return {
    canvas: [
      { type: 'rect', x: 0, y: 0, w: width, h: 4, color: COLOR.line, lineWidth: 0 },
      ...(share === 0
        ? []
        : [{ type: 'rect', x: 0, y: 0, w: Math.max(2, width * share), h: 4, color: COLOR.accent, lineWidth: 0 } as const]),
    ],
    margin: [0, 3, 0, 0],
  }
}

/** Every criterion as the glyph of its verdict, in the order of the checklist. */
function criteriaMarks(el: SectionContext['el'], { criteria }: TopicSection): Node {
  if (criteria.length === 0) return el.text('No criteria', { ...TYPE.small, italics: true, color: COLOR.muted })
  return el.mixed(
    criteria.map(({ verdict }) => [`${VERDICT[verdict].glyph} `, { color: VERDICT[verdict].color, bold: true }] as const),
    {},
    { fontSize: 9.5, lineHeight: 1.25 },
  )
}

function criteriaKey({ el, model }: SectionContext): Node {
  const { verdicts } = model
  return el.mixed(
    Verdicts.options.flatMap((verdict: Verdict) => {
      const { glyph, word, color } = VERDICT[verdict]
      return [[`${glyph}\u00a0`, { color, bold: true }] as const, [`${word}\u00a0${number(verdicts[verdict])}    `, {}] as const]
    }),
    {},
    TYPE.small,
  )
}

function accountsAndRegions({ el }: SectionContext, places: ServicePlaces): Node[] {
  const { scope, places: groups } = places
  const title = el.subheading('Accounts and regions')
  const isGlobal = groups.every(({ regions }) => regions === null)
  if (groups.length === 0 || scope.accounts.length === 0)
    return [
      title,
      el.text('The scope names no accounts or regions, and no import shows any: nothing can be said to be missing.', TYPE.body),
    ]
  if (isGlobal || scope.accounts.length > MOST_ACCOUNTS || scope.regions.length > MOST_REGIONS)
    return [title, ...groupLines(el, groups, Number.POSITIVE_INFINITY)]
  const stateOf = new Map(
    groups.flatMap(({ state, accounts, regions }) =>
      accounts.flatMap((account) => (regions ?? []).map((region) => [`${account}/${region}`, state] as const)),
    ),
  )
  const first = 84
  const width = Math.min(70, (CONTENT_WIDTH - first - scope.regions.length * 10 - 10) / scope.regions.length)
  return [
    title,
    el.table(
      [{ title: 'Account', width: first }, ...scope.regions.map((region) => ({ title: region, width, align: 'center' as const }))],
      scope.accounts.map((account) => [
        el.text(account, TYPE.mono),
        ...scope.regions.map((region) => {
          const { glyph, color } = PLACE[stateOf.get(`${account}/${region}`) ?? 'not-scanned']
          return el.text(glyph, { fontSize: 9, bold: true, color })
        }),
      ]),
      LAYOUT.dense,
    ),
    placeKey(el, groups),
  ]
}

/** The marks of places that occur, with how many places each has. */
function placeKey(el: SectionContext['el'], groups: readonly PlaceGroup[]): Node {
  const counts = noPlaces()
  for (const { state, accounts, regions } of groups) counts[state] += accounts.length * (regions?.length ?? 1)
  return el.mixed(
    PlaceState.options
      .filter((state) => counts[state] > 0)
      .flatMap((state) => {
        const { glyph, word, color } = PLACE[state]
        return [[`${glyph}\u00a0`, { color, bold: true }] as const, [`${word}\u00a0${number(counts[state])}    `, {}] as const]
      }),
    { margin: [0, -4, 0, 4] },
    TYPE.small,
  )
}

/** Topic by topic, where there is no evidence of it. */
function missing({ el, model }: SectionContext, { topics }: ServicePlaces): Node[] {
  const holesOf = (topic: string | null) =>
    (topics.find((one) => one.topic === topic)?.places ?? []).filter(({ state }) => state !== 'tested')
  // Topics that lack the same places stand together: nothing is lost, and much is saved.
  const parts = [...Map.groupBy(model.chapter, ({ topic }) => JSON.stringify(holesOf(topic))).values()].flatMap((sections) => {
    const holes = holesOf(sections[0]?.topic ?? null)
    return holes.length === 0 ? [] : [{ label: sections.map(({ label }) => label).join('; '), holes }]
  })
  if (parts.length === 0)
    return [el.text('Every topic of the chapter has evidence in every expected place.', TYPE.body, { margin: [0, 8, 0, 0] })]
  return [
    el.subheading('What is missing, topic by topic', 90),
    ...parts.flatMap(({ label, holes }) => [
      el.text(label, { ...TYPE.cell, bold: true }, { margin: [0, 4, 0, 1], needs: 40 }),
      ...groupLines(el, holes, MOST_GROUPS),
    ]),
  ]
}

function groupLines(el: SectionContext['el'], groups: readonly PlaceGroup[], most: number): Node[] {
  return [
    ...groups.slice(0, most).map(({ state, accounts, regions }) => {
      const { glyph, word, color } = PLACE[state]
      return el.mixed(
        [
          [`${glyph}\u00a0`, { color, bold: true }],
          [`${word}: `, { bold: true }],
          [accounts.join(', '), {}],
          [regions === null ? '' : ` in ${regions.join(', ')}`, {}],
        ],
        { margin: [8, 0, 0, 1] },
        TYPE.small,
      )
    }),
    ...(groups.length > most
      ? [
          el.text(`${number(most)} of ${plural(groups.length, 'group')} of places shown; the embedded data has all.`, TYPE.small, {
            margin: [8, 0, 0, 1],
          }),
        ]
      : []),
  ]
}
