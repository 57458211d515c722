// Clears away rows that are in no view: imports that were removed, relations that were replaced. Small transactions, so that
// nobody waits for them; what is left over at the end of the program goes next time.
import { openStagingWriter } from '#db/open'
import { dropRelation, dropSomeStandings, headRelation } from '#db/queries/relations'
import { claimAbandoned, dropSomeEvidence, dropSource, dropStaging, sourceKeysOf } from '#db/queries/staging'
import type { JobContext, Jobs } from './jobs.ts'

/** Rows per transaction. */
const SOME = 2000

export async function tidyJob({ db: location, imports, relations }: Jobs['tidy']['input'], context: JobContext): Promise<null> {
  const db = openStagingWriter(location)
  const inTransaction = <T>(work: () => T): T => {
    context.throwIfCancelled()
    return db.transaction(work).immediate()
  }
  try {
    for (const importKey of imports) {
      if (!inTransaction(() => claimAbandoned(db, importKey))) continue
      for (const sourceKey of sourceKeysOf(db, importKey)) {
        while (inTransaction(() => dropSomeEvidence(db, sourceKey, SOME)));
        inTransaction(() => dropSource(db, sourceKey))
      }
      inTransaction(() => dropStaging(db, importKey))
    }
    for (const relationKey of relations) {
      if (relationKey === headRelation(db)) continue
      while (inTransaction(() => dropSomeStandings(db, relationKey, SOME)));
      inTransaction(() => dropRelation(db, relationKey))
    }
    return null
  } finally {
    db.close()
  }
}
