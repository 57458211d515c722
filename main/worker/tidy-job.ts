// Clears away what is in no view: imports that were removed, relations that were replaced. What is left over at the end of the program
// goes next time.
import { openStagingWriter } from '#db/open'
import { headRelation } from '#db/queries/relations'
import { clearImport, clearRelation, type Step, stepOn } from './clearing.ts'
import type { JobContext, Jobs } from './jobs.ts'

export async function tidyJob({ db: location, imports, relations }: Jobs['tidy']['input'], context: JobContext): Promise<null> {
  const db = openStagingWriter(location)
  const commit = stepOn(db)
  const step: Step = (work) => {
    context.throwIfCancelled()
    return commit(work)
  }
  try {
    for (const importKey of imports) clearImport(db, importKey, step)
    for (const relationKey of relations) if (relationKey !== headRelation(db)) clearRelation(db, relationKey, step)
    return null
  } finally {
    db.close()
  }
}
