// The coverage map of the whole engagement in print: services down, topics across, the same states as on screen. Never cut: where it is
// longer than a page it goes on, heads repeated.
import { type Coverage, type CoverageCell, type CoverageRow, CoverageState } from '#domain/coverage'
import { NotTestedWhy } from '#domain/coverage-why'
import { sumOf } from '#domain/evidence'
import type { Covered, Node, TableLayout, TextStyle } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { number, plural, STATE } from '../words.ts'
import { BY_HAND, isByHand, isQuiet, markOf, WHY } from './coverage-words.ts'
import type { SectionContext } from './section.ts'

const NAME = 104
const SUM = 36
const PLACES = 40
/** Padding of a cell, both sides, and the white line between cells. */
const PADDING = 3
const LINE = 1.5

const CELLS: TableLayout = {
  ...LAYOUT.tiles,
  paddingLeft: () => 1.5,
  paddingRight: () => 1.5,
  paddingTop: () => 3,
  paddingBottom: () => 2.5,
}
const TINY: TextStyle = { fontSize: 4.7, color: COLOR.soft, lineHeight: 1.1 }

export function engagementMap(context: SectionContext): Node[] {
  const { el, model } = context
  const { map } = model.source.coverage
  const { topics, services } = map
  const columns = topics.length + 3
  const width = (CONTENT_WIDTH - NAME - SUM - PLACES - columns * PADDING - (columns - 1) * LINE) / topics.length
  const inScope = services.filter((row) => row.inScope)
  const seen = services.filter((row) => !row.inScope)
  const head = [
    el.label('Service'),
    ...topics.map((_, index) => el.text(String(index + 1), { ...TYPE.label, fontSize: 7.5, color: COLOR.accent }, { alignment: 'center' })),
    el.label('Records', { alignment: 'right' }),
    el.label('Places', { alignment: 'right' }),
  ]
  const divider = (text: string): (Node | Covered)[] => [
    { ...el.text(text, { ...TYPE.small, italics: true, color: COLOR.muted }), colSpan: columns, margin: [0, 4, 0, 0] },
    ...Array.from({ length: columns - 1 }, (): Covered => ({})),
  ]
  return [
    el.text(scopeWords(map), TYPE.small, { margin: [0, 0, 0, 6] }),
    topicKey(context),
    {
      table: {
        widths: [NAME, ...topics.map(() => width), SUM, PLACES],
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        body: [
          head,
          ...inScope.map((row) => line(context, row, width)),
          ...(seen.length === 0 ? [] : [divider('Not in scope, but seen in evidence'), ...seen.map((row) => line(context, row, width))]),
          totals(context),
        ],
      },
      layout: CELLS,
      margin: [0, 4, 0, 8],
    },
    ...legend(context),
  ]
}

const scopeWords = ({ scope, services }: Coverage): string =>
  [
    `${plural(services.filter((row) => row.inScope).length, 'service')} in scope.`,
    `Expected places: ${plural(scope.accounts.length, 'account')} (${scope.accountsStated ? 'as in scope' : 'as seen in imports, the scope names none'}),`,
    `${plural(scope.regions.length, 'region')} (${scope.regionsStated ? 'as in scope' : 'as seen in imports, the scope names none'});`,
    'global services once per account.',
  ].join(' ')

/** The numbers over the columns, in two columns of words. */
function topicKey({ el, model }: SectionContext): Node {
  const named = model.source.coverage.map.topics.map(({ label }, index) => [`${index + 1}`, label] as const)
  const half = Math.ceil(named.length / 2)
  const column = (part: typeof named): Node => ({
    stack: part.map(([index, label]) =>
      el.mixed(
        [
          [`${index}\u00a0\u00a0`, { bold: true, color: COLOR.accent }],
          [label, {}],
        ],
        {},
        TYPE.small,
      ),
    ),
  })
  return { columns: [column(named.slice(0, half)), column(named.slice(half))], columnGap: 18, margin: [0, 0, 0, 4] }
}

function line(context: SectionContext, row: CoverageRow, width: number): Node[] {
  const { el, model } = context
  const { topics } = model.source.coverage.map
  const isThis = row.key === model.source.service.key
  const expected = sumOf(row.places)
  const small = { fontSize: 7, color: COLOR.ink }
  return [
    el.text(row.name, { fontSize: 7, lineHeight: 1.1, color: isThis ? COLOR.accent : COLOR.ink, bold: isThis || row.inScope }),
    ...topics.map(({ topic }) =>
      cellOf(
        context,
        row.topics.find((cell) => cell.topic === topic),
        width,
      ),
    ),
    el.text(number(sumOf(row.evidence)), small, { alignment: 'right' }),
    el.text(expected === 0 ? '–' : `${number(row.places.tested + row.places['partly-tested'])}/${number(expected)}`, small, {
      alignment: 'right',
    }),
  ]
}

function cellOf({ el }: SectionContext, cell: CoverageCell | undefined, width: number): Node {
  if (cell === undefined || cell.state === 'not-in-chapter')
    return el.text(STATE['not-in-chapter'].glyph, { fontSize: 8, color: COLOR.muted }, { alignment: 'center' })
  const mark = markOf(cell)
  const byHand = isByHand(cell)
  const quiet = isQuiet(cell.state)
  const ink = quiet ? mark.color : byHand ? mark.color : COLOR.white
  const shown = numberIn(cell)
  const face = el.mixed(
    [
      [mark.glyph, { color: ink, bold: true }],
      [shown === null ? '' : `\u00a0${number(shown)}`, { color: ink, bold: true }],
      [byHand ? `\u00a0${BY_HAND}` : '', { color: ink }],
    ],
    { alignment: 'center' },
    { fontSize: shown !== null && shown > 999 ? 5.6 : 7.2, lineHeight: 1.15 },
  )
  const below = cell.why === null ? gauge(cell, width, quiet || byHand) : reason(el, WHY[cell.why].short, width)
  return { stack: [face, below], fillColor: quiet ? COLOR.hair : byHand ? COLOR.panel : mark.color }
}

