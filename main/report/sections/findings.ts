// Findings in full: the five parts, severity with the scanner's own and the reason where they differ, status, owner, due
// date, the client's response, and the failing records with their resources.
import type { EvidenceRow } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'
import { markdownNodes } from '../markdown.ts'
import type { FindingSection } from '../model.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { instant, LIFECYCLE, NOT_STATED, number, plural, SEVERITY, STATUS } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

/** Destination of a finding's heading, for links and page numbers. */
export const anchorOf = (finding: Pick<FindingRow, 'number'>): string => `finding-${finding.number}`

const PARTS = [
  ['Condition', 'condition'],
  ['Criterion', 'criterion'],
  ['Cause', 'cause'],
  ['Effect', 'effect'],
  ['Recommendation', 'recommendation'],
  ["Client's response", 'clientResponse'],
] as const satisfies readonly (readonly [string, keyof FindingRow])[]

export const findingsSection: Section = (context) => {
  const { el, model } = context
  return [
    el.heading('Findings in full', { id: 'findings', level: 1 }, el.opening(model.findings.length > 0)),
    ...(model.findings.length === 0
      ? [el.text('No finding has been written on this service.', { ...TYPE.body, italics: true, color: COLOR.muted })]
      : [
          el.text("By severity, then number. The severity is the auditor's; the scanner's stands beside it.", TYPE.body, {
            margin: [0, 0, 0, 6],
          }),
          findingsTable(
            el,
            model.findings.map((section) => section.finding),
          ),
        ]),
    ...model.findings.flatMap((section) => findingNodes(context, section)),
  ]
}

/** Number, title, severity, status, failing records and page of each finding. */
export const findingsTable = (el: SectionContext['el'], findings: readonly FindingRow[]): Node =>
  el.table(
    [
      { title: 'No.', width: 26 },
      { title: 'Finding', width: CONTENT_WIDTH - 26 - 68 - 76 - 36 - 30 - 50 },
      { title: 'Severity', width: 68 },
      { title: 'Status', width: 76 },
      { title: 'Fails', width: 36, align: 'right' },
      { title: 'Page', width: 30, align: 'right' },
    ],
    findings.map((finding) => [
      el.text(`#${finding.number}`, { ...TYPE.cell, bold: true }),
      el.text(finding.title, { ...TYPE.cell, linkToDestination: anchorOf(finding) }),
      el.mark(SEVERITY[finding.severity]),
      el.mark(STATUS[finding.status]),
      el.text(number(finding.evidence.fail), TYPE.cell),
      { ...TYPE.cell, pageReference: anchorOf(finding) },
    ]),
  )

