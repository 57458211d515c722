// Works out what the evidence suggests for a service's criteria: reads many answers, so never on the main thread.
import { openSibling } from '#db/open'
import { catalogInForce } from '../views/catalog-in-force.ts'
import { readProposals } from '../views/proposals.ts'
import type { Jobs } from './jobs.ts'

/** Proposals in the order of the chapter, all from one moment of the engagement. */
export async function evaluateJob({ db: location, service }: Jobs['proposals']['input']): Promise<Jobs['proposals']['output']> {
  const db = openSibling(location)
  try {
    db.pragma('query_only = ON')
    return db.transaction(() => readProposals(db, catalogInForce(db), service))()
  } finally {
    db.close()
  }
}
