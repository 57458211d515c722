// Frameworks: how the requirements that this service's evidence touches came out. Requirement by requirement for the frameworks that the
// customer's factors select; one paragraph each for the others. Titles only where their licence allows it.
import { EvidenceResult, type ResultCounts, sumOf } from '#domain/evidence'
import type { RequirementState } from '#domain/framework'
import type { Node } from '../nodes.ts'
import type { FrameworkInReport, RequirementInReport } from '../source.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { type Mark, number, plural, RESULT, STATE } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

/** At most so many requirements of one framework are printed; the embedded data has all. */
const REQUIREMENT_LIMIT = 600

const MARKS: Readonly<Record<RequirementState, Mark>> = {
  fail: STATE.fail,
  partly: STATE.partly,
  judged: { glyph: '◆', word: 'Judged met', color: COLOR.good },
  inconclusive: STATE.inconclusive,
  pass: STATE.pass,
  inherited: STATE.inherited,
  'not-applicable': STATE['not-applicable'],
  'not-tested': STATE['not-tested'],
}

/** From the worst; what nothing speaks to is counted, not listed. */
const LISTED: readonly RequirementState[] = ['fail', 'partly', 'inconclusive', 'pass', 'judged', 'inherited', 'not-applicable']

export const frameworksSection: Section = (context) => {
  const { el, model } = context
  const { crosswalk, service } = model.source
  const selected = crosswalk.filter(({ isSelected }) => isSelected)
  const others = crosswalk.filter(({ isSelected }) => !isSelected)
  return [
    el.heading('Frameworks', { id: 'frameworks', level: 1 }, el.opening(crosswalk.length > 0)),
    el.text(
      crosswalk.length === 0
        ? `Nothing that was examined for ${service.name} names a requirement of a framework, and the customer's factors select none.`
        : `Requirements that the evidence of ${service.name} and the criteria on its checklist touch, as the scans name them or, where they name none, as the catalog maps their checks. A state says how that evidence came out; it does not say that the requirement is met, for a check rarely covers a requirement as a whole.`,
    ),
    ...withoutRequirements(context),
    ...(crosswalk.length === 0 ? [] : overview(context, crosswalk)),
    ...selected.flatMap((framework) => requirementTable(context, framework)),
    ...(others.length === 0 ? [] : [el.heading('Other frameworks', { id: 'frameworks-others', parent: 'frameworks', level: 2 })]),
    ...others.flatMap((framework) => paragraph(context, framework)),
  ]
}

const titleOf = ({ name, version }: FrameworkInReport): string => (version === '' ? name : `${name} ${version}`)

function withoutRequirements({ el, model }: SectionContext): Node[] {
  const { filesWithoutRequirements: names } = model.source
  if (names.length === 0) return []
  return [
    el.text(
      `${plural(names.length, 'source file')} read by an earlier version, which did not keep the requirements they name: ${names.join(', ')}. Of their checks only what the catalog knows is counted here.`,
      { ...TYPE.body, bold: true, color: COLOR.warn },
      { margin: [0, 4, 0, 4] },
    ),
  ]
}

function overview({ el }: SectionContext, frameworks: readonly FrameworkInReport[]): Node[] {
  const figure = (n: number): Node => el.text(number(n), { ...TYPE.cell, color: n > 0 ? COLOR.ink : COLOR.muted })
  const columns = [...LISTED, 'not-tested' as const]
  const width = 24
  return [
    el.mixed(
      columns.map((state) => [`${MARKS[state].glyph}\u00a0${MARKS[state].word}    `, { color: MARKS[state].color }] as const),
      { margin: [0, 4, 0, 4] },
      TYPE.small,
    ),
    el.table(
      [
        { title: 'Requirements of', width: CONTENT_WIDTH - columns.length * (width + 10) - 10 },
        ...columns.map((state) => ({ title: MARKS[state].glyph, width, align: 'right' as const })),
      ],
      frameworks.map((framework) => [
        el.text(`${titleOf(framework)}${framework.isSelected ? ' (selected)' : ''}`, TYPE.cell),
        ...columns.map((state) => figure(framework.states[state])),
      ]),
      LAYOUT.dense,
    ),
  ]
}

