// Reads from an engagement what evaluators see: the answers of the commands they ask for, with exact places, and the calls that failed.
import { createSourceReader } from '#db/queries/source'
import type { ReadableDb } from '#db/types'
import type { Answer, Command, EvidenceInput } from '../evaluators/evidence.ts'
import { type CurrentKitCall, type KitAnswer, kitAnswers, kitCalls } from './kit-answers.ts'

type Kept = Pick<EvidenceInput, 'answers' | 'failed' | 'absent' | 'answered'>

const commandOf = ({ cli, operation }: { readonly cli: string; readonly operation: string }): Command => `${cli} ${operation}`

/** Answers and calls of the commands named, as they stand now. Bytes are read once, in the order they lie in. */
export function answersOf(db: ReadableDb, commands: ReadonlySet<Command>): Kept {
  const every = kitCalls(db)
  const calls = every.filter(({ call }) => commands.has(commandOf(call)))
  const cutShort = incompleteSources(db)
  const readers = rowReaders(db)
  const answers = kitAnswers(db, every)
    .filter((answer) => commands.has(commandOf(answer)))
    .map((answer): Answer => {
      const { value, isReadable, ...facts } = readers(answer)
      return {
        command: commandOf(answer),
        args: answer.fromKit ? answer.args : null,
        account: answer.account,
        region: answer.region,
        at: answer.at,
        place: placeOf(answer),
        isComplete: isReadable && !cutShort.has(answer.sourceKey),
        value,
        ...facts,
      }
    })
  return {
    answers,
    failed: calls.flatMap(({ call, isHere, ...place }) => {
      const { outcome } = call
      if (outcome === 'absent' || (outcome === 'answered' && isHere)) return []
      return [
        { ...callOf({ call, isHere, ...place }), outcome: outcome === 'answered' ? ('unreadable' as const) : outcome, error: call.error },
      ]
    }),
    absent: calls.filter(({ call }) => call.outcome === 'absent').map(callOf),
    answered: calls.filter(({ call, isHere }) => call.outcome === 'answered' && isHere).map(callOf),
  }
}

const callOf = (found: CurrentKitCall) => ({
  command: commandOf(found.call),
  args: found.call.args,
  account: found.call.account,
  region: found.call.region,
  place: placeOf(found),
})

const placeOf = ({
  evidenceId,
  sha256,
  offset,
  length,
}: Pick<KitAnswer, 'evidenceId' | 'sha256' | 'offset' | 'length'>): Answer['place'] => ({
  evidenceId,
  sha256,
  offset,
  length,
})

/** Files whose import said that something of them is not there. */
function incompleteSources(db: ReadableDb): ReadonlySet<number> {
  return new Set(
    db
      .prepare<[], { source_key: number }>(
        "SELECT DISTINCT source_key FROM import_issues WHERE code = 'incomplete-export' OR kind = 'rejection'",
      )
      .all()
      .map((row) => row.source_key),
  )
}

type Read = { readonly value: unknown; readonly isReadable: boolean }

/** An answer's value: its JSON, or the columns of a row of the credential report as its importer read them. */
function rowReaders(db: ReadableDb): (answer: KitAnswer) => Read & Partial<Pick<Answer, 'account' | 'at'>> {
  const cut = createSourceReader(db)
  const facts = db.prepare<[number], CredentialRow>(
    'SELECT status_text, resource, resource_type, account, seen_at FROM evidence WHERE evidence_id = ?',
  )
  return (answer) => {
    if (answer.formatId === 'iam-credential-report') {
      const row = facts.get(answer.evidenceId)
      return row === undefined
        ? { value: null, isReadable: false }
        : { value: columnsOf(row), isReadable: true, account: row.account, at: answer.fromKit ? answer.at : row.seen_at }
    }
    try {
      return {
        value: JSON.parse(
          cut(answer.sourceKey, answer.offset, answer.length)
            .toString('utf8')
            .replace(/^\uFEFF/u, ''),
        ),
        isReadable: true,
      }
    } catch {
      // Not JSON: kept as evidence all the same, and told as incomplete.
      return { value: null, isReadable: false }
    }
  }
}

type CredentialRow = {
  readonly status_text: string | null
  readonly resource: string | null
  readonly resource_type: string | null
  readonly account: string | null
  readonly seen_at: string | null
}

/** The row's columns out of the sentence `name value; name value.` its importer made; columns that say nothing are not in it. */
function columnsOf({ status_text: sentence, resource, resource_type: type }: CredentialRow): Readonly<Record<string, string>> {
  const columns: Record<string, string> = {}
  for (const fact of (sentence ?? '').replace(/\.$/u, '').split('; ')) {
    const space = fact.indexOf(' ')
    if (space > 0) columns[fact.slice(0, space)] = fact.slice(space + 1)
  }
  const name = (resource ?? '').slice((resource ?? '').lastIndexOf('/') + 1)
  columns['user'] = type === 'iam root user' ? '<root_account>' : name
  return columns
}
