// Engagement and scope: who is audited, for what period, over which accounts, regions and services, by whom; and the
// customer's three factors. What nobody stated is said to be not stated.
import { markdownNodes } from '../markdown.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { NOT_STATED, plural } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

export const engagementSection: Section = (context) => {
  const { el, model } = context
  const { engagement, service } = model.source
  const list = (items: readonly string[], one: string) =>
    items.length === 0 ? unstated(context) : { stack: [el.text(`${plural(items.length, one)}:`, TYPE.small), el.text(items.join(', '))] }
  const inScope = engagement.services.includes(service.key)
  return [
    el.heading('Engagement and scope', { id: 'engagement', level: 1 }, { pageBreak: 'before' }),
    el.facts([
      ['Client', el.text(engagement.client)],
      ['Engagement', el.text(engagement.title)],
      ['Audited period', el.text(`${engagement.periodFrom} to ${engagement.periodTo}`)],
      [
        'Service reported on',
        el.text(`${service.name} (${service.key})${service.aliases.length > 0 ? `; also known as ${service.aliases.join(', ')}` : ''}`),
      ],
      [
        'In the agreed scope',
        el.text(
          inScope
            ? 'Yes'
            : `No: the service was not named in the scope; ${plural(model.counts.total, 'record')} of it ${model.counts.total === 1 ? 'was' : 'were'} imported`,
        ),
      ],
      ['Accounts', list(engagement.accounts, 'account')],
      ['Regions', list(engagement.regions, 'region')],
      ['Services in scope', list(engagement.services, 'service')],
      [
        'People',
        engagement.people.length === 0
          ? unstated(context)
          : { stack: engagement.people.map((p) => el.text(`${p.name}, ${p.role}${p.organisation ? `, ${p.organisation}` : ''}`)) },
      ],
    ]),
    ...service.notes.map((note) =>
      el.panel(
        [
          el.label('Note on the service', { margin: [0, 0, 0, 2] }),
          el.block(`${note.text} Source: ${note.source}${note.date === null ? '' : `, ${note.date}`}.`),
        ],
        LAYOUT.note,
      ),
    ),
    el.heading("The customer's three factors", { id: 'factors', parent: 'engagement', level: 2 }),
    el.text(
      "How much the customer has to do under the shared responsibility model depends on these three factors. They are the customer's own statements; this report takes them as its measure and does not test them.",
      TYPE.body,
      { margin: [0, 0, 0, 8] },
    ),
    factor(context, 'Sensitivity of the data', engagement.factors.dataSensitivity),
    factor(context, "The company's requirements", engagement.factors.companyRequirements),
    factor(context, 'Applicable laws and regulations', engagement.factors.lawsAndRegulations),
  ]
}

const factor = (context: SectionContext, name: string, value: string): Node =>
  context.el.panel(
    [
      context.el.text(name, TYPE.h3, { margin: [0, 0, 0, 3] }),
      ...(value.trim() === '' ? [unstated(context)] : markdownNodes(context.el, value, CONTENT_WIDTH - 20)),
    ],
    LAYOUT.panel,
    [0, 0, 0, 6],
  )

const unstated = ({ el }: SectionContext): Node => el.text(NOT_STATED, { ...TYPE.body, italics: true, color: COLOR.muted })
