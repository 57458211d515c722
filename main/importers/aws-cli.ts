// Answers of the AWS CLI: any JSON it prints is evidence, one record for the whole answer (FORMATS.md §7.1). Judges nothing: what an
// answer means for compliance, a person says. Which answer it is, aws-cli-answers.ts tells.
import { AppError } from '#domain/errors'
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { answerOf } from './aws-answers.ts'
import type { Answer, AnswerService } from './aws-cli-answer.ts'
import { answerNamed, answersLike, contentOf } from './aws-cli-answers.ts'
import { createJsonDocuments, type JsonDocumentPiece } from './aws-cli-documents.ts'
import { arnsIn, nextPageIn, saysWhat } from './aws-cli-facts.ts'
import { decodeUtf8 } from './encoding.ts'
import { isObject, objectOf, textOf } from './fields.ts'
import type { ByteStream, Importer, ImportItem } from './importer.ts'
import type { Mapped } from './json-import.ts'
import { readJson } from './json-value.ts'
import { createNoteBook, type Note, noNote } from './notes.ts'
import { wholeDocumentOf } from './recognise.ts'

/** The operation an answer is of, as the AWS CLI writes it: `pinpoint`, `get-apps`. */
export type AwsCliOperation = { readonly service: string; readonly operation: string }

const LABEL = 'Answer of the AWS CLI'
const WORD = /^[a-z0-9][a-z0-9-]{0,99}$/
const ACCOUNT = /^\d{12}$/

/** Answers whose shape tells their operation. */
export const awsCli: Importer = {
  formatId: 'aws-cli',
  label: LABEL,
  detect: (view) => {
    const document = wholeDocumentOf(view)
    const known = document === null ? undefined : answersLike(document)[0]
    if (known === undefined) return null
    const { service, answer } = known
    const keys = [...(answer.flat ?? [answer.at ?? '']), ...(answer.has ?? [])].join(', ')
    return {
      label: `${LABEL}: ${service.cli} ${answer.operation}`,
      confidence: answer.flat === undefined ? 'certain' : 'likely',
      toolVersion: null,
      reason: `The document has the members of an answer of “${service.cli} ${answer.operation}”: ${keys}.`,
    }
  },
  parse: (bytes) => readAnswers(bytes, null),
  recut,
}

/**
 * Reads any JSON as answers of the operation a person names; the name is kept as the record's context, from which the ordinary
 * importer reads it again. Throws AppError('invalid-input') where the words are none of a command.
 */
export function awsCliAs(about: AwsCliOperation): Importer {
  const service = about.service.trim().toLowerCase()
  const operation = about.operation.trim().toLowerCase()
  if (!WORD.test(service) || !WORD.test(operation))
    throw new AppError('invalid-input', 'Name the service and the operation as in the command, for example “pinpoint” and “get-apps”.')
  return { ...awsCli, parse: (bytes) => readAnswers(bytes, { service, operation }) }
}

async function* readAnswers(bytes: ByteStream, about: AwsCliOperation | null): AsyncGenerator<readonly ImportItem[]> {
  const notes = createNoteBook()
  const documents = createJsonDocuments()
  let records = 0
  const itemOf = (piece: JsonDocumentPiece): ImportItem => {
    records += 1
    const { offset, length } = piece
    const pointer = { offset, length, record: records, line: null }
    const mapped: Mapped =
      piece.kind === 'rejection'
        ? { rejected: piece.code, because: piece.message }
        : mapAnswer(piece.value, about, (code, message) => notes.add(code, message, pointer))
    if ('rejected' in mapped)
      return { kind: 'issue', issue: { kind: 'rejection', code: mapped.rejected, message: mapped.because, pointer, count: 1 } }
    return { kind: 'record', offset, length, context: about === null ? null : 0, record: mapped }
  }
  if (about !== null) yield [{ kind: 'context', key: 0, text: JSON.stringify(about) }]
  for await (const chunk of bytes) {
    const items = documents.write(chunk).map(itemOf)
    if (items.length > 0) yield items
  }
  const last = documents.end().map(itemOf)
  if (records === 0) notes.add('no-records', 'The file holds no answer.', null)
  for (const issue of notes.issues()) last.push({ kind: 'issue', issue })
  if (last.length > 0) yield last
}

