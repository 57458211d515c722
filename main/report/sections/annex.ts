// The evidence annex: every record of the service with the place of its original bytes, in order of its number.
import type { EvidenceRow } from '#domain/evidence'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { byteRange, NOT_STATED, number, RESULT, SEVERITY, seen, shortSha } from '../words.ts'
import { beside } from './findings.ts'
import type { Section, SectionContext } from './section.ts'

const WIDTHS = { id: 30, result: 58, severity: 58, place: 66, seen: 62, source: 70 }
const SUBJECT = CONTENT_WIDTH - Object.values(WIDTHS).reduce((sum, width) => sum + width, 0) - 6 * 10

export const annexSection: Section = (context) => {
  const { el, model } = context
  const { rows, total } = model.annex
  const cut = rows.length < total
  return [
    el.heading('Evidence annex', { id: 'annex', level: 1 }, { pageBreak: 'before' }),
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
            'Source names the first twelve digits of the source file\'s SHA-256 and the bytes of the record in it, counted from 0; the full digests stand under "Sources and imports". The scanner\'s own words stand below ours where they differ.',
            TYPE.small,
            { margin: [0, 2, 0, 6] },
          ),
          el.table(
            [
              { title: 'Record', width: WIDTHS.id },
              { title: 'Result', width: WIDTHS.result },
              { title: 'Severity', width: WIDTHS.severity },
              { title: 'Check and resource', width: SUBJECT },
              { title: 'Account, region', width: WIDTHS.place },
              { title: 'Seen', width: WIDTHS.seen },
              { title: 'Source', width: WIDTHS.source },
            ],
            rows.map((row) => rowCells(context, row)),
            LAYOUT.dense,
          ),
        ]),
  ]
}

function rowCells({ el }: SectionContext, row: EvidenceRow): Node[] {
  const faint = { ...TYPE.annex, color: COLOR.muted }
  const flags = beside(row)
  const result = RESULT[row.result]
  const severity = SEVERITY[row.severity]
  const lines = (first: Node, ...more: readonly (string | null)[]): Node => {
    const rest = more.filter((value): value is string => value !== null)
    return rest.length === 0 ? first : { stack: [first, ...rest.map((value) => el.text(value, faint))] }
  }
  return [
    el.text(String(row.evidenceId), TYPE.annex),
    lines(el.mark(result, TYPE.annex), differing(row.statusRaw, result.word), flags === '·' ? null : flags),
    lines(el.mark(severity, TYPE.annex), differing(row.severityRaw, severity.word)),
    {
      stack: [
        el.text(row.check ?? 'No check id', { ...TYPE.annex, bold: true }),
        el.text(row.resource ?? 'No resource stated', TYPE.annex),
      ],
    },
    lines(el.text(row.account ?? NOT_STATED, TYPE.annex), row.region ?? NOT_STATED),
    el.text(seen(row), TYPE.annex),
    lines(el.text(shortSha(row.source.sha256), TYPE.annex), byteRange(row)),
  ]
}

/** The scanner's word in quotes, unless it is ours but for case. */
const differing = (raw: string | null, ours: string): string | null =>
  raw === null || raw.toLowerCase() === ours.toLowerCase() ? null : `"${raw}"`
