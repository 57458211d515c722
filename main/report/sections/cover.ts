// The cover: what this is, for whom, about what, and by which numbers it can be told from any other copy.
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { CONCLUSION, instant, NOT_STATED } from '../words.ts'
import type { Section } from './section.ts'

export const coverSection: Section = ({ el, model, dataSha256 }) => {
  const { source, conclusion } = model
  const { engagement, service, journal } = source
  const mono = (value: string) => el.text(value, { ...TYPE.mono, fontSize: 7 })
  const preparers = engagement.people.filter((person) => person.role === 'preparer' || person.role === 'reviewer')
  return [
    el.mixed(
      [
        ['✓ ', { color: COLOR.accent, fontSize: 15 }],
        ['Tickmark', { color: COLOR.accent, bold: true, fontSize: 12 }],
      ],
      { margin: [0, 0, 0, source.kind === 'draft' ? 40 : 96] },
    ),
    ...(source.kind === 'draft'
      ? [
          el.panel(
            [
              el.text('DRAFT', { ...TYPE.h1, color: COLOR.draft }),
              el.text('Work in progress. Not signed, not for reliance by anyone, and not to be passed on as a result.', {
                ...TYPE.body,
                color: COLOR.draft,
              }),
            ],
            LAYOUT.alert,
            [0, 0, 0, 24],
          ),
        ]
      : []),
    el.text('Compliance validation report', { ...TYPE.lead, fontSize: 13, color: COLOR.soft }, { margin: [0, 0, 0, 6] }),
    el.text(service.name, TYPE.display, { margin: [0, 0, 0, 14] }),
    el.rule(COLOR.accent, 64, [0, 0, 0, 18]),
    el.text(engagement.client, { fontSize: 14, bold: true, color: COLOR.ink }, { margin: [0, 0, 0, 3] }),
    el.text(engagement.title, TYPE.lead, { margin: [0, 0, 0, 3] }),
    el.text(`Audited period ${engagement.periodFrom} to ${engagement.periodTo}, both days included`, TYPE.lead, { margin: [0, 0, 0, 26] }),
    el.label('Overall conclusion', { margin: [0, 0, 0, 3] }),
    el.mark(CONCLUSION[conclusion.conclusion], { ...TYPE.h2 }, { margin: [0, 0, 0, 36] }),
    el.facts(
      [
        ['Report', el.text(`${source.kind === 'draft' ? 'Draft' : 'Final'}, version ${source.version}`)],
        ['Made', el.text(`${instant(source.createdAt)} by ${source.createdBy}`)],
        [
          'Audit team',
          preparers.length > 0
            ? { stack: preparers.map((p) => el.text(`${p.name}, ${p.role}${p.organisation ? `, ${p.organisation}` : ''}`)) }
            : el.text(NOT_STATED),
        ],
        ['Report id', mono(source.reportId)],
        ['Journal position', { stack: [el.text(`Entry ${journal.seq}, head of the chain:`, TYPE.small), mono(journal.head)] }],
        ['Embedded data, SHA-256', mono(dataSha256)],
        ['Made with', el.text(`Tickmark ${source.tickmarkVersion}, catalog ${source.catalog.inForce}`)],
      ],
      118,
      CONTENT_WIDTH,
    ),
    el.text(
      'Every record, figure and judgement printed here is also in the attachment tickmark-report.json of this PDF. A signed copy can be checked on any machine with "tickmark verify" or another PDF signature validator; no network is needed.',
      TYPE.small,
      { margin: [0, 4, 0, 0] },
    ),
  ]
}