function recut(raw: Uint8Array, context: string | null): ScanRecord {
  const text = decodeUtf8(raw)
  if (text === null) throw new AppError('import-rejected', 'The bytes of this answer are not UTF-8 text.')
  let mapped: Mapped
  try {
    mapped = mapAnswer(readJson(text).value, context === null ? null : operationOf(context), noNote)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('import-rejected', 'The bytes of this answer are not JSON.', {}, { cause })
  }
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function operationOf(context: string): AwsCliOperation {
  const about = objectOf(JSON.parse(context))
  const service = textOf(about['service'])
  const operation = textOf(about['operation'])
  if (service === null || operation === null) throw new AppError('import-rejected', 'The context kept with this answer names no operation.')
  return { service, operation }
}

function mapAnswer(value: unknown, about: AwsCliOperation | null, note: Note): Mapped {
  const document = isObject(value) ? answerOf(value) : value
  const known = knownAnswer(document, about)
  if (known === null)
    return {
      rejected: 'wrong-shape',
      because: 'The shape of this answer does not tell its operation. Import the file again and say which service and operation it is of.',
    }
  const { service, answer, operation } = known
  const placed = answer !== null && isObject(document) ? contentOf(document, answer) : undefined
  const content = placed ?? document
  if (nextPageIn(document)) note('incomplete-export', 'The answer is not complete: it names a next page. Export again without a limit.')
  return {
    ...UNSTATED,
    checkId: `${operation.service} ${operation.operation}`,
    title: answer === null ? `Answer of ${operation.service} ${operation.operation}` : `${service?.name ?? ''}: ${answer.shows}`,
    statusText: saysWhat(content, placed === undefined ? null : (answer?.at ?? null)),
    result: 'info',
    scannerService: answer?.word ?? service?.word ?? operation.service,
    provider: 'aws',
    ...placeOf(document, content, service, answer),
    toolName: 'AWS CLI',
    topic: answer?.topic ?? null,
    // The sentence counts items; which they are, only the answer itself says.
    wholeText: JSON.stringify(document, inOneOrder),
  }
}

/** For JSON.stringify: the same answer says the same in whatever order its members were saved. */
const inOneOrder = (_: string, value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value

function knownAnswer(document: unknown, about: AwsCliOperation | null) {
  if (about !== null) return { ...answerNamed(about.service, about.operation), operation: about }
  const known = isObject(document) ? answersLike(document)[0] : undefined
  if (known === undefined) return null
  return { ...known, operation: { service: known.service.cli, operation: known.answer.operation } }
}

/** What the answer is about, and whose it is: only what all its ARNs of the service itself agree on. */
function placeOf(
  document: unknown,
  content: unknown,
  service: AnswerService | null,
  answer: Answer | null,
): Pick<ScanRecord, 'resourceId' | 'partition' | 'region' | 'accountId'> {
  const all = answer?.ofOthers === true ? [] : arnsIn(document)
  const own = all.filter(({ arn }) => arn.namespace === service?.word || (service?.cli === 'sts' && arn.namespace === 'iam'))
  const asked = own.length > 0 ? own : all
  const items = (Array.isArray(content) ? content : [content]).map(objectOf)
  const itself =
    items.length === 1 ? own.find(({ id }) => [items[0]?.['Arn'], items[0]?.['arn'], items[0]?.['ARN']].includes(id)) : undefined
  const named = answer?.account === undefined ? [] : items.map((item) => textOf(item[answer.account ?? '']))
  return {
    resourceId: itself?.id ?? agreed(own.map(({ id }) => id)),
    partition: agreed(asked.map(({ arn }) => arn.partition)),
    region: agreed(asked.map(({ arn }) => arn.region)),
    accountId: agreed(
      named.length > 0 ? named.map((text) => (text !== null && ACCOUNT.test(text) ? text : null)) : asked.map(({ arn }) => arn.account),
    ),
  }
}

/** The one value all say that say any; null where they differ or none does. */
function agreed(values: readonly (string | null)[]): string | null {
  const said = new Set(values.filter((value) => value !== null))
  const [first] = said
  return said.size === 1 && first !== undefined ? first : null
}
