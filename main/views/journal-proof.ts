// Proves the journal: every hash and link, that the file's state is what the journal says, that evidence and source bytes
// are what was imported, and that the positions printed in reports still exist. Finds edits made with other SQLite tools.
import { createHash } from 'node:crypto'
import { expectedSchema, schemaOf } from '#db/migrate'
import { addHash, NO_HASH } from '#db/queries/content-sum'
import { placesMatchTallies } from '#db/queries/coverage-places'
import { digestOfRows, evidenceHasDigest } from '#db/queries/import-digests'
import { allSources, type FoundSource } from '#db/queries/imports'
import { allEntries, type FoundEntry, highestSeqEver } from '#db/queries/journal'
import { digestOfRelation, headRelation, readRelation } from '#db/queries/relations'
import { allReports, readFile, readSignature } from '#db/queries/reports'
import { type SourcePiece, sourcePieces } from '#db/queries/source'
import { strayRows } from '#db/queries/staging'
import { talliesOfSource, totalsMatchTallies } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import { canonicalJson, type Json } from '#domain/canonical-json'
import { entryPreimage, GENESIS, JOURNAL_SUBJECTS, type JournalEntry, type JournalProblem, type JournalVerification } from '#domain/journal'
import { SUBJECTS } from './subjects.ts'

type Report = (code: JournalProblem['code'], seq: number | null, message: string) => void
type LastWord = { readonly seq: number; readonly after: string }

/**
 * How far a proof goes. `chain`: entries, and the present state of what they speak of. `rows`: also every stored row of every
 * import, and the schema. `bytes`: also every byte of the source files.
 */
export type ProofDepth = 'chain' | 'rows' | 'bytes'

export function proveJournal(db: ReadableDb, depth: ProofDepth): JournalVerification {
  const problems: JournalProblem[] = []
  const report: Report = (code, seq, message) => {
    problems.push({ code, seq, message })
  }
  const chain = walkChain(db, report)
  proveStates(db, chain.lastWords, report)
  proveAnchors(db, chain.hashes, report)
  if (depth !== 'chain') {
    proveSchema(db, report)
    proveRows(db, report)
  }
  if (depth === 'bytes') proveBytes(db, report)
  const bad = problems.filter((p) => p.code !== 'clock-went-back')
  const seqs = bad.flatMap((p) => (p.seq === null ? [] : [p.seq]))
  return { entries: chain.entries, head: chain.head, ok: bad.length === 0, firstBad: seqs.length > 0 ? Math.min(...seqs) : null, problems }
}

type Chain = {
  readonly entries: number
  readonly head: string
  readonly lastWords: Map<string, LastWord>
  readonly hashes: Map<number, string>
}

function walkChain(db: ReadableDb, report: Report): Chain {
  const lastWords = new Map<string, LastWord>()
  const hashes = new Map<number, string>()
  let previous: FoundEntry | null = null
  for (const found of allEntries(db)) {
    proveLink(found, previous, report)
    if (found.entry) proveEntry(found.entry, previous, lastWords, report)
    else report('hash-mismatch', found.seq, `Entry ${found.seq} was changed after it was written: it can no longer be read.`)
    hashes.set(found.seq, found.hash)
    previous = found
  }
  const lastSeq = (previous as FoundEntry | null)?.seq ?? 0
  const highest = highestSeqEver(db)
  if (highest < lastSeq) report('sequence-gap', null, `SQLite's own count of entries (${highest}) was set back below ${lastSeq}.`)
  if (highest > lastSeq) report('tail-missing', lastSeq + 1, `Entries up to ${highest} were written; those after ${lastSeq} are missing.`)
  return { entries: hashes.size, head: hashes.get(lastSeq) ?? GENESIS, lastWords, hashes }
}

/** That an entry stands where it should, in number and time. */
function proveLink({ seq, at }: FoundEntry, previous: FoundEntry | null, report: Report): void {
  const expected = (previous?.seq ?? 0) + 1
  if (seq !== expected) report('sequence-gap', seq, `Entry ${seq} stands where entry ${expected} should.`)
  if (previous && at < previous.at) report('clock-went-back', seq, `The clock went back before entry ${seq} (${previous.at} to ${at}).`)
}

