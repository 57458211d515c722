// The coverage chapter: what was tested of this service and where, a page of its own; then the map of the whole engagement.
import { engagementMap } from './coverage-engagement.ts'
import { serviceCoverage } from './coverage-places.ts'
import type { Section } from './section.ts'

export const coverageSection: Section = (context) => {
  const { el, model } = context
  return [
    el.heading('Coverage', { id: 'coverage-pages', level: 1 }, { pageBreak: 'before' }),
    ...serviceCoverage(context),
    el.heading(
      'The whole engagement',
      { id: 'coverage-engagement', parent: 'coverage-pages', level: 2 },
      { pageBreak: 'before', margin: [0, 0, 0, 6] },
    ),
    ...(model.source.coverage.map.services.length === 0 ? [] : engagementMap(context)),
  ]
}
