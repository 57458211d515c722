// Drafts findings: one per service and check with failing evidence. Scan text enters as data: escaped, never as Markdown.
import { setImmediate } from 'node:timers/promises'
import { readCheck } from '#db/queries/checks'
import { hasFinding, NO_CHECK, nextFindingNumber, removeFinding, untouchedWithoutEvidence, writeFinding } from '#db/queries/findings'
import type { CheckText } from '#db/queries/staging'
import { allTallies, type ServiceTally } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import { type Severity, Severity as SeverityWords } from '#domain/evidence'
import type { Finding } from '#domain/finding'
import { escapeMarkdown } from '#domain/markdown-text'
import type { Ports } from '../app/ports.ts'
import type { Transaction } from './commit.ts'
import type { Session, Sessions } from './session.ts'

const worse = (a: Severity, b: Severity): Severity => (SeverityWords.options.indexOf(a) <= SeverityWords.options.indexOf(b) ? a : b)

type Failing = { readonly service: string | null; readonly check: string; topic: string | null; severity: Severity; most: number }

/** Services and checks with failing evidence that the scanner holds to be current; muted fails count, archived ones do not. */
function failingChecks(tallies: readonly ServiceTally[]): Failing[] {
  const failing = new Map<string, Failing>()
  for (const t of tallies) {
    if (t.result !== 'fail' || t.lifecycle !== 'active') continue
    const check = t.check ?? NO_CHECK
    const key = `${t.service ?? ''}\u0000${check}`
    const known = failing.get(key)
    if (!known) {
      failing.set(key, { service: t.service, check, topic: t.topic, severity: t.severity, most: t.count })
      continue
    }
    known.severity = worse(known.severity, t.severity)
    // Records of one check may lie under several topics; the finding goes where most of them lie.
    if (t.count > known.most) {
      known.most = t.count
      known.topic = t.topic
    }
  }
  return [...failing.values()]
}

/** Findings drafted in one commit: each is an entry of the journal, and the window waits for a commit to end. */
const DRAFTED_AT_ONCE = 16

export type Drafting = {
  /**
   * Drafts what has no finding yet and gives how many, in short commits with room for the window between them. Evidence is published
   * before; what a program that dies meanwhile leaves undrafted is drafted when the engagement is next opened.
   */
  settle(session: Session): Promise<number>
}

export function createDrafting({ ports, sessions }: { readonly ports: Ports; readonly sessions: Sessions }): Drafting {
  const draftSome = ({ db, commit }: Session, failing: readonly Failing[]): number =>
    commit((tx) => {
      const first = nextFindingNumber(db)
      let number = first
      for (const one of failing) {
        // Another program may have drafted it meanwhile, which is sure only now that none can write.
        if (hasFinding(db, one.service, one.check)) continue
        const finding = draftOf(one, readCheck(db, one.check), {
          findingId: ports.randomUuid(),
          number,
          now: ports.clock.now().toISOString(),
        })
        tx.change({ action: 'finding.drafted', subject: 'finding', subjectId: finding.findingId }, (writable) => {
          writeFinding(writable, finding)
        })
        number += 1
      }
      return number - first
    })
  return {
    settle: async (session) => {
      const { db } = session
      const owed = failingChecks(allTallies(db)).filter(({ service, check }) => !hasFinding(db, service, check))
      let drafted = 0
      for (let next = 0; next < owed.length && sessions.current() === session; next += DRAFTED_AT_ONCE) {
        drafted += draftSome(session, owed.slice(next, next + DRAFTED_AT_ONCE))
        await setImmediate()
      }
      return drafted
    },
  }
}

/**
 * Removes drafts nobody has touched whose evidence is all gone with a removed import; gives how many. What a person wrote stays,
 * with no evidence under it. Call it inside the transaction that removed the import.
 */
export function dropBareDrafts(tx: Transaction, db: ReadableDb): number {
  const bare = untouchedWithoutEvidence(db)
  for (const findingId of bare)
    tx.change({ action: 'finding.withdrawn', subject: 'finding', subjectId: findingId }, (writable) => {
      removeFinding(writable, findingId)
    })
  return bare.length
}

/** What is known of the records, and one record's own sentence as no more than an example. Free of counts: those change. */
function conditionOf(check: string, sentence: string | null | undefined): string {
  const name = /^[^`\s]+$/u.test(check) ? `\`${check}\`` : `"${escapeMarkdown(check)}"`
  const known =
    check === NO_CHECK ? 'The scanner reports failing records that name no check.' : `The scanner reports failing records of check ${name}.`
  const example = paragraph(sentence).trim()
  return example === '' ? known : `${known} For example: ${example}`
}

const paragraph = (text: string | null | undefined): string => escapeMarkdown(text ?? '')

function draftOf(
  failing: Failing,
  check: CheckText | null,
  { findingId, number, now }: { findingId: string; number: number; now: string },
): Finding {
  const links = (check?.remediationUrls ?? []).map((url) => escapeMarkdown(url))
  return {
    findingId,
    number,
    service: failing.service,
    topic: failing.topic,
    check: failing.check,
    title: (check?.title ?? failing.check).slice(0, 500).trim() || failing.check,
    condition: conditionOf(failing.check, check?.statusText),
    criterion: paragraph(check?.description),
    cause: '',
    effect: paragraph(check?.risk),
    recommendation: [paragraph(check?.remediationText), ...links].filter((part) => part !== '').join('\n\n'),
    clientResponse: '',
    severity: failing.severity,
    scannerSeverity: failing.severity,
    severityReason: '',
    status: 'draft',
    owner: '',
    dueDate: null,
    untouched: true,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  }
}
