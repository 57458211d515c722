// The evidence annex: every record of the service with the place of its original bytes, in order of its number.
import type { EvidenceRow } from '#domain/evidence'
import type { Lazy, Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { byteRange, type Mark, number, plural, RESULT, SEVERITY, seen, shortSha } from '../words.ts'
import { beside } from './findings.ts'
import type { Section, SectionContext } from './section.ts'

/** Rows under one heading: what the layout holds in memory at a time. */
const GROUP = 500

const WIDTHS = { id: 28, result: 58, severity: 58, place: 112 }
const SUBJECT = CONTENT_WIDTH - Object.values(WIDTHS).reduce((sum, width) => sum + width, 0) - 4 * 10

export const annexSection: Section = (context) => {
  const { el, model } = context
  const { rows, total } = model.annex
  const cut = rows.length < total
  return [
    el.heading('Evidence annex', { id: 'annex', level: 1 }, el.opening(total > 0)),
    ...(cut
      ? [
          el.panel(
            [
              el.text(`${number(rows.length)} of ${number(total)} records are printed.`, { ...TYPE.h2, color: COLOR.bad }),
              el.text(
                `Records ${rows.at(-1)?.evidenceId ?? 0} and below are here; the other ${number(total - rows.length)} are not on paper. The complete list of ${number(total)} is in this PDF's attachment tickmark-report.json, and every total in this report counts all of them.`,
              ),
            ],
            LAYOUT.alert,
          ),
        ]
      : [
          el.text(
            total === 0 ? 'No record of any scan was filed under this service.' : `All ${number(total)} records, in order of their number.`,
            TYPE.body,
          ),
        ]),
    ...(total === 0
      ? []
      : [
          el.text(
            'The last column says account and region, when the record was seen, and the source: the first twelve digits of the source file\'s SHA-256 and the first and last byte of the record in it, counted from 0. The full digests stand under "Sources and imports". The scanner\'s own words stand below ours where they differ.',
            TYPE.small,
            { margin: [0, 2, 0, 6] },
          ),
          ...chunksOf(rows).map((chunk): Lazy => ({ stack: [], lazy: () => groupNodes(context, chunk, rows.length > GROUP) })),
        ]),
  ]
}

const chunksOf = (rows: readonly EvidenceRow[]): (readonly EvidenceRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / GROUP) }, (_, i) => rows.slice(i * GROUP, (i + 1) * GROUP))

function groupNodes(context: SectionContext, rows: readonly EvidenceRow[], titled: boolean): Node[] {
  const { el } = context
  const [from, to] = [rows.at(0)?.evidenceId ?? 0, rows.at(-1)?.evidenceId ?? 0]
  const table = el.table(
    [
      { title: 'Record', width: WIDTHS.id },
      { title: 'Result', width: WIDTHS.result },
      { title: 'Severity', width: WIDTHS.severity },
      { title: 'Check and resource', width: SUBJECT },
      { title: 'Place, time, source', width: WIDTHS.place },
    ],
    rows.map((row) => rowCells(context, row)),
    LAYOUT.dense,
  )
  const heading = { id: `records-${from}`, parent: 'annex', level: 2, inContents: false } as const
  return titled ? [el.heading(`Records ${from} to ${to}: ${plural(rows.length, 'row')}`, heading), table] : [table]
}

function rowCells({ el }: SectionContext, row: EvidenceRow): Node[] {
  const faint = { ...TYPE.annex, color: COLOR.muted }
  const flags = beside(row)
  const marked = ({ glyph, word, color }: Mark, ...more: readonly (string | null)[]): Node =>
    el.lines(
      [
        [`${glyph}\u00a0${word}`, { ...TYPE.annex, color, bold: true }],
        ...more.flatMap((value) => (value === null ? [] : [[value, faint] as const])),
      ],
      TYPE.annex,
    )
  const result = RESULT[row.result]
  const severity = SEVERITY[row.severity]
  return [
    el.text(String(row.evidenceId), TYPE.annex),
    marked(result, differing(row.statusRaw, result.word), flags === '·' ? null : flags),
    marked(severity, differing(row.severityRaw, severity.word)),
    el.lines(
      [
        [row.check ?? 'No check id', { ...TYPE.annex, bold: true }],
        [row.resource ?? 'No resource stated', TYPE.annex],
      ],
      TYPE.annex,
    ),
    el.lines(
      [
        [`${row.account ?? 'No account'}, ${row.region ?? 'no region'}`, TYPE.annex],
        [seen(row), faint],
        [`${shortSha(row.source.sha256)} ${byteRange(row)}`, faint],
      ],
      TYPE.annex,
    ),
  ]
}

/** The scanner's word in quotes, unless it is ours but for case. */
const differing = (raw: string | null, ours: string): string | null =>
  raw === null || raw.toLowerCase() === ours.toLowerCase() ? null : `"${raw}"`
