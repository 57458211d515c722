// What is open about the catalog an engagement stands on: it is older than the program's, or verdicts were given on other words.
import type { CatalogStanding } from '#domain/catalog'
import type { OpenPoint } from '#domain/report'
import { countOf } from './open-points.ts'

/** The open points of the catalog; with `service`, only those that concern it. */
export function catalogPoints({ age, reworded, orphans, faults }: CatalogStanding, service: string | null = null): OpenPoint[] {
  const concerned = (criterionId: string): boolean => service === null || criterionId.startsWith(`${service}.`)
  const otherWords = reworded.filter((r) => concerned(r.criterionId)).length
  const unknown = orphans.filter(concerned).length
  const points: OpenPoint[] = [
    {
      code: 'catalog-differs',
      count: age === 'same' ? 0 : 1,
      message:
        age === 'program-older'
          ? 'The engagement was worked on with a newer catalog than this program has'
          : 'The program has a newer catalog than the engagement recorded: look again at what was judged, then record it',
    },
    {
      code: 'criteria-reworded',
      count: otherWords,
      message: countOf(
        otherWords,
        'verdict was given on another wording of its criterion',
        'verdicts were given on other wordings of their criteria',
      ),
    },
    {
      code: 'verdicts-orphaned',
      count: unknown,
      message: countOf(unknown, 'verdict is on a criterion that no catalog knows', 'verdicts are on criteria that no catalog knows'),
    },
    {
      code: 'catalog-faults',
      count: faults.length,
      message: countOf(
        faults.length,
        'part of the catalog file does not fit and is left aside',
        'parts of the catalog file do not fit and are left aside',
      ),
    },
  ]
  return points.filter((point) => point.count > 0)
}
