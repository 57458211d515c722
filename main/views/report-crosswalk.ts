// What of the crosswalk a report on one service prints: the frameworks its evidence or criteria touch, and those the factors select.
import type { ReadableDb } from '#db/types'
import type { Catalog } from '../catalog/catalog.ts'
import type { ReportSource } from '../report/source.ts'
import { readCrosswalk } from './crosswalk.ts'

/** Lists of references (weaknesses, CVEs) are no frameworks to comply with and stay with the records. */
export function crosswalkOf(
  db: ReadableDb,
  catalog: Catalog,
  service: string,
): Pick<ReportSource, 'crosswalk' | 'filesWithoutRequirements'> {
  const { frameworks, rowsOf, withoutRequirements } = readCrosswalk(db, catalog, service)
  const printed = frameworks.map(
    ({ frameworkId, name, version, kind, notice, listNote, selected, requirements, states, withoutRequirement }) => ({
      kind,
      printed: {
        frameworkId,
        name,
        version,
        notice,
        listNote,
        requirements,
        states,
        withoutRequirement,
        isSelected: selected,
        rows: rowsOf(frameworkId)
          .filter(({ state }) => state !== 'not-tested')
          .map(({ requirement, title, state, records, checks, criteria }) => ({
            requirement,
            title,
            state,
            records,
            checks: checks.map(({ check }) => check),
            criteria: criteria.map(({ criterionId, verdict }) => ({ criterionId, verdict })),
          })),
      },
    }),
  )
  return {
    crosswalk: printed
      .filter(
        ({ kind, printed: { isSelected, rows, withoutRequirement } }) =>
          isSelected || (kind !== 'reference' && (rows.length > 0 || withoutRequirement > 0)),
      )
      .map((framework) => framework.printed),
    filesWithoutRequirements: withoutRequirements,
  }
}