function findingNodes(context: SectionContext, section: FindingSection): Node[] {
  const { el } = context
  const { finding, topicTitle } = section
  const { color } = SEVERITY[finding.severity]
  const cell = (name: string, value: Node): Node => ({ stack: [el.label(name, { margin: [0, 0, 0, 1.5] }), value] })
  const quarter = (CONTENT_WIDTH - 3 * 10) / 4
  const changed = finding.severity !== finding.scannerSeverity
  return [
    { ...el.rule(color, CONTENT_WIDTH, [0, 22, 0, 0]), needs: 210 },
    el.heading(
      `#${finding.number}  ${finding.title}`,
      { id: anchorOf(finding), parent: 'findings', level: 2, inContents: false },
      { margin: [0, 7, 0, 6], needs: 180 },
    ),
    {
      table: {
        widths: [quarter, quarter, quarter, quarter],
        body: [
          [
            cell('Severity', el.mark(SEVERITY[finding.severity])),
            cell('Scanner said', el.mark(SEVERITY[finding.scannerSeverity])),
            cell('Status', el.mark(STATUS[finding.status])),
            cell('Topic', el.text(topicTitle ?? 'Filed under no topic', TYPE.cell)),
          ],
          [
            cell('Owner', el.text(finding.owner || NOT_STATED, TYPE.cell)),
            cell('Due date', el.text(finding.dueDate ?? NOT_STATED, TYPE.cell)),
            cell(
              'Failing records',
              el.text(
                `${number(finding.evidence.fail)}${finding.mutedFails > 0 ? ` (muted: ${number(finding.mutedFails)})` : ''}`,
                TYPE.cell,
              ),
            ),
            cell('Last changed', el.text(finding.untouched ? 'Drafted by Tickmark, not edited' : instant(finding.updatedAt), TYPE.cell)),
          ],
        ],
      },
      layout: LAYOUT.ruled,
      margin: [0, 0, 0, 2],
    },
    el.mixed(
      [
        ['Check:  ', { color: COLOR.muted }],
        [finding.check, {}],
      ],
      { margin: [0, 2, 0, 4] },
      TYPE.small,
    ),
    ...(changed || finding.severityReason.trim() !== ''
      ? [
          el.panel(
            [
              el.label(changed ? `Why the severity differs from the scanner's` : 'On the severity', { margin: [0, 0, 0, 2] }),
              el.block(finding.severityReason.trim() === '' ? 'No reason was written.' : finding.severityReason, TYPE.cell),
            ],
            LAYOUT.note,
            [0, 2, 0, 2],
          ),
        ]
      : []),
    ...PARTS.flatMap(([name, field]) => {
      const body =
        finding[field].trim() === ''
          ? [el.text('Not written.', { ...TYPE.body, italics: true, color: COLOR.muted })]
          : markdownNodes(el, finding[field])
      return [el.subheading(name, 30 + (body[0]?.needs ?? 20)), ...body]
    }),
    ...affectedTable(context, section),
  ]
}

/** `Failing records: 6, on 2 resources`: records are counted as they came, so several may lie on one resource. */
function headingOf({ affectedTotal, affectedOn: { resources, unnamed } }: FindingSection): string {
  const on = resources === 0 ? [] : [`on ${plural(resources, 'resource')}`]
  const without = unnamed === 0 ? [] : [`${number(unnamed)} without a named resource`]
  return `Failing records: ${[number(affectedTotal), ...on, ...without].join(', ')}`
}

function affectedTable({ el, model }: SectionContext, section: FindingSection): Node[] {
  const { affected, affectedTotal } = section
  if (affectedTotal === 0)
    return [
      el.subheading('Failing records', 40),
      el.text('No failing record of this check is in the evidence.', { ...TYPE.body, italics: true, color: COLOR.muted }),
    ]
  const shown = affected.length
  return [
    el.subheading(headingOf(section), 80),
    ...(shown === affectedTotal
      ? []
      : [
          el.text(
            `${number(shown)} of ${number(affectedTotal)} are shown. ${model.annex.rows.length === model.annex.total ? 'The evidence annex and the' : 'The'} embedded data list all of them.`,
            TYPE.small,
            { margin: [0, 0, 0, 2] },
          ),
        ]),
    el.table(
      [
        { title: 'Record', width: 38 },
        { title: 'Resource', width: CONTENT_WIDTH - 38 - 66 - 68 - 58 - 40 },
        { title: 'Account', width: 66 },
        { title: 'Region', width: 68 },
        { title: 'Flags', width: 58 },
      ],
      affected.map((row) => [
        el.text(String(row.evidenceId), TYPE.annex),
        el.text(row.resource ?? NOT_STATED, TYPE.annex),
        el.text(row.account ?? NOT_STATED, TYPE.annex),
        el.text(row.region ?? NOT_STATED, TYPE.annex),
        el.text(beside(row), TYPE.annex),
      ]),
      LAYOUT.dense,
    ),
  ]
}

/** Muted and stale flags of a record; a dot where there is none. */
export const beside = (row: EvidenceRow): string =>
  [...(row.muted ? ['muted'] : []), ...(row.lifecycle === 'active' ? [] : [LIFECYCLE[row.lifecycle]])].join(', ') || '·'
