// The one place that can write (law 5). A change is made and recorded in one transaction: state before, the write, state
// after, and the hash-chained entry. Between commits the connection refuses every write.
import { createHash } from 'node:crypto'
import { appendEntry, journalHead } from '#db/queries/journal'
import type { ReadableDb, WritableDb } from '#db/types'
import { canonicalJson, type Json } from '#domain/canonical-json'
import { entryPreimage, GENESIS, type JournalEntry, type JournalSubject } from '#domain/journal'
import { SUBJECTS } from '../views/subjects.ts'

export type Change = {
  /** Past tense, e.g. `finding.updated`. */
  readonly action: string
  readonly subject: JournalSubject
  readonly subjectId: string
  readonly reason?: string | undefined
}

export type Transaction = {
  /** Runs `write` and records what it did to the subject. A write that leaves the subject as it was records nothing. */
  change(change: Change, write: (db: WritableDb) => void): void
}

/** Runs `work` as one transaction: all its changes with their entries, or nothing. Never await inside. */
export type Commit = <T>(work: (tx: Transaction) => T) => T

type Deps = {
  readonly db: ReadableDb
  readonly now: () => Date
  readonly actor: () => string
  /** Told after the transaction is on disk, with the subjects that changed. */
  readonly committed: (subjects: readonly JournalSubject[]) => void
}

/** Makes `db` read-only for everybody and gives the only way to write to it. */
export function createCommit({ db, now, actor, committed }: Deps): Commit {
  db.pragma('query_only = ON')
  return (work) => {
    const changed = new Set<JournalSubject>()
    db.pragma('query_only = OFF')
    try {
      const result = db
        .transaction(() => {
          const writable = db as WritableDb
          return work({
            change: ({ action, subject, subjectId, reason }, write) => {
              const before = SUBJECTS[subject].read(db, subjectId)
              write(writable)
              const after = SUBJECTS[subject].read(db, subjectId)
              if (canonicalJson(before) === canonicalJson(after)) return
              append(writable, {
                at: now().toISOString(),
                actor: actor(),
                action,
                subject,
                subjectId,
                reason: reason ?? null,
                before,
                after,
              })
              changed.add(subject)
            },
          })
        })
        .immediate()
      if (changed.size > 0) committed([...changed])
      return result
    } finally {
      db.pragma('query_only = ON')
    }
  }
}

type Fact = {
  at: string
  actor: string
  action: string
  subject: JournalSubject
  subjectId: string
  reason: string | null
  before: Json
  after: Json
}

function append(db: WritableDb, given: Fact): void {
  // UTF-8 holds no half of a surrogate pair: what is hashed must be what can be stored.
  const fact = { ...given, actor: given.actor.toWellFormed(), reason: given.reason?.toWellFormed() ?? null }
  const last = journalHead(db)
  // Through text and back, so that what is hashed is what a later reader will parse.
  const plain = (state: Json): JournalEntry['after'] => JSON.parse(canonicalJson(state).toWellFormed()) as JournalEntry['after']
  const entry = {
    ...fact,
    before: plain(fact.before),
    after: plain(fact.after),
    seq: (last?.seq ?? 0) + 1,
    prevHash: last?.hash ?? GENESIS,
  }
  appendEntry(db, { ...entry, hash: createHash('sha256').update(entryPreimage(entry), 'utf8').digest('hex') })
}
