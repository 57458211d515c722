// Engagement and scope: who is audited, for what period, over which accounts, regions and services, by whom; and the
// customer's three factors (factors.ts). What nobody stated is said to be not stated.
import type { Node } from '../nodes.ts'
import { COLOR, LAYOUT, TYPE } from '../theme.ts'
import { NOT_STATED, plural } from '../words.ts'
import { factorNodes } from './factors.ts'
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
      ['Catalog', catalogFacts(context)],
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
    ...factorNodes(context),
  ]
}

const unstated = ({ el }: SectionContext): Node => el.text(NOT_STATED, { ...TYPE.body, italics: true, color: COLOR.muted })

/** Which catalog the criteria come from, and whose file changed it. */
function catalogFacts({ el, model }: SectionContext): Node {
  const { catalog } = model.source
  if (catalog.file === null) return el.text(catalog.inForce)
  const { fileName, name, version, sha256 } = catalog.file
  return {
    stack: [
      el.text(`${catalog.inForce}, with changes of the auditor's own: ${name}, version ${version} (${fileName})`),
      el.text(`SHA-256 of that file: ${sha256}`, TYPE.small),
    ],
  }
}
