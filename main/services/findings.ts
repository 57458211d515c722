// Findings as the auditor edits them: each change checked against the revision, journaled with its reason.
import type { Handlers, ParsedInput } from '#contract'
import { findingFacets, listFindings, readFinding, withEvidence, writeFinding } from '#db/queries/findings'
import { entriesOf } from '#db/queries/journal'
import type { ReadableDb } from '#db/types'
import type { Json } from '#domain/canonical-json'
import { AppError } from '#domain/errors'
import type { Finding, FindingChange, FindingPatch, FindingRow } from '#domain/finding'
import type { JournalEntry } from '#domain/journal'
import type { Ports } from '../app/ports.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `findings.${string}`>

export function createFindings({ sessions, ports }: { readonly sessions: Sessions; readonly ports: Ports }): Pick<Handlers, Methods> {
  const update = ({ findingId, revision, patch }: ParsedInput<'findings.update'>): FindingRow => {
    const { db, commit } = sessions.require()
    return commit((tx) => {
      const current = existing(db, findingId)
      if (current.revision !== revision)
        throw new AppError('conflict', `Finding ${current.number} was changed meanwhile; nothing was overwritten.`, {
          findingId,
          revision: current.revision,
        })
      const next = changed(current, patch)
      if (next !== current) {
        tx.change(
          { action: 'finding.updated', subject: 'finding', subjectId: findingId, reason: patch.severityReason || undefined },
          (writable) => {
            writeFinding(writable, { ...next, untouched: false, revision: revision + 1, updatedAt: ports.clock.now().toISOString() })
          },
        )
      }
      return withEvidence(db, existing(db, findingId))
    })
  }

  return {
    'findings.list': (query) => listFindings(sessions.require().db, query),
    'findings.facets': ({ filter }) => findingFacets(sessions.require().db, filter),
    'findings.get': ({ findingId }) => {
      const { db } = sessions.require()
      return withEvidence(db, existing(db, findingId))
    },
    'findings.update': update,
    'findings.history': ({ findingId }) => {
      const { db } = sessions.require()
      existing(db, findingId)
      return entriesOf(db, 'finding', findingId).map(changeOf)
    },
  }
}

function existing(db: ReadableDb, findingId: string): Finding {
  const finding = readFinding(db, findingId)
  if (!finding) throw new AppError('not-found', 'There is no such finding.', { findingId })
  return finding
}

/** The finding with the patch laid over it; the same object where nothing differs. A severity unlike the scanner's needs a reason. */
function changed(finding: Finding, patch: FindingPatch): Finding {
  const stated = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const next: Finding = { ...finding, ...stated }
  if (next.severity !== finding.scannerSeverity && next.severityReason.trim() === '')
    throw new AppError('invalid-input', `The scanner says ${finding.scannerSeverity}; a severity of ${next.severity} needs a reason.`, {
      field: 'severityReason',
    })
  const differs = Object.keys(stated).some((key) => next[key as keyof Finding] !== finding[key as keyof Finding])
  return differs ? next : finding
}

/** Fields that are bookkeeping, not words of a person. */
const SILENT = new Set(['revision', 'updatedAt', 'untouched'])

const asText = (value: Json | undefined): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

function changeOf(entry: JournalEntry): FindingChange {
  const before = (entry.before ?? {}) as Record<string, Json>
  const after = (entry.after ?? {}) as Record<string, Json>
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !SILENT.has(field) && before[field] !== after[field],
  )
  return {
    seq: entry.seq,
    at: entry.at,
    actor: entry.actor,
    reason: entry.reason,
    changes: fields.map((field) => ({ field, before: asText(before[field]), after: asText(after[field]) })),
  }
}