/** That an entry is as it was written, follows the one before it, and goes on from the state its subject was left in. */
function proveEntry(entry: JournalEntry, previous: FoundEntry | null, lastWords: Map<string, LastWord>, report: Report): void {
  const { hash, ...rest } = entry
  if (createHash('sha256').update(entryPreimage(rest), 'utf8').digest('hex') !== hash)
    report('hash-mismatch', entry.seq, `Entry ${entry.seq} was changed after it was written.`)
  if (entry.prevHash !== (previous?.hash ?? GENESIS))
    report(
      'chain-broken',
      entry.seq,
      `Entry ${entry.seq} does not follow the entry before it: something was removed, inserted, reordered or changed there.`,
    )
  const key = pairKey(entry.subject, entry.subjectId)
  if ((lastWords.get(key)?.after ?? 'null') !== canonicalJson(entry.before as Json))
    report(
      'chain-broken',
      entry.seq,
      `Entry ${entry.seq} says ${entry.subject} ${entry.subjectId} was in a state that no earlier entry left it in.`,
    )
  lastWords.set(key, { seq: entry.seq, after: canonicalJson(entry.after as Json) })
}

const pairKey = (subject: string, id: string): string => `${subject}:${id}`

function proveStates(db: ReadableDb, lastWords: ReadonlyMap<string, LastWord>, report: Report): void {
  const seen = new Set<string>()
  for (const subject of JOURNAL_SUBJECTS) {
    const { ids, read } = SUBJECTS[subject]
    for (const id of readSafely(() => ids(db), [])) {
      const key = pairKey(subject, id)
      seen.add(key)
      const word = lastWords.get(key)
      const state = readSafely(() => canonicalJson(read(db, id)), 'unreadable')
      if (!word) report('state-differs', null, `There is a ${subject} ${id} that the journal knows nothing of.`)
      else if (word.after !== state)
        report('state-differs', word.seq, `${subject} ${id} is not as entry ${word.seq} left it: it was changed outside Tickmark.`)
    }
  }
  for (const [key, word] of lastWords)
    if (word.after !== 'null' && !seen.has(key))
      report('state-differs', word.seq, `${key} was removed outside Tickmark; entry ${word.seq} left it in place.`)
}

const readSafely = <T>(read: () => T, fallback: T): T => {
  try {
    return read()
  } catch {
    // A row that no longer parses was damaged: the fallback differs from every journaled state and is reported as such.
    return fallback
  }
}

/** Reports print the journal position they were cut from; that position must still be in the chain, and the PDF as it was. */
function proveAnchors(db: ReadableDb, hashes: ReadonlyMap<number, string>, report: Report): void {
  for (const r of readSafely(() => allReports(db), [])) {
    if (hashes.get(r.journalSeq) !== r.journalHead)
      report('anchor-missing', r.journalSeq, `Report ${r.fileName} was cut at entry ${r.journalSeq}, which is not in the journal any more.`)
    for (const sha256 of [r.sha256, readSafely(() => readSignature(db, r.reportId), null)?.sha256]) {
      if (sha256 === undefined) continue
      const bytes = readFile(db, sha256)
      if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256)
        report('source-differs', null, `The stored PDF of report ${r.fileName} is missing or was changed.`)
    }
  }
}

/** Tables, views, indexes and triggers as this version's migrations make them: a changed view would show other rows than were proved. */
function proveSchema(db: ReadableDb, report: Report): void {
  const found = new Set(schemaOf(db))
  const expected = new Set(expectedSchema())
  for (const sql of found)
    if (!expected.has(sql)) report('schema-differs', null, `The file holds something Tickmark did not make: ${sql.slice(0, 120)}`)
  for (const sql of expected)
    if (!found.has(sql)) report('schema-differs', null, `The file lacks something Tickmark made: ${sql.slice(0, 120)}`)
}

