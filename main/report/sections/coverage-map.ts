// The coverage map in print: one line per topic of the chapter, with its state, AWS's and the customer's criteria as marks,
// and its evidence as a bar in proportion. What lies outside the chapter, and what is not a topic, has lines of its own.
import { Responsibility, Verdict } from '#domain/criterion'
import { EvidenceResult } from '#domain/evidence'
import type { TopicSection } from '../model.ts'
import type { Node, Vector } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { CONCLUSION, number, RESPONSIBILITY, RESULT, STATE, VERDICT } from '../words.ts'
import { type SectionContext, topicAnchor } from './section.ts'

const BAR = 118
const WIDTHS = { state: 60, criteria: 104, evidence: BAR, findings: 40 }
const TITLE = CONTENT_WIDTH - WIDTHS.state - WIDTHS.criteria - WIDTHS.evidence - WIDTHS.findings - 5 * 10 - 4 * 1.5

const BAR_COLOR: Readonly<Record<EvidenceResult, string>> = {
  fail: COLOR.bad,
  pass: COLOR.good,
  manual: '#D9A441',
  error: '#B98A3A',
  info: '#7FA3CF',
  unknown: '#8B93A0',
  skipped: '#B7BDC6',
  'not-applicable': '#CDD2D9',
}
const BAR_ORDER: readonly EvidenceResult[] = ['fail', 'pass', 'manual', 'error', 'info', 'unknown', 'skipped', 'not-applicable']

/** Height in points that keeps a map of so many rows on one page. */
export const mapHeight = (rows: number): number => Math.min(600, 90 + rows * 36)

export function coverageMap(context: SectionContext): Node[] {
  const { el, model } = context
  const rows = [...model.chapter, ...model.outside, ...(model.unfiled ? [model.unfiled] : [])]
  const head = ['State', 'Topic', 'Criteria', 'Evidence', 'Findings'].map((title, i) =>
    el.label(title, i === 4 ? { alignment: 'right' } : {}),
  )
  return [
    {
      table: {
        widths: [WIDTHS.state, TITLE, WIDTHS.criteria, WIDTHS.evidence, WIDTHS.findings],
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        body: [head, ...rows.map((section) => rowOf(context, section)), totalRow(context)],
      },
      layout: LAYOUT.tiles,
      margin: [0, 2, 0, 4],
    },
    ...(model.notTopics.length === 0
      ? []
      : [
          el.text(
            `${STATE['not-in-chapter'].glyph} Not a topic of this service's chapter, and nothing filed there: ${model.notTopics.map((topic) => topic.label).join('; ')}.`,
            TYPE.small,
            { margin: [0, 2, 0, 4] },
          ),
        ]),
  ]
}

function rowOf({ el }: SectionContext, section: TopicSection): Node[] {
  const state = STATE[section.state]
  const quiet = section.state === 'not-tested' || section.state === 'not-in-chapter' || section.state === 'not-applicable'
  const ink = quiet ? state.color : COLOR.white
  const note =
    section.place === 'chapter'
      ? []
      : [el.text(section.place === 'outside' ? 'not a topic of this chapter' : 'no rule named a topic', { ...TYPE.small, italics: true })]
  const concluded = CONCLUSION[section.conclusion]
  const cells: Node[] = [
    {
      ...el.mark({ ...state, color: ink }, { fontSize: 7.6, color: ink, lineHeight: 1.2 }),
      fillColor: quiet ? COLOR.hair : state.color,
    },
    {
      stack: [
        el.text(section.label, {
          ...TYPE.cell,
          bold: true,
          ...(section.topic === null ? {} : { linkToDestination: topicAnchor(section.topic) }),
        }),
        ...note,
        el.mixed(
          [
            [`${concluded.glyph}\u00a0`, { color: concluded.color }],
            [concluded.word, { color: concluded.color }],
          ],
          { margin: [0, 1, 0, 0] },
          { ...TYPE.small, fontSize: 7 },
        ),
      ],
    },
    criteriaMarks(el, section),
    evidenceBar(el, section),
    el.text(
      number(section.findings.length),
      { fontSize: 10, bold: true, color: section.findings.length > 0 ? COLOR.ink : COLOR.muted },
      { alignment: 'right' },
    ),
  ]
  return cells.map((cell, i) => (i === 0 ? cell : { ...cell, fillColor: COLOR.panel }))
}

/** Who answers, and how many of their criteria have which verdict. */
function criteriaMarks(el: SectionContext['el'], { criteria }: TopicSection): Node {
  if (criteria.length === 0) return el.text('No criteria', { ...TYPE.small, italics: true, color: COLOR.muted })
  const pieces = Responsibility.options.flatMap((responsibility) => {
    const own = criteria.filter((criterion) => criterion.responsibility === responsibility)
    const counted = Verdict.options.map((verdict) => [VERDICT[verdict], own.filter((c) => c.verdict === verdict).length] as const)
    return own.length === 0
      ? []
      : [
          [`${RESPONSIBILITY[responsibility]}  `, { color: COLOR.muted }] as const,
          ...counted.filter(([, n]) => n > 0).map(([{ glyph, color }, n]) => [`${glyph}\u00a0${n}  `, { color, bold: true }] as const),
          ['  ', {}] as const,
        ]
  })
  return el.mixed(pieces, {}, TYPE.small)
}

function evidenceBar(el: SectionContext['el'], { counts }: TopicSection): Node {
  if (counts.total === 0) return el.text('No evidence', { ...TYPE.small, italics: true, color: COLOR.muted })
  const present = BAR_ORDER.filter((result) => counts.byResult[result] > 0)
  // Every result that occurs stays visible, however few: at least 3 points wide.
  const free = BAR - present.length * 3
  let x = 0
  const bar = present.map((result): Vector => {
    const w = 3 + (free * counts.byResult[result]) / counts.total
    const piece: Vector = { type: 'rect', x, y: 0, w, h: 6, color: BAR_COLOR[result], lineWidth: 0 }
    x += w
    return piece
  })
  const numbers = present.map((result) => {
    const { glyph, color } = RESULT[result]
    return [`${glyph}\u00a0${number(counts.byResult[result])}  `, { color, bold: true }] as const
  })
  return {
    stack: [
      { canvas: bar, margin: [0, 3, 0, 3] },
      el.mixed(
        [...numbers, ...(counts.muted > 0 ? [[`muted\u00a0${number(counts.muted)}`, { color: COLOR.muted }] as const] : [])],
        {},
        TYPE.small,
      ),
    ],
  }
}

function totalRow({ el, model }: SectionContext): Node[] {
  const { counts, verdicts } = model
  const strong = { ...TYPE.cell, bold: true }
  const numbers = EvidenceResult.options
    .filter((result) => counts.byResult[result] > 0)
    .map((result) => `${RESULT[result].glyph}\u00a0${number(counts.byResult[result])}`)
  const judged = Verdict.options
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${VERDICT[verdict].glyph}\u00a0${number(verdicts[verdict])}`)
  return [
    el.text('Total', strong),
    el.text(`${number(counts.total)} records`, strong),
    el.text(judged.join('  ') || 'none', { ...TYPE.small, bold: true }),
    el.text(numbers.join('  ') || 'No evidence', { ...TYPE.small, bold: true }),
    el.text(number(model.findings.length), { fontSize: 11, bold: true }, { alignment: 'right' }),
  ].map((cell): Node => ({ ...cell, fillColor: COLOR.accentSoft }))
}
