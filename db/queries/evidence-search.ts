// Finds the records that could hold a text, with the full-text index. Gives no record too few: the caller looks at each hit itself
// (db/sql.ts), because the index knows words and the question is about characters (docs/adr/0013-search.md).
import type { Condition } from '../sql.ts'
import type { ReadableDb } from '../types.ts'

/** The index breaks words at every ASCII character but these, whatever stands around them. What it does elsewhere is left to it. */
const RUN = /[0-9A-Za-z]+/g
const ASCII = /^[\x01-\x7f]$/

/** FTS5 cuts longer words, in bytes of UTF-8; what lies beyond is not in the vocabulary. */
const LONGEST_WORD = 32_768
/** A text inside of more different words may be in so many records that reading them all is no slower. */
const MOST_WORDS = 2000

type Run = {
  readonly word: string
  /** Nothing of its word stands before it, after it. */
  readonly begins: boolean
  readonly ends: boolean
}

function runsOf(text: string): Run[] {
  const isBreak = (at: number): boolean => ASCII.test(text.charAt(at))
  return [...text.matchAll(RUN)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    begins: isBreak(index - 1),
    ends: isBreak(index + word.length),
  }))
}

const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/**
 * A condition on `evidenceId`, a column of evidence ids, that every record with `text` in one of its searched fields meets; null
 * where the index cannot tell. A text may begin in the middle of a word, and is not missed there: where nothing but its first word
 * could be looked up, that word is looked for inside all words the index knows.
 */
export function recordsWith(db: ReadableDb, evidenceId: string, text: string): Condition | null {
  // LIKE reads no further than a NUL.
  if (text.includes('\0')) return null
  const runs = runsOf(text)
  const known = runs.filter(({ begins }) => begins)
  if (known.length > 0) {
    const words = new Set(known.map(({ word, ends }) => (ends ? quoted(word) : `${quoted(word)}*`)))
    return matching(evidenceId, [...words].join(' AND '))
  }
  const inner = runs.toSorted((a, b) => b.word.length - a.word.length)[0]
  if (inner === undefined) return null
  const words = wordsWith(db, inner)
  if (words === null) return null
  return words.length === 0 ? { sql: '0', values: [] } : matching(evidenceId, words.map(quoted).join(' OR '))
}

const matching = (evidenceId: string, question: string): Condition => ({
  sql: `${evidenceId} IN (SELECT rowid FROM evidence_words WHERE evidence_words MATCH ?)`,
  values: [question],
})

/** The words of the index that hold a run of letters and digits; null where there are too many, or one may go on unseen. */
function wordsWith(db: ReadableDb, { word, ends }: Run): string[] | null {
  const found = db
    .prepare<[number, string, number, number], { term: string; cut: 0 | 1 }>(
      `SELECT term, octet_length(term) >= ? AS cut FROM evidence_vocabulary WHERE term LIKE ? OR octet_length(term) >= ? LIMIT ?`,
    )
    .all(LONGEST_WORD, ends ? `%${word}` : `%${word}%`, LONGEST_WORD, MOST_WORDS + 1)
  return found.length > MOST_WORDS || found.some(({ cut }) => cut === 1) ? null : found.map(({ term }) => term)
}
