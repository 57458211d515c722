// What would surely refuse a report, told from kept counts alone, so that it can be shown at any time. The full balance,
// row by row, is drawn up in a worker when readiness is asked or a report is built (report/balance.ts).
import { listSources } from '#db/queries/imports'
import type { ReadableDb } from '#db/types'
import { sumOf } from '#domain/evidence'

export type Blocker = { readonly code: string; readonly message: string; readonly service: string | null }

/** Imports whose sums do not hold: records = stored + rejected + duplicates, and stored = the kept counts. */
export const blockersOf = (db: ReadableDb): Blocker[] =>
  listSources(db).flatMap((i) => {
    const blockers: Blocker[] = []
    if (i.records !== i.stored + i.rejected + i.duplicates)
      blockers.push({
        code: 'import-records',
        service: null,
        message: `${i.fileName}: ${i.records} records are not ${i.stored} stored + ${i.rejected} rejected + ${i.duplicates} duplicates.`,
      })
    if (sumOf(i.byResult) !== i.stored)
      blockers.push({
        code: 'import-tallies',
        service: null,
        message: `${i.fileName}: ${i.stored} records are stored, but the kept counts add up to ${sumOf(i.byResult)}.`,
      })
    return blockers
  })
