// The sign-off page: who signed what off in the engagement, and the boxes for the signatures in this file.
import { AUDITOR_FIELD } from '../../signing/prepare-field.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { instant, number } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

const GAP = 16
const BOX = { w: (CONTENT_WIDTH - GAP) / 2, h: 92 }

export const signOffSection: Section = (context) => {
  const { el, model, dataSha256 } = context
  const { source } = model
  const { signOffs, journal } = source
  return [
    el.heading('Sign-off', { id: 'sign-off', level: 1 }, { pageBreak: 'before' }),
    el.text(
      `This report was cut from the engagement at journal entry ${number(journal.seq)}. The signature below, if there is one, covers the whole file: every page and the embedded data. A changed byte breaks it.`,
      TYPE.body,
      { margin: [0, 0, 0, 6] },
    ),
    el.facts([
      ['Report id', el.text(source.reportId, { ...TYPE.mono, fontSize: 7 })],
      ['Journal head', el.text(journal.head, { ...TYPE.mono, fontSize: 7 })],
      ['Embedded data, SHA-256', el.text(dataSha256, { ...TYPE.mono, fontSize: 7 })],
    ]),
    el.subheading('Sign-offs in the engagement', 80),
    ...(signOffs.length === 0
      ? [el.text('Nobody has signed this service off in the engagement.', { ...TYPE.body, italics: true, color: COLOR.muted })]
      : [
          el.table(
            [
              { title: 'Role', width: 50 },
              { title: 'Name', width: 96 },
              { title: 'When', width: 58 },
              { title: 'Digest of what was seen', width: CONTENT_WIDTH - 50 - 96 - 58 - 88 - 40 },
              { title: 'Holds', width: 88 },
            ],
            signOffs.map((signOff) => [
              el.text(signOff.role, TYPE.cell),
              el.text(signOff.name, TYPE.cell),
              el.text(instant(signOff.at), TYPE.cell),
              el.text(signOff.contentHash, { ...TYPE.mono, fontSize: 5.8 }),
              signOff.holds
                ? el.mark({ glyph: '✓', word: 'Unchanged since', color: COLOR.good })
                : el.mark({ glyph: '✗', word: 'Changed since', color: COLOR.bad }),
            ]),
          ),
        ]),
    { ...el.subheading('Signatures in this file', 200), margin: [0, 22, 0, 6] },
    ...(source.kind === 'draft'
      ? [
          el.panel(
            [el.text('A draft is never signed. Make a final report to sign it.', { ...TYPE.body, color: COLOR.draft, bold: true })],
            LAYOUT.alert,
          ),
        ]
      : []),
    signatureBoxes(context),
    {
      columnGap: GAP,
      columns: [
        caption(context, 'Auditor', 'Certifies the report; no change is allowed after it.'),
        caption(context, 'Reviewer', 'For a signature by hand on a printed copy.'),
      ],
    },
  ]
}

/** Two frames; only the auditor's carries a form field, and only in a final report. */
function signatureBoxes({ model }: SectionContext): Node {
  const frame = { type: 'rect', y: 0, ...BOX, lineColor: COLOR.line, lineWidth: 0.8 } as const
  return {
    canvas: [
      { ...frame, x: 0, ...(model.source.kind === 'final' ? { signatureField: AUDITOR_FIELD } : { dash: { length: 3 } }) },
      { ...frame, x: BOX.w + GAP, dash: { length: 3 } },
    ],
    margin: [0, 0, 0, 4],
  }
}

const caption = ({ el }: SectionContext, role: string, note: string): Node => ({
  width: BOX.w,
  stack: [el.text(role, { ...TYPE.body, bold: true }), el.text(note, TYPE.small)],
})
