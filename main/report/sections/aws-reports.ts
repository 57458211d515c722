// The AWS reports that inherited verdicts of this report rest on: whose, of what time, with which opinion, read by whom, and what
// stands against each. Inherited verdicts that name none are counted here too.
import { nameOfReport, OPINION_NAMES, reportInOneLine, timeOfReport } from '#domain/assurance'
import type { Node } from '../nodes.ts'
import type { ReportSource } from '../source.ts'
import { COLOR, CONTENT_WIDTH, TYPE } from '../theme.ts'
import { plural } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

type AwsReport = ReportSource['awsReports'][number]

export const awsReportNodes: Section = (context) => {
  const { el, model } = context
  const { awsReports, criteria } = model.source
  const inherited = criteria.filter(({ verdict }) => verdict === 'inherited')
  const onWords = inherited.filter(({ reportId }) => !awsReports.some((report) => report.reportId === reportId)).length
  return [
    el.subheading("AWS reports that AWS's part rests on", 90),
    el.text(
      inherited.length === 0
        ? 'No verdict of this report is inherited; no AWS report was relied on.'
        : `${plural(inherited.length, 'verdict')} ${inherited.length === 1 ? 'is' : 'are'} inherited${onWords === 0 ? '' : `; ${onWords} of them ${onWords === 1 ? 'names' : 'name'} no registered AWS report and ${onWords === 1 ? 'rests' : 'rest'} on words alone`}.${awsReports.length === 0 ? '' : ' Their value is that of the AWS reports below, no more.'}`,
      TYPE.body,
      { margin: [0, 0, 0, 4] },
    ),
    ...(awsReports.length === 0
      ? []
      : [
          el.table(
            [
              { title: 'AWS report', width: 176 },
              { title: 'Opinion', width: 96 },
              { title: 'Verdicts', width: 38, align: 'right' },
              { title: 'What stands against it', width: CONTENT_WIDTH - 176 - 96 - 38 - 30 },
            ],
            awsReports.map((report) => [
              identity(context, report),
              opinion(context, report),
              el.text(String(criteria.filter(({ reportId }) => reportId === report.reportId).length), TYPE.cell),
              against(context, report),
            ]),
          ),
        ]),
  ]
}

/** The report a verdict names, in one line; null where it names none. */
export function restsOn(source: ReportSource, reportId: string | null): string | null {
  const report = source.awsReports.find((candidate) => candidate.reportId === reportId)
  return report === undefined ? null : reportInOneLine(report)
}

function identity({ el }: SectionContext, report: AwsReport): Node {
  const { issuer, fileName, sha256, bridgeFileName, bridgeSha256, bridgeUntil } = report
  const small = { ...TYPE.small, color: COLOR.muted }
  return {
    stack: [
      el.text(nameOfReport(report), { ...TYPE.cell, bold: true }),
      el.text(`${issuer === '' ? 'Issuer not stated' : issuer}; ${timeOfReport(report)}`, TYPE.small, { margin: [0, 1.5, 0, 0] }),
      el.text(fileOf(fileName, sha256), small, { margin: [0, 1.5, 0, 0] }),
      ...(bridgeUntil === null
        ? []
        : [el.text(`Bridge letter: ${fileOf(bridgeFileName, bridgeSha256)}`, small, { margin: [0, 1.5, 0, 0] })]),
    ],
  }
}

const fileOf = (name: string | null, sha256: string | null): string =>
  name === null || sha256 === null ? 'no file attached' : `${name}, SHA-256 ${sha256}`

const opinion = ({ el }: SectionContext, { opinion: word, opinionText, readBy, readOn }: AwsReport): Node => ({
  stack: [
    el.text(OPINION_NAMES[word], TYPE.cell),
    ...(opinionText.trim() === '' ? [] : [el.block(opinionText, TYPE.small)]),
    el.text(readOn === null ? 'Read: not stated' : `Read by ${readBy} on ${readOn}`, TYPE.small, { margin: [0, 1.5, 0, 0] }),
  ],
})

const against = ({ el }: SectionContext, { checks }: AwsReport): Node =>
  checks.length === 0
    ? el.text('Nothing found', { ...TYPE.cell, color: COLOR.muted })
    : {
        stack: checks.map(({ level, message }) =>
          el.text(`It ${message}.`, { ...TYPE.cell, color: level === 'open' ? COLOR.warn : COLOR.soft }, { margin: [0, 0, 0, 2] }),
        ),
      }
