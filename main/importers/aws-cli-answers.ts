// Tells of which AWS CLI operation a JSON document is the answer, by its shape alone (FORMATS.md §7.1). The rows are in
// aws-cli-answers-*.ts; what becomes of an answer is in aws-cli.ts.
import type { Answer, AnswerService } from './aws-cli-answer.ts'
import { ACM, DYNAMODB, FILE_SYSTEMS, KMS, RDS, S3, SECRETS } from './aws-cli-answers-data.ts'
import { GUARDDUTY, INSPECTOR, MACIE, SECURITY_HUB } from './aws-cli-answers-detection.ts'
import { IAM, STS } from './aws-cli-answers-iam.ts'
import { ACCESS_ANALYZER, ACCOUNT, COGNITO, IDENTITY_STORE, ORGANIZATIONS, RESOURCE_SHARES, SSO_ADMIN } from './aws-cli-answers-identity.ts'
import { CLOUDTRAIL, CLOUDWATCH, CONFIG, EVENTS, LOGS } from './aws-cli-answers-logging.ts'
import { CLOUDFRONT, EC2, LOAD_BALANCING, ROUTE53, SHIELD, WAF } from './aws-cli-answers-network.ts'
import { BACKUP, ECR, EKS, LAMBDA, SNS, SQS, SSM } from './aws-cli-answers-operations.ts'
import { PINPOINT, PINPOINT_SMS, SES } from './aws-cli-answers-pinpoint.ts'
import { isObject, type JsonObject, objectOf } from './fields.ts'

export const ANSWER_SERVICES: readonly AnswerService[] = [
  PINPOINT,
  PINPOINT_SMS,
  SES,
  SSO_ADMIN,
  IDENTITY_STORE,
  IAM,
  STS,
  ACCESS_ANALYZER,
  ORGANIZATIONS,
  ACCOUNT,
  RESOURCE_SHARES,
  COGNITO,
  CLOUDTRAIL,
  CONFIG,
  GUARDDUTY,
  INSPECTOR,
  SECURITY_HUB,
  MACIE,
  CLOUDWATCH,
  LOGS,
  EVENTS,
  EC2,
  LOAD_BALANCING,
  WAF,
  SHIELD,
  CLOUDFRONT,
  ROUTE53,
  EKS,
  LAMBDA,
  KMS,
  S3,
  SECRETS,
  ACM,
  RDS,
  DYNAMODB,
  BACKUP,
  SNS,
  SQS,
  ECR,
  FILE_SYSTEMS,
  SSM,
]

export type KnownAnswer = { readonly service: AnswerService; readonly answer: Answer }

/** Members any answer may have: pages, and what an SDK adds. */
const BESIDE = new Set(['ResponseMetadata', 'NextToken', 'nextToken', 'NextMarker', 'Marker', 'IsTruncated', 'Truncated'])

/** The value a row says holds the content of an answer; undefined where it is not there. */
export function contentOf(document: JsonObject, answer: Answer): unknown {
  if (answer.at === undefined) return document
  let value: unknown = document
  for (const key of answer.at.split('.')) value = isObject(value) ? value[key] : undefined
  return value
}

/** Every operation whose answer has this shape, in the order of the table: the first is what an auditor would have run. */
export function answersLike(document: JsonObject): readonly KnownAnswer[] {
  return ANSWER_SERVICES.flatMap((service) =>
    service.answers.filter((answer) => fits(document, answer)).map((answer) => ({ service, answer })),
  )
}

/** The row of an operation a person names, and its service where only that is known. */
export function answerNamed(cli: string, operation: string): { readonly service: AnswerService | null; readonly answer: Answer | null } {
  const service = ANSWER_SERVICES.find((known) => known.cli === cli) ?? null
  return { service, answer: service?.answers.find((known) => known.operation === operation) ?? null }
}

function fits(document: JsonObject, answer: Answer): boolean {
  if (answer.flat !== undefined) return answer.shared !== true && holds(document, answer.flat)
  const [key = ''] = (answer.at ?? '').split('.')
  // First of all: a hostile document may have a million members.
  if (document[key] === undefined) return false
  const expected = new Set([key, ...(answer.also ?? [])])
  if (!Object.keys(document).every((member) => expected.has(member) || BESIDE.has(member))) return false
  const content = contentOf(document, answer)
  const items = Array.isArray(content) ? content : [content]
  if (items.length === 0) return answer.shared !== true
  if (answer.has !== undefined)
    return holds(items[0], answer.has) && (answer.only !== true || Object.keys(objectOf(items[0])).length === answer.has.length)
  if (answer.reads !== undefined) return typeof items[0] === 'string' && answer.reads.test(items[0])
  return answer.shared !== true && content !== undefined && content !== null
}

const holds = (value: unknown, members: readonly string[]): boolean =>
  isObject(value) && members.every((member) => value[member] !== undefined)
