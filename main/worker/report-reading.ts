// Reads report sources in one consistent view of the database, with what is wrong with its journal.
import { openSibling } from '#db/open'
import type { DbLocation } from '#db/types'
import type { ReportSource } from '../report/source.ts'
import { catalogInForce } from '../views/catalog-in-force.ts'
import { proveJournal } from '../views/journal-proof.ts'
import { type ReportOrder, readReportSource } from '../views/report-source.ts'

export type Reading = { readonly sources: readonly ReportSource[]; readonly journalProblems: readonly string[] }

/** One source per order, all from the same moment; the journal and all stored rows are proved at that moment too. */
export function readSources(location: DbLocation, orders: readonly ReportOrder[]): Reading {
  const db = openSibling(location)
  try {
    db.pragma('query_only = ON')
    return db.transaction(() => ({
      sources: orders.map((order) => readReportSource(db, catalogInForce(db), order)),
      // Every row that is printed; reading every source byte again is `journal verify`'s part.
      journalProblems: proveJournal(db, 'rows')
        .problems.filter((p) => p.code !== 'clock-went-back')
        .map((p) => p.message),
    }))()
  } finally {
    db.close()
  }
}
