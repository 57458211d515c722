// The journal: an append-only, hash-chained record of every change (law 5). This file holds the entry and its hash rule;
// appending is services/commit.ts, checking is services/journal.ts.
import * as z from 'zod'
import { canonicalJson, type Json } from './canonical-json.ts'
import { Instant, Sha256 } from './ids.ts'

export const JOURNAL_SUBJECTS = [
  'engagement',
  'import',
  'relation',
  'format-answer',
  'profile',
  'filing-rule',
  'finding',
  'verdict',
  'catalog',
  'assurance-report',
  'conclusion',
  'sign-off',
  'report',
  'signature',
] as const
export const JournalSubject = z.enum(JOURNAL_SUBJECTS)
export type JournalSubject = z.infer<typeof JournalSubject>

export const JournalEntry = z.strictObject({
  seq: z.int().positive(),
  at: Instant,
  actor: z.string(),
  /** Verb in the past tense, e.g. `finding.updated`. */
  action: z.string(),
  subject: JournalSubject,
  subjectId: z.string(),
  reason: z.string().nullable(),
  /** Full state of the subject before and after, as JSON; null = did not exist / exists no more. */
  before: z.json().nullable(),
  after: z.json().nullable(),
  prevHash: Sha256,
  hash: Sha256,
})
export type JournalEntry = z.infer<typeof JournalEntry>

/** Hash before the first entry. */
export const GENESIS = '0'.repeat(64)

/** The exact text that is hashed (SHA-256, UTF-8) for an entry: its canonical JSON without `hash`. */
export function entryPreimage(entry: Omit<JournalEntry, 'hash'>): string {
  const { seq, at, actor, action, subject, subjectId, reason, before, after, prevHash } = entry
  return canonicalJson({ seq, at, actor, action, subject, subjectId, reason, before: before as Json, after: after as Json, prevHash })
}

export const JournalProblem = z.strictObject({
  code: z.enum([
    'hash-mismatch',
    'chain-broken',
    'sequence-gap',
    'tail-missing',
    'clock-went-back',
    'state-differs',
    'evidence-differs',
    'source-differs',
    'anchor-missing',
    'schema-differs',
  ]),
  /** The first entry concerned; null where no single entry is. */
  seq: z.int().nullable(),
  message: z.string(),
})
export type JournalProblem = z.infer<typeof JournalProblem>

export const JournalVerification = z.strictObject({
  entries: z.int().nonnegative(),
  head: Sha256,
  ok: z.boolean(),
  firstBad: z.int().nullable(),
  problems: z.array(JournalProblem).readonly(),
})
export type JournalVerification = z.infer<typeof JournalVerification>
