// Proves the journal on its own connection: every row and byte of an engagement may have to be read.
import { openSibling } from '#db/open'
import { proveJournal } from '../views/journal-proof.ts'
import type { Jobs } from './jobs.ts'

export async function journalProofJob({ db: location, depth }: Jobs['journal-proof']['input']): Promise<Jobs['journal-proof']['output']> {
  const db = openSibling(location)
  try {
    db.pragma('query_only = ON')
    return db.transaction(() => proveJournal(db, depth))()
  } finally {
    db.close()
  }
}
