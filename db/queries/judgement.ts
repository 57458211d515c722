// Verdicts, conclusions and sign-offs: one row each, absent until a person has spoken.
import { canonicalJson } from '#domain/canonical-json'
import type { ConclusionWord, Verdict } from '#domain/criterion'
import { AnsweredProposal } from '#domain/proposal'
import type { SignOffRole } from '#domain/sign-off'
import type { ReadableDb, WritableDb } from '../types.ts'

export type StoredVerdict = {
  readonly criterionId: string
  readonly verdict: Verdict
  readonly rationale: string
  readonly basis: string
  /** The registered AWS report an inherited verdict rests on. */
  readonly reportId: string | null
  /** What the evidence proposed then; null where the verdict answers no proposal. */
  readonly proposal: AnsweredProposal | null
  readonly updatedAt: string
  readonly updatedBy: string
}
/** topic '' = the service as a whole. */
export type StoredConclusion = {
  readonly service: string
  readonly topic: string
  readonly conclusion: ConclusionWord
  readonly rationale: string
  readonly updatedAt: string
  readonly updatedBy: string
}
export type StoredSignOff = {
  readonly service: string
  readonly role: SignOffRole
  readonly name: string
  readonly at: string
  readonly contentHash: string
}

const VERDICT =
  'criterion_id AS criterionId, verdict, rationale, basis, report_id AS reportId, proposal, updated_at AS updatedAt, updated_by AS updatedBy'
const CONCLUSION = 'service, topic, conclusion, rationale, updated_at AS updatedAt, updated_by AS updatedBy'
const SIGN_OFF = 'service, role, name, at, content_hash AS contentHash'

type VerdictRow = Omit<StoredVerdict, 'proposal'> & { readonly proposal: string | null }

const verdictOf = ({ proposal, ...row }: VerdictRow): StoredVerdict => ({
  ...row,
  proposal: proposal === null ? null : AnsweredProposal.parse(JSON.parse(proposal)),
})

export const allVerdicts = (db: ReadableDb): StoredVerdict[] =>
  db.prepare<[], VerdictRow>(`SELECT ${VERDICT} FROM verdicts ORDER BY criterion_id`).all().map(verdictOf)
/** Of criteria of one service: their ids begin with its key. */
export const verdictsOfService = (db: ReadableDb, service: string): StoredVerdict[] =>
  db
    .prepare<[string, string], VerdictRow>(
      `SELECT ${VERDICT} FROM verdicts WHERE criterion_id > ? AND criterion_id < ? ORDER BY criterion_id`,
    )
    // '/' follows '.' in ASCII.
    .all(`${service}.`, `${service}/`)
    .map(verdictOf)
export function readVerdict(db: ReadableDb, criterionId: string): StoredVerdict | null {
  const row = db.prepare<[string], VerdictRow>(`SELECT ${VERDICT} FROM verdicts WHERE criterion_id = ?`).get(criterionId)
  return row === undefined ? null : verdictOf(row)
}

export function writeVerdict(db: WritableDb, v: StoredVerdict): void {
  db.prepare(
    'INSERT OR REPLACE INTO verdicts (criterion_id, verdict, rationale, basis, report_id, proposal, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    v.criterionId,
    v.verdict,
    v.rationale,
    v.basis,
    v.reportId,
    v.proposal === null ? null : canonicalJson(v.proposal),
    v.updatedAt,
    v.updatedBy,
  )
}

export const allConclusions = (db: ReadableDb): StoredConclusion[] =>
  db.prepare<[], StoredConclusion>(`SELECT ${CONCLUSION} FROM conclusions ORDER BY service, topic`).all()
export const readConclusion = (db: ReadableDb, service: string, topic: string): StoredConclusion | null =>
  db
    .prepare<[string, string], StoredConclusion>(`SELECT ${CONCLUSION} FROM conclusions WHERE service = ? AND topic = ?`)
    .get(service, topic) ?? null

export function writeConclusion(db: WritableDb, c: StoredConclusion): void {
  db.prepare(
    'INSERT OR REPLACE INTO conclusions (service, topic, conclusion, rationale, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(c.service, c.topic, c.conclusion, c.rationale, c.updatedAt, c.updatedBy)
}

export const allSignOffs = (db: ReadableDb): StoredSignOff[] =>
  db.prepare<[], StoredSignOff>(`SELECT ${SIGN_OFF} FROM sign_offs ORDER BY service, role`).all()
export const readSignOff = (db: ReadableDb, service: string, role: string): StoredSignOff | null =>
  db.prepare<[string, string], StoredSignOff>(`SELECT ${SIGN_OFF} FROM sign_offs WHERE service = ? AND role = ?`).get(service, role) ?? null

export function writeSignOff(db: WritableDb, s: StoredSignOff): void {
  db.prepare('INSERT OR REPLACE INTO sign_offs (service, role, name, at, content_hash) VALUES (?, ?, ?, ?, ?)').run(
    s.service,
    s.role,
    s.name,
    s.at,
    s.contentHash,
  )
}
