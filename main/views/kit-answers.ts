// Answers of the AWS CLI and the calls of kits as they stand now, with the arguments their manifest names. Says nothing of what an
// answer means: evaluators read it.
import { createSourceReader } from '#db/queries/source'
import type { ReadableDb } from '#db/types'
import type { FormatId } from '#domain/imports'
import { KitCall } from '#domain/kit'

/** Where the bytes lie: `readSource(db, sourceKey, offset, length)` gives them. */
export type KitPlace = {
  readonly evidenceId: number
  readonly sha256: string
  readonly sourceKey: number
  readonly offset: number
  readonly length: number
}

/** One record of an answer: the whole answer, or one user, role or policy of the formats that hold many. */
export type KitAnswer = KitPlace & {
  readonly formatId: FormatId
  /** As the AWS CLI writes it. */
  readonly cli: string
  readonly operation: string
  /** Options by name without dashes; empty where no kit's manifest tells them. */
  readonly args: Readonly<Record<string, string>>
  readonly account: string | null
  readonly region: string | null
  /** ISO 8601; null where nothing tells it. */
  readonly at: string | null
  /** True where a kit's manifest names the call, so that `args` are all there were. */
  readonly fromKit: boolean
}

/** A call of a kit that counts, with the place of its line in the manifest. */
export type CurrentKitCall = KitPlace & {
  readonly call: KitCall
  /**
   * False where the manifest names an answer that is not among the evidence: it was missing from the bundle, was changed on the way,
   * could not be read, or its import was removed. True for calls without an answer, and for answers without any content.
   */
  readonly isHere: boolean
}

const ANSWER_FORMATS = ['aws-cli', 'iam-authorization-details', 'iam-credential-report'] as const

type Row = {
  evidence_id: number
  source_key: number
  sha256: string
  offset: number
  length: number
  format_id: FormatId
  check_id: string | null
  account: string | null
  region: string | null
  seen_at: string | null
}

const COLUMNS = 'e.evidence_id, e.source_key, e.sha256, e.offset, e.length, s.format_id, e.check_id, e.account, e.region, e.seen_at'
/** The few files of these formats are looked up before the records of all files; the sign in `+e.evidence_id` keeps it so. */
const FILES_FIRST = 'FROM source_files s CROSS JOIN evidence e ON e.source_key = s.source_key'

const placeOf = (row: Row): KitPlace => ({
  evidenceId: row.evidence_id,
  sha256: row.sha256,
  sourceKey: row.source_key,
  offset: row.offset,
  length: row.length,
})

/** Every call of a kit that counts, in order of evidence. One that a later bundle made again does not. */
export function kitCalls(db: ReadableDb): readonly CurrentKitCall[] {
  const cut = createSourceReader(db)
  const hasBytes = db.prepare<[string], { bytes: number }>('SELECT bytes FROM sources WHERE sha256 = ?')
  return db
    .prepare<[], Row>(
      `SELECT ${COLUMNS} ${FILES_FIRST}
       WHERE s.format_id = 'kit-manifest' AND e.standing = 'current' ORDER BY +e.evidence_id`,
    )
    .all()
    .map((row) => {
      const call = KitCall.parse(JSON.parse(cut(row.source_key, row.offset, row.length).toString('utf8')))
      return {
        ...placeOf(row),
        call,
        isHere: call.outcome !== 'answered' || (call.sha256 !== null && hasBytes.get(call.sha256) !== undefined),
      }
    })
}

/**
 * Every answer that counts. The same bytes are kept once, however many calls they answer: each call has its own entries here, which
 * then name the same place. Answers nobody's arguments tell apart (two lists of as many items) restate each other as records, yet are
 * two answers: the same bytes are never kept twice. What a kit's answer is of, the calls that count say; an answer no such call names is left out.
 */
export function kitAnswers(db: ReadableDb, calls: readonly CurrentKitCall[] = kitCalls(db)): readonly KitAnswer[] {
  const ofBytes = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM evidence e JOIN source_files s ON s.source_key = e.source_key WHERE e.sha256 = ? ORDER BY e.evidence_id`,
  )
  const answered = calls.flatMap(({ call }) => {
    const { cli, operation, args, account, region, startedAt: at } = call
    if (call.outcome !== 'answered' || call.sha256 === null) return []
    return ofBytes
      .all(call.sha256)
      .map((row) => ({ ...placeOf(row), formatId: row.format_id, cli, operation, args, account, region, at, fromKit: true }))
  })
  const named = new Set(answered.map(({ sha256 }) => sha256))
  const others = db
    .prepare<string[], Row>(
      `SELECT ${COLUMNS} ${FILES_FIRST}
       WHERE s.format_id IN (${ANSWER_FORMATS.map(() => '?').join(', ')})
         AND (e.standing = 'current' OR (e.standing = 'restated' AND s.format_id = 'aws-cli'))
         AND json_extract(coalesce(s.directions, '{}'), '$.kit') IS NULL ORDER BY +e.evidence_id`,
    )
    .all(...ANSWER_FORMATS)
    .filter((row) => !named.has(row.sha256))
    .map((row) => {
      const { cli, operation } = operationOf(row)
      return {
        ...placeOf(row),
        formatId: row.format_id,
        cli,
        operation,
        args: {},
        account: row.account,
        region: row.region,
        at: row.seen_at,
        fromKit: false,
      }
    })
  return [...answered, ...others].sort((a, b) => a.evidenceId - b.evidenceId)
}

function operationOf({ format_id: format, check_id: check }: Row): { readonly cli: string; readonly operation: string } {
  if (format === 'iam-authorization-details') return { cli: 'iam', operation: 'get-account-authorization-details' }
  if (format === 'iam-credential-report') return { cli: 'iam', operation: 'get-credential-report' }
  const [cli = '', operation = ''] = (check ?? '').split(' ')
  return { cli, operation }
}