function proveRows(db: ReadableDb, report: Report): void {
  for (const { table, count } of strayRows(db))
    report('evidence-differs', null, `${count} rows of ${table} belong to no import: they were put there outside Tickmark.`)
  for (const { sourceKey, stored } of publishedSources(db)) {
    const differs = (what: string): void => {
      report('evidence-differs', null, `${what} of source file ${stored.fileName} were changed, added or removed outside Tickmark.`)
    }
    if (!evidenceHasDigest(db, sourceKey, stored.evidenceDigest)) differs('Evidence rows')
    if (digestOfRows(db, 'checks', sourceKey) !== stored.checksDigest) differs('The texts of checks')
    if (digestOfRows(db, 'import_issues', sourceKey) !== stored.issuesDigest) differs('Rejections and warnings')
    if (digestOfRows(db, 'source_contexts', sourceKey) !== stored.contextsDigest)
      differs('The contexts of records or where the file looked')
    if (!talliesMatchRows(db, sourceKey))
      report('evidence-differs', null, `The kept counts of ${stored.fileName} do not match its evidence.`)
  }
  const relation = readSafely(() => readRelation(db), null)
  if (relation !== null && digestOfRelation(db, headRelation(db)) !== relation.digest)
    report('evidence-differs', null, 'How records restate or follow others was changed outside Tickmark.')
  if (!shiftsMatchStandings(db))
    report(
      'evidence-differs',
      null,
      'The counts of records that restate or follow others do not match these records: they were changed outside Tickmark.',
    )
  if (!totalsMatchTallies(db))
    report('evidence-differs', null, 'The totals of the evidence do not match its counts: they were changed outside Tickmark.')
  if (!placesMatchTallies(db))
    report('evidence-differs', null, 'The counts of evidence by place do not match its counts: they were changed outside Tickmark.')
}

function proveBytes(db: ReadableDb, report: Report): void {
  for (const { sourceKey, stored } of publishedSources(db)) {
    const sha256 = readSafely(() => hashOf(sourcePieces(db, sourceKey)), 'unreadable')
    if (sha256 !== stored.sha256)
      report('source-differs', null, `The stored source file ${stored.fileName} is not the one that was imported.`)
  }
}

const publishedSources = (db: ReadableDb): FoundSource[] => readSafely(() => allSources(db), [])

/** Digest of a source file; `unreadable` where its pieces do not follow each other, for then records would be cut at wrong places. */
function hashOf(pieces: Iterable<SourcePiece>): string {
  const hash = createHash('sha256')
  let next = 0
  for (const { offset, bytes } of pieces) {
    if (offset !== next) return 'unreadable'
    next += bytes.length
    hash.update(bytes)
  }
  return hash.digest('hex')
}

/** That the kept counts of a file, and what its records say added up (a sign-off rests on it), are those of its rows. */
function talliesMatchRows(db: ReadableDb, sourceKey: number): boolean {
  db.aggregate<unknown>('sum_of_hashes', {
    start: () => 0n,
    step: (sum: unknown, hash: unknown) => (sum as bigint) + BigInt(`0x${String(hash)}`),
    result: (sum: unknown) => addHash(NO_HASH, (sum as bigint).toString(16)),
    deterministic: true,
  })
  const kept = talliesOfSource(db, sourceKey).map((t) =>
    JSON.stringify([
      t.service,
      t.topic,
      t.check,
      t.result,
      t.severity,
      t.muted ? 1 : 0,
      t.lifecycle,
      t.account,
      t.region,
      t.count,
      t.content,
    ]),
  )
  const counted = db
    .prepare<[number], unknown[]>(
      `SELECT service, topic, check_id, result, severity, muted, lifecycle, account, region, count(*), sum_of_hashes(content) FROM evidence_rows WHERE source_key = ?
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    )
    .raw()
    .all(sourceKey)
    .map((row) => JSON.stringify(row))
  return kept.length === counted.length && kept.every((line, i) => line === counted[i])
}

/** How many records of each file stand how, as the counts say and as the records say. */
function shiftsMatchStandings(db: ReadableDb): boolean {
  const lines = (sql: string): string => JSON.stringify(db.prepare<[], unknown[]>(sql).raw().all())
  const words = 'source_key, service, topic, check_id, result, severity, muted, lifecycle, account, region, standing, change'
  const order = `GROUP BY ${words} ORDER BY ${words}`
  return (
    lines(`SELECT ${words}, sum(count) FROM tally_shifts WHERE relation_key = (SELECT relation_key FROM relation_head) ${order}`) ===
    lines(
      `SELECT ${words}, count(*) FROM standings JOIN evidence_rows USING (evidence_id)
       WHERE relation_key = (SELECT relation_key FROM relation_head) ${order}`,
    )
  )
}
