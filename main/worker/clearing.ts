// Clears away rows that are in no view, in small transactions, so that nobody who saves meanwhile waits for long.
import { dropRelation, dropSomeStandings } from '#db/queries/relations'
import { claimAbandoned, dropSomeEvidence, dropSource, dropStaging, sourceKeysOf } from '#db/queries/staging'
import type { WritableDb } from '#db/types'

/** Rows per transaction. */
const SOME = 2000

/** Does one step of the work as one transaction. */
export type Step = <T>(work: () => T) => T

export const stepOn =
  (db: WritableDb): Step =>
  (work) =>
    db.transaction(work).immediate()

export function clearSource(db: WritableDb, sourceKey: number, step: Step): void {
  while (step(() => dropSomeEvidence(db, sourceKey, SOME)));
  step(() => dropSource(db, sourceKey))
}

/** Clears away an import, and first takes it out of reach of `publish`; does nothing where it is published. */
export function clearImport(db: WritableDb, importKey: number, step: Step): void {
  if (!step(() => claimAbandoned(db, importKey))) return
  for (const sourceKey of sourceKeysOf(db, importKey)) clearSource(db, sourceKey, step)
  step(() => dropStaging(db, importKey))
}

export function clearRelation(db: WritableDb, relationKey: number, step: Step): void {
  while (step(() => dropSomeStandings(db, relationKey, SOME)));
  step(() => dropRelation(db, relationKey))
}
