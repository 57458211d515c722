// The whole report as one document definition: which sections stand in which order, and what every page carries. Pure.
import { DATA_ATTACHMENT, INFO_DATA_SHA256, INFO_KIND, INFO_KIND_DRAFT, INFO_KIND_FINAL } from '../signing/prepare-field.ts'
import { DATA_SCHEMA, type ReportData } from './data.ts'
import { createElements, type Elements } from './elements.ts'
import type { Fonts } from './fonts.ts'
import type { ReportModel } from './model.ts'
import type { Node, Printable } from './nodes.ts'
import { annexSection } from './sections/annex.ts'
import { balanceSection } from './sections/balance.ts'
import { contentsSection } from './sections/contents.ts'
import { coverSection } from './sections/cover.ts'
import { coverageSection } from './sections/coverage.ts'
import { engagementSection } from './sections/engagement.ts'
import { findingsSection } from './sections/findings.ts'
import { frameworksSection } from './sections/frameworks.ts'
import { importsSection } from './sections/imports.ts'
import { responsibilitySection } from './sections/responsibility.ts'
import type { Section } from './sections/section.ts'
import { signOffSection } from './sections/sign-off.ts'
import { summarySection } from './sections/summary.ts'
import { topicsSection } from './sections/topics.ts'
import { createTypesetter } from './text.ts'
import { COLOR, CONTENT_WIDTH, PAGE, TYPE } from './theme.ts'

const SECTIONS: readonly Section[] = [
  coverSection,
  contentsSection,
  engagementSection,
  responsibilitySection,
  summarySection,
  coverageSection,
  topicsSection,
  findingsSection,
  frameworksSection,
  annexSection,
  importsSection,
  balanceSection,
  signOffSection,
]

export type PageFurniture = (page: number, pages: number) => Node | null

/** Info keys of our own, beside those the signer reads. */
const INFO_REPORT_ID = 'TickmarkReportId'
const INFO_JOURNAL_HEAD = 'TickmarkJournalHead'

export type ReportDocument = {
  /** The PDF's Info dictionary, apart from its date. */
  readonly info: Readonly<Record<string, string>>
  /** ISO instant; the only date in the file. */
  readonly createdAt: string
  readonly content: readonly Node[]
  readonly header: PageFurniture
  readonly footer: PageFurniture
  /** Printed across every page; null on a final report. */
  readonly watermark: Printable | null
  readonly attachment: { readonly name: string; readonly description: string; readonly bytes: Buffer }
}

/** Lays a model out as page nodes. `covers` says what the fonts can draw. */
export function buildDocument(model: ReportModel, data: ReportData, covers: Fonts['covers']): ReportDocument {
  const type = createTypesetter(covers)
  const el = createElements(type)
  const { source } = model
  const { engagement, service } = source
  const draft = source.kind === 'draft'
  return {
    info: {
      Title: type.plain(`${service.name}: compliance validation report, ${engagement.client}`),
      Author: type.plain(source.createdBy),
      Subject: type.plain(`${engagement.title}, ${engagement.periodFrom} to ${engagement.periodTo}`),
      Creator: type.plain(`Tickmark ${source.tickmarkVersion}`),
      Producer: 'pdfmake 0.3.11',
      [INFO_KIND]: draft ? INFO_KIND_DRAFT : INFO_KIND_FINAL,
      [INFO_REPORT_ID]: source.reportId,
      [INFO_JOURNAL_HEAD]: source.journal.head,
      [INFO_DATA_SHA256]: data.sha256,
    },
    createdAt: source.createdAt,
    content: SECTIONS.flatMap((section) => section({ el, model, dataSha256: data.sha256 })),
    header: (page) => (page === 1 ? null : header(el, model)),
    footer: (page, pages) => footer(el, model, page, pages),
    watermark: draft ? type.plain('DRAFT') : null,
    attachment: {
      name: DATA_ATTACHMENT,
      description: `The records, figures and judgement of this report, machine-readable (${DATA_SCHEMA})`,
      bytes: data.bytes,
    },
  }
}

function header(el: Elements, { source }: ReportModel): Node {
  const draft = source.kind === 'draft'
  const style = { ...TYPE.small, fontSize: 7.2, color: COLOR.muted }
  return {
    margin: [PAGE.left, 30, PAGE.right, 0],
    stack: [
      {
        columns: [
          el.mixed(
            [
              [shorten(source.service.name, 48), { bold: true, color: COLOR.ink }],
              ['   Compliance validation report', {}],
              ...(draft ? ([['   DRAFT, not for reliance', { bold: true, color: COLOR.draft }]] as const) : []),
            ],
            { width: 300 },
            style,
          ),
          el.text(shorten(source.engagement.client, 44), style, { width: CONTENT_WIDTH - 300, alignment: 'right' }),
        ],
      },
      el.rule(draft ? COLOR.draft : COLOR.line, CONTENT_WIDTH, [0, 5, 0, 0]),
    ],
  }
}

function footer(el: Elements, { source }: ReportModel, page: number, pages: number): Node {
  const style = { ...TYPE.small, fontSize: 6.8, color: COLOR.muted }
  return {
    margin: [PAGE.left, 18, PAGE.right, 0],
    stack: [
      el.rule(COLOR.line, CONTENT_WIDTH, [0, 0, 0, 5]),
      {
        columns: [
          el.text(`Confidential. Prepared for ${shorten(source.engagement.client, 30)}.`, style, { width: 190 }),
          el.text(`Report ${source.reportId}, version ${source.version}`, style, { width: 217, alignment: 'center' }),
          el.text(`Page ${page} of ${pages}`, style, { width: CONTENT_WIDTH - 407, alignment: 'right' }),
        ],
      },
    ],
  }
}

/** Page furniture has one line; the cover has the name in full. */
const shorten = (value: string, most: number): string => {
  const characters = [...value]
  return characters.length <= most ? value : `${characters.slice(0, most - 1).join('')}…`
}
