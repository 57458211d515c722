// Reading evidence: lists, one record in full re-cut from its original bytes, the bytes themselves.
import { createHash } from 'node:crypto'
import type { Handlers } from '#contract'
import { type LocatedEvidence, listEvidence, readEvidence } from '#db/queries/evidence'
import { evidenceFacets } from '#db/queries/evidence-facets'
import { readFilingRule, ruleIdOf } from '#db/queries/filing'
import { readContext, type StoredSource, sourceOfBytes } from '#db/queries/imports'
import { readSource } from '#db/queries/source'
import type { ReadableDb } from '#db/types'
import { AppError } from '#domain/errors'
import { importerBy } from '../importers/directed.ts'
import { recutRecord } from '../importers/reading.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `evidence.${string}`>

export function createEvidence({ sessions }: { readonly sessions: Sessions }): Pick<Handlers, Methods> {
  return {
    'evidence.list': (query) => listEvidence(sessions.require().db, query),
    'evidence.facets': ({ filter }) => evidenceFacets(sessions.require().db, filter),
    'evidence.get': ({ evidenceId }) => {
      const { db } = sessions.require()
      const { located, stored, raw } = cut(db, evidenceId)
      const importer = importerBy(stored.directions, { formatId: stored.formatId })
      if (!importer) throw new AppError('unexpected', `There is no importer for ${stored.formatId}.`)
      const record = recutRecord(importer, raw, readContext(db, located.sourceKey, located.contextKey), stored.encoding)
      return {
        ...located.row,
        filing: located.filing,
        refiled: readFilingRule(db, ruleIdOf({ check: located.row.check, from: located.filing })),
        toolRecordId: record.toolRecordId,
        tool: record.toolName ?? stored.tool,
        toolVersion: record.toolVersion ?? stored.toolVersion,
        formatId: stored.formatId,
        description: record.description,
        risk: record.risk,
        remediationText: record.remediationText,
        remediationUrls: [...record.remediationUrls],
        categories: [...record.categories],
        compliance: record.compliance.map(({ framework, ids }) => ({ framework, ids: [...ids] })),
        otherResources: [...record.otherResources],
        seenAtRaw: record.seenAtRaw,
      }
    },
    'evidence.raw': ({ evidenceId }) => {
      const { raw } = cut(sessions.require().db, evidenceId)
      return { base64: raw.toString('base64'), sha256: createHash('sha256').update(raw).digest('hex') }
    },
  }
}

function cut(db: ReadableDb, evidenceId: number): { located: LocatedEvidence; stored: StoredSource; raw: Buffer } {
  const located = readEvidence(db, evidenceId)
  if (!located) throw new AppError('not-found', `There is no evidence ${evidenceId}.`, { evidenceId })
  const { source } = located.row
  const found = sourceOfBytes(db, source.sha256)
  if (found === null) throw new AppError('not-found', 'The source file of this evidence is gone.', { sha256: source.sha256 })
  return { located, stored: found.stored, raw: readSource(db, located.sourceKey, source.offset, source.length) }
}