function requirementTable(context: SectionContext, framework: FrameworkInReport): Node[] {
  const { el } = context
  const { rows } = framework
  const shown = rows.slice(0, REQUIREMENT_LIMIT)
  const state = 96
  const results = 130
  const id = 110
  return [
    el.heading(titleOf(framework), { id: `framework-${framework.frameworkId}`, parent: 'frameworks', level: 2 }),
    el.text(listWords(framework, shown.length), TYPE.small, { margin: [0, 0, 0, 4] }),
    ...(rows.length === 0
      ? []
      : [
          el.table(
            [
              { title: 'Requirement', width: id },
              { title: 'Title', width: CONTENT_WIDTH - id - state - results - 30 },
              { title: 'State', width: state },
              { title: 'Records', width: results },
            ],
            shown.map((row) => [
              el.text(row.requirement, { ...TYPE.cell, bold: true }),
              el.text(row.title ?? '', TYPE.cell),
              el.mark(MARKS[row.state]),
              el.text(recordWords(row), TYPE.cell),
            ]),
            LAYOUT.dense,
          ),
        ]),
    ...(framework.notice === null ? [] : [el.text(framework.notice, TYPE.small)]),
  ]
}

function paragraph({ el }: SectionContext, framework: FrameworkInReport): Node[] {
  const groups = LISTED.map((state) => ({ state, rows: framework.rows.filter((row) => row.state === state) })).filter(
    ({ rows }) => rows.length > 0,
  )
  const shown = groups.reduce((sum, { rows }) => sum + Math.min(rows.length, REQUIREMENT_LIMIT), 0)
  return [
    el.subheading(titleOf(framework)),
    el.text(listWords(framework, shown), TYPE.small),
    ...groups.map(({ state, rows }) =>
      el.mixed(
        [
          [`${MARKS[state].glyph}\u00a0${MARKS[state].word}: `, { bold: true, color: MARKS[state].color }],
          [rows.slice(0, REQUIREMENT_LIMIT).map(shortWords).join(', '), {}],
        ],
        { margin: [0, 1, 0, 1] },
        TYPE.small,
      ),
    ),
  ]
}

/** How many requirements stand here, of how many that are touched, of how many that are known. */
function listWords({ rows, requirements, states, withoutRequirement, listNote }: FrameworkInReport, shown: number): string {
  const untested = states['not-tested']
  const counted = `${number(shown)} of ${plural(rows.length, 'requirement')} touched ${shown === 1 ? 'is' : 'are'} printed; ${number(untested)} of the ${number(requirements)} known here ${untested === 1 ? 'is' : 'are'} not tested.`
  return [
    ...(requirements === 0 ? [] : [counted]),
    ...(withoutRequirement === 0
      ? []
      : [
          `${plural(withoutRequirement, 'check')} ${withoutRequirement === 1 ? 'belongs' : 'belong'} to it, but nothing says to which of its requirements.`,
        ]),
    ...(listNote === null ? [] : [listNote]),
  ].join(' ')
}

const recordsIn = (records: ResultCounts): string =>
  EvidenceResult.options
    .flatMap((result) => (records[result] === 0 ? [] : [`${number(records[result])} ${RESULT[result].word.toLowerCase()}`]))
    .join(', ')

function recordWords({ records, criteria }: RequirementInReport): string {
  const words = [
    ...(sumOf(records) === 0 ? [] : [recordsIn(records)]),
    ...(criteria.length === 0 ? [] : [plural(criteria.length, 'criterion', 'criteria')]),
  ]
  return words.join('; ')
}

/** `AC-2 (8 fail, 16 pass)`, kept together. */
const shortWords = (row: RequirementInReport): string => {
  const words = recordWords(row)
  return words === '' ? row.requirement : `${row.requirement} (${words})`
}