/** A word in one line, however narrow the column: a broken word is no word. */
const reason = (el: SectionContext['el'], word: string, width: number): Node =>
  el.text(word.replace(' ', '\u00a0'), { ...TINY, fontSize: Math.min(5, width / (word.length * 0.54)) }, { alignment: 'center' })

/** How much of the estate was looked at: a bar as long as the share of expected places with evidence. */
function gauge({ places, inChapter }: CoverageCell, width: number, onLight: boolean): Node {
  const expected = sumOf(places)
  const share = expected === 0 ? 0 : (places.tested + places['partly-tested']) / expected
  const full = Math.max(4, width - 2)
  const [track, done] = onLight ? [COLOR.line, COLOR.soft] : ['#FFFFFF55', COLOR.white]
  return {
    canvas: inChapter
      ? [
          { type: 'line', x1: 0, y1: 0, x2: full, y2: 0, lineWidth: 0.5, lineColor: onLight ? track : '#E7EAEE' },
          ...(share === 0
            ? []
            : [{ type: 'line', x1: 0, y1: 0, x2: Math.max(1.5, full * share), y2: 0, lineWidth: 1.8, lineColor: done } as const]),
        ]
      : [],
    margin: [1, 2, 0, 1.5],
  }
}

/** The number the state rests on; null where none is counted. */
function numberIn({ state, evidence, verdicts, unanswered }: CoverageCell): number | null {
  const first = (...numbers: readonly number[]): number | null => numbers.find((n) => n > 0) ?? null
  switch (state) {
    case 'fail':
      return first(evidence.fail, verdicts['not-met'])
    case 'partly':
      return first(verdicts['partly-met'])
    case 'pass':
      return first(evidence.pass, verdicts.met)
    case 'inherited':
      return first(verdicts.inherited)
    case 'not-applicable':
      return first(evidence['not-applicable'], verdicts['not-applicable'])
    case 'inconclusive':
      return first(sumOf(evidence))
    case 'not-tested':
      return first(sumOf(unanswered))
    default:
      return null
  }
}

/** What the columns add up to, and what lies under no topic or no service: nothing is left out of the sum. */
function totals({ el, model }: SectionContext): Node[] {
  const { topics, services, total, unfiled } = model.source.coverage.map
  const strong = { fontSize: 6.6, bold: true, color: COLOR.ink }
  const inTopic = (topic: string): number =>
    services.reduce((sum, row) => sum + row.topics.reduce((n, cell) => n + (cell.topic === topic ? sumOf(cell.evidence) : 0), 0), 0)
  const withoutTopic = services.reduce((sum, row) => sum + sumOf(row.unfiled), 0)
  return [
    {
      stack: [
        el.text('All records', strong),
        el.text(`${number(withoutTopic)} of them under no topic, ${number(sumOf(unfiled))} under no service`, { ...TINY, fontSize: 5.6 }),
      ],
    },
    ...topics.map(({ topic }) => el.text(number(inTopic(topic)), { ...strong, fontSize: 6 }, { alignment: 'center' })),
    el.text(number(sumOf(total)), strong, { alignment: 'right' }),
    el.text('', strong),
  ].map((cell): Node => ({ ...cell, fillColor: COLOR.accentSoft }))
}

function legend({ el, model }: SectionContext): Node[] {
  const cells = model.source.coverage.map.services.filter((row) => row.inScope).flatMap((row) => row.topics)
  const states = CoverageState.options.flatMap((state) => {
    const count = cells.filter((cell) => cell.state === state).length
    const { glyph, word, color } = STATE[state]
    return [[`${glyph}\u00a0`, { color, bold: true }] as const, [`${word}\u00a0${number(count)}    `, {}] as const]
  })
  const reasons = NotTestedWhy.options.filter((why) => cells.some((cell) => cell.why === why))
  const byHand = cells.filter(isByHand).length
  return [
    el.mixed([['Cells of services in scope:  ', { color: COLOR.muted }], ...states], { margin: [0, 0, 0, 3] }, TYPE.small),
    ...(reasons.length === 0
      ? []
      : [
          el.mixed(
            [
              ['Not tested, because:  ', { color: COLOR.muted }],
              ...reasons.flatMap((why, index) => [
                [`${WHY[why].short}\u00a0${number(cells.filter((cell) => cell.why === why).length)}`, { bold: true }] as const,
                [`  ${WHY[why].full}${index + 1 < reasons.length ? ';   ' : '.'}`, {}] as const,
              ]),
            ],
            { margin: [0, 0, 0, 3] },
            TYPE.small,
          ),
        ]),
    el.mixed(
      [
        [`${BY_HAND}\u00a0`, { bold: true }],
        [`judged by hand: a verdict says so, no scan (${number(byHand)} of the cells).  `, {}],
        ['The bar in a cell is the share of expected accounts and regions with evidence. ', {}],
        ['Numbers count the records that decide, else criteria.', {}],
      ],
      {},
      TYPE.small,
    ),
  ]
}
