// What answers of AWS services have in common, whichever service gave them: envelopes around single objects, recorded times, the
// list that holds the records, and what a resource's id and type say about it.
import { arnOf } from './asff-service.ts'
import { isObject, type JsonObject, listOf, numberOf, textOf } from './fields.ts'
import { documentOf, type HeadView, recordOf } from './recognise.ts'
import { firstTime, readTime, type SeenAt } from './times.ts'

/** Takes the envelope of an EventBridge event or of a recorded response from an object that is one (FORMATS.md §3.3). */
export function answerOf(value: JsonObject): JsonObject {
  if ('detail-type' in value && isObject(value['detail'])) return value['detail']
  if ('status_code' in value && isObject(value['data'])) return value['data']
  return value
}

/**
 * The first of several times. Recorded responses hold times as `{"__class__":"datetime",…}` objects, which lost their offset when
 * they were recorded: they are read as local times and never shifted (trap T9).
 */
export const firstAwsTime = (...values: readonly unknown[]): SeenAt => firstTime(...values.map(recordedTime))
export const awsTime = (value: unknown): SeenAt => readTime(recordedTime(value))

function recordedTime(value: unknown): unknown {
  if (!isObject(value) || value['__class__'] !== 'datetime') return value
  const part = (name: string, width: number): string => String(numberOf(value[name]) ?? 0).padStart(width, '0')
  const day = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`
  const clock = `${part('hour', 2)}:${part('minute', 2)}:${part('second', 2)}`
  return `${day}T${clock}.${part('microsecond', 6)}`
}

/** What detection sees of an answer: its first record, under which list key, and in words where records lie. */
export type FirstRecord = { readonly record: JsonObject | null; readonly list: string | null; readonly where: string }

/** Finds the first record under one of the list keys, or where recognise.ts finds records of any format; null for no JSON. */
export function firstUnder(view: HeadView, lists: readonly string[]): FirstRecord | null {
  const answer = documentOf(view)
  for (const list of answer === null ? [] : lists) {
    const found = answer?.[list]
    if (!Array.isArray(found)) continue
    return { record: found.find(isObject) ?? null, list, where: `Records come in an array under ${list}.` }
  }
  const seen = recordOf(view)
  return seen === null ? null : { ...seen, list: null }
}

/** The service, place and account that an ARN or a resource type (`AWS::S3::Bucket`) names; a type names its service only. */
export function resourceFacts(id: string | null, type: string | null) {
  const arn = arnOf(id)
  const inType = /^AWS::([A-Za-z0-9]+)::/.exec(type ?? '')?.[1]?.toLowerCase() ?? null
  return {
    scannerService: arn?.namespace ?? inType,
    partition: arn?.partition ?? null,
    region: arn?.region ?? null,
    account: arn?.account ?? null,
  }
}

/** `a, b and 3 more`: a list of names short enough for one sentence. */
export function namesOf(names: readonly string[], most = 8): string {
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** The texts one member has in each object of a list. */
export const eachText = (list: unknown, key: string): readonly string[] =>
  listOf(list)
    .map((item) => (isObject(item) ? textOf(item[key]) : null))
    .filter((text) => text !== null)

/** Facts as one plain sentence; null where there are none. */
export function sentenceOf(facts: readonly (string | null)[]): string | null {
  const given = facts.filter((fact) => fact !== null)
  // Names of members come into it as they are, halves of surrogate pairs included, which no UTF-8 can hold.
  return given.length === 0 ? null : `${given.join('; ')}.`.toWellFormed()
}

/** A member under its name in Pascal case (an API's answer) or in camel case (events and exports of the same service). */
export const eitherCase = (object: JsonObject, name: string): unknown =>
  object[name] ?? object[`${name.charAt(0).toLowerCase()}${name.slice(1)}`]
