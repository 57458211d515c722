// The summary: overall conclusion, the figures, the coverage map with its marks, findings by severity and status, and what is still open.
import { EvidenceResult, Severity } from '#domain/evidence'
import { FindingStatus } from '#domain/finding'
import { markdownNodes } from '../markdown.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { CONCLUSION, instant, number, plural, RESULT, repeatedWords, SEVERITY, STATUS, standingWords } from '../words.ts'
import { coverageMap, mapHeight } from './coverage-map.ts'
import { marksNodes } from './marks.ts'
import type { Section, SectionContext } from './section.ts'

export const summarySection: Section = (context) => {
  const { el, model } = context
  const { counts, source } = model
  return [
    el.heading('Summary', { id: 'summary', level: 1 }, { pageBreak: 'before' }),
    ...overall(context),
    el.figures([
      { value: number(counts.total), name: 'records of evidence' },
      { value: number(counts.byResult.fail), name: 'failing', color: counts.byResult.fail > 0 ? COLOR.bad : COLOR.ink },
      { value: number(counts.byResult.pass), name: 'passing', color: COLOR.good },
      { value: number(counts.total - counts.byResult.fail - counts.byResult.pass), name: 'other results' },
      { value: number(model.findings.length), name: 'findings' },
      {
        value: `${number(source.criteria.length - model.verdicts['not-tested'])}/${number(source.criteria.length)}`,
        name: 'criteria judged',
      },
    ]),
    el.heading(
      'Coverage map',
      { id: 'coverage', parent: 'summary', level: 2 },
      { needs: mapHeight(model.chapter.length + model.outside.length + (model.unfiled ? 1 : 0)) },
    ),
    ...coverageMap(context),
    ...marksNodes(context),
    el.heading('Evidence and findings in figures', { id: 'figures', parent: 'summary', level: 2 }, { needs: 270 }),
    distributions(context),
    el.text(
      [
        "Failing records stand under the scanner's severity, findings under the auditor's.",
        `Muted in the scanner: ${number(counts.muted)} (failing: ${number(counts.mutedFails)}).`,
        `No longer current in the scanner: ${number(counts.byLifecycle.archived)} archived, ${number(counts.byLifecycle.resolved)} resolved.`,
        `Filed under no service in the whole engagement: ${number(source.unfiledInEngagement)}.`,
      ].join(' '),
      TYPE.small,
      { margin: [0, 0, 0, 6] },
    ),
    ...repeated(context),
    ...openPoints(context),
  ]
}

/** Figures that leave records out, or count one scan twice, say so where they stand. */
const repeated = ({ el, model }: SectionContext): Node[] => {
  const words = repeatedWords(model.source)
  const standing = el.text(standingWords(model.source), TYPE.small, { margin: [0, 0, 0, 6] })
  return words === null ? [standing] : [standing, el.text(words, { ...TYPE.body, bold: true, color: COLOR.warn }, { margin: [0, 0, 0, 6] })]
}

function overall({ el, model }: SectionContext): Node[] {
  const { conclusion, rationale, concludedBy, concludedAt } = model.conclusion
  const by = concludedBy === null ? [] : [el.text(`${concludedBy}${concludedAt === null ? '' : `, ${instant(concludedAt)}`}`, TYPE.small)]
  const body =
    rationale.trim() === ''
      ? [el.text('No overall conclusion with a rationale has been written.', { ...TYPE.body, italics: true, color: COLOR.muted })]
      : markdownNodes(el, rationale, CONTENT_WIDTH - 20)
  return [
    el.panel(
      [
        el.label('Overall conclusion', { margin: [0, 0, 0, 2] }),
        el.mark(CONCLUSION[conclusion], { ...TYPE.h2 }, { margin: [0, 0, 0, 5] }),
        ...body,
        ...by,
      ],
      LAYOUT.note,
    ),
  ]
}

function distributions({ el, model }: SectionContext): Node {
  const { counts, findingsBySeverity, findingsByStatus } = model
  const count = (n: number): Node => el.text(number(n), { ...TYPE.cell, bold: n > 0, color: n > 0 ? COLOR.ink : COLOR.muted })
  const width = (CONTENT_WIDTH - 3 * 18) / 4
  const column = (title: string, rows: readonly (readonly [Node, number])[]): Node => ({
    width,
    ...el.table(
      [
        { title, width: width - 10 - 34 },
        { title: '', width: 34, align: 'right' },
      ],
      rows.map(([name, n]) => [name, count(n)]),
      LAYOUT.dense,
    ),
  })
  return {
    columnGap: 18,
    columns: [
      column('Records', [
        ...EvidenceResult.options.map((result) => [el.mark(RESULT[result]), counts.byResult[result]] as const),
        [el.text('All records', { ...TYPE.cell, bold: true }), counts.total],
      ]),
      column('Failing records', [
        ...Severity.options.map((severity) => [el.mark(SEVERITY[severity]), counts.failsBySeverity[severity]] as const),
        [el.text('All fails', { ...TYPE.cell, bold: true }), counts.byResult.fail],
      ]),
      column('Findings', [
        ...Severity.options.map((severity) => [el.mark(SEVERITY[severity]), findingsBySeverity[severity]] as const),
        [el.text('All findings', { ...TYPE.cell, bold: true }), model.findings.length],
      ]),
      column('Finding status', [
        ...FindingStatus.options.map((status) => [el.mark(STATUS[status]), findingsByStatus[status]] as const),
        [el.text('All findings', { ...TYPE.cell, bold: true }), model.findings.length],
      ]),
    ],
    margin: [0, 0, 0, 2],
  }
}

function openPoints({ el, model }: SectionContext): Node[] {
  const { openPoints: points } = model.source
  if (points.length === 0) return []
  return [
    el.heading('Open points', { id: 'open-points', parent: 'summary', level: 2 }),
    el.text(
      `${plural(points.length, 'point')} Tickmark counts that a careful reader should know of. None of them stops the report.`,
      TYPE.body,
      {
        margin: [0, 0, 0, 4],
      },
    ),
    el.table(
      [
        { title: 'Open point', width: CONTENT_WIDTH - 70 },
        { title: 'Count', width: 60, align: 'right' },
      ],
      points.map((point) => [el.text(point.message, TYPE.cell), el.text(number(point.count), TYPE.cell)]),
    ),
  ]
}
