// What the journal can speak of: per subject, how its full state is read and which ones exist. Entries hold exactly this
// state before and after, so that the journal can be replayed against the file.

import { allAssuranceReports, readAssuranceReport } from '#db/queries/assurance'
import { readStoredAdditions } from '#db/queries/catalog-additions'
import { readEngagement } from '#db/queries/engagement'
import { allFilingRules, readFilingRule, ruleIdOf } from '#db/queries/filing'
import { findingIds, readFinding } from '#db/queries/findings'
import { answeredFiles, readAnswer } from '#db/queries/format-answers'
import { importIds, readImport } from '#db/queries/imports'
import { allConclusions, allSignOffs, allVerdicts, readConclusion, readSignOff, readVerdict } from '#db/queries/judgement'
import { profileNames, readProfile } from '#db/queries/profiles'
import { readRelation } from '#db/queries/relations'
import { allReports, readReport, readSignature, signedReportIds } from '#db/queries/reports'
import type { ReadableDb } from '#db/types'
import type { Json } from '#domain/canonical-json'
import type { JournalSubject } from '#domain/journal'

/** The one catalog file an engagement has. */
export const ADDITIONS_ID = 'additions'

/** The one relation an engagement has. */
export const RELATION_ID = 'head'

export type SubjectStates = {
  /** The state now, or null where there is none. */
  readonly read: (db: ReadableDb, subjectId: string) => Json
  /** Ids of all that exist now. */
  readonly ids: (db: ReadableDb) => string[]
}

/** `service/topic` and `service/role`; neither part can hold a slash (domain/ids.ts). */
export const pairId = (first: string, second: string): string => `${first}/${second}`
const pair = (id: string): [string, string] => {
  const slash = id.indexOf('/')
  return [id.slice(0, slash), id.slice(slash + 1)]
}

/** Without the answers where there are none: engagements made before the questionnaire are journaled so. */
function engagementState(db: ReadableDb): Json {
  const engagement = readEngagement(db)
  if (engagement === null) return null
  const { answers, ...words } = engagement.factors
  return { ...engagement, factors: Object.keys(answers).length === 0 ? words : { ...words, answers } }
}

/** Without the AWS report and the proposal where there is none: verdicts given before these are journaled so. */
function verdictState(db: ReadableDb, criterionId: string): Json {
  const verdict = readVerdict(db, criterionId)
  if (verdict === null) return null
  const { reportId, proposal, ...rest } = verdict
  return { ...rest, ...(reportId === null ? {} : { reportId }), ...(proposal === null ? {} : { proposal }) }
}

export const SUBJECTS: Readonly<Record<JournalSubject, SubjectStates>> = {
  engagement: {
    read: (db) => engagementState(db),
    ids: (db) => {
      const engagement = readEngagement(db)
      return engagement ? [engagement.engagementId] : []
    },
  },
  import: { read: readImport, ids: importIds },
  // How scans stand to each other: one state for the whole engagement.
  relation: { read: readRelation, ids: (db) => (readRelation(db) === null ? [] : [RELATION_ID]) },
  'format-answer': { read: readAnswer, ids: answeredFiles },
  profile: { read: readProfile, ids: profileNames },
  'filing-rule': { read: readFilingRule, ids: (db) => allFilingRules(db).map(ruleIdOf) },
  finding: { read: readFinding, ids: findingIds },
  verdict: { read: verdictState, ids: (db) => allVerdicts(db).map((v) => v.criterionId) },
  // The catalog file of one's own: one state for the whole engagement.
  catalog: { read: readStoredAdditions, ids: (db) => (readStoredAdditions(db) === null ? [] : [ADDITIONS_ID]) },
  'assurance-report': { read: readAssuranceReport, ids: (db) => allAssuranceReports(db).map((r) => r.reportId) },
  conclusion: { read: (db, id) => readConclusion(db, ...pair(id)), ids: (db) => allConclusions(db).map((c) => pairId(c.service, c.topic)) },
  'sign-off': { read: (db, id) => readSignOff(db, ...pair(id)), ids: (db) => allSignOffs(db).map((s) => pairId(s.service, s.role)) },
  report: { read: readReport, ids: (db) => allReports(db).map((r) => r.reportId) },
  signature: { read: readSignature, ids: signedReportIds },
}
