// Findings follow the records they are about when a rule moves a check. No person places a finding by hand; if records remain where it
// was, it stays with them.
import { servicesOfChecks } from '#db/queries/filing'
import { findingIds, NO_CHECK, readFinding, writeFinding } from '#db/queries/findings'
import type { ReadableDb } from '#db/types'
import type { FilingPlace } from '#domain/filing'
import type { Finding } from '#domain/finding'
import type { Transaction } from './commit.ts'

/** Records of a check that lay at one place lie at another now. */
export type PlaceChange = { readonly check: string | null; readonly before: FilingPlace; readonly after: FilingPlace }

/**
 * Moves findings after rules changed; gives how many. A finding whose new place has another of the same check stays where it is: with a
 * person's words in it it is kept, without evidence; untouched, it is withdrawn by the caller (drafting.ts).
 */
export function followRules(tx: Transaction, db: ReadableDb, changes: readonly PlaceChange[], now: string): number {
  if (changes.length === 0) return 0
  const findings = new Map<string, Finding>()
  for (const id of findingIds(db)) {
    const finding = readFinding(db, id)
    if (finding) findings.set(placeKey(finding.service, finding.check), finding)
  }
  const topics = topicsOfPlaces(db)
  let moved = 0
  for (const { check: nullable, before, after } of changes) {
    const check = nullable ?? NO_CHECK
    const finding = findings.get(placeKey(before.service, check))
    if (!finding) continue
    const left = topics.get(placeKey(before.service, check))
    const service = left === undefined ? after.service : before.service
    // The topic is that of most of the records, unless records of the one it had are left.
    const topic = left === undefined ? after.topic : left.includes(finding.topic) ? finding.topic : (left[0] ?? null)
    if (service === finding.service && topic === finding.topic) continue
    if (service !== finding.service && findings.has(placeKey(service, check))) continue
    const placed = { ...finding, service, topic, revision: finding.revision + 1, updatedAt: now }
    tx.change({ action: 'finding.moved', subject: 'finding', subjectId: finding.findingId }, (writable) => {
      writeFinding(writable, placed)
    })
    findings.delete(placeKey(finding.service, check))
    findings.set(placeKey(service, check), placed)
    moved += 1
  }
  return moved
}

const placeKey = (service: string | null, check: string): string => `${service ?? ''}\u0000${check}`

/** Per service and check, the topics its records lie under now, that of most first. */
function topicsOfPlaces(db: ReadableDb): ReadonlyMap<string, readonly (string | null)[]> {
  const topics = new Map<string, (string | null)[]>()
  for (const { service, check, topic } of servicesOfChecks(db)) {
    const key = placeKey(service, check ?? NO_CHECK)
    topics.set(key, [...(topics.get(key) ?? []), topic])
  }
  return topics
}
