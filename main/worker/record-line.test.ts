import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_COLUMNS, RECORD_COLUMNS, type RowValue } from '#db/queries/evidence-columns'
import { type Filing, type ScanRecord, UNSTATED } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import { createRecordGroups } from './record-kinds.ts'
import { createLineReader, kindLineOf, placeOf, recordLineOf } from './record-line.ts'

const FILED: Filing = {
  service: 'iam',
  topic: 'identity-and-access-management',
  subtopic: null,
  suggestedService: null,
  suggestedTopic: null,
  rule: 'a"rule',
  confidence: 'exact',
  serviceConfidence: 'exact',
  topicConfidence: 'high',
}
const UNKNOWN: Filing = { ...FILED, service: null, topic: null, suggestedTopic: 'resilience', confidence: 'none' }

/** Few different texts, so that records share kinds; half a surrogate pair and what JSON escapes among them. */
const text = fc.constantFrom(null, 'a', 'b', 'ü"\n\\', '\u2028', 'half \ud800 pair', '𝒂')
const records = fc.array(
  fc.record({
    checkId: text,
    title: text,
    statusText: text,
    result: fc.constantFrom('pass', 'fail'),
    statusRaw: text,
    muted: fc.boolean(),
    lifecycle: fc.constantFrom('active', 'archived'),
    severity: fc.constantFrom('low', 'high'),
    severityRaw: text,
    resourceId: text,
    resourceName: text,
    resourceType: text,
    scannerService: text,
    region: text,
    accountId: text,
    seenAt: text,
    timeQuality: fc.constantFrom('exact', 'none'),
    toolRecordId: text,
    toolName: fc.constantFrom(null, 'Prowler', 'Security Hub', '!'),
    wholeText: text,
    perRequirement: fc.boolean(),
    filing: fc.constantFrom(FILED, UNKNOWN),
  }),
  { maxLength: 60 },
)
const formats = fc.constantFrom<FormatId>('asff', 'prowler-csv')

const wellFormed = <T>(value: T): T | string => (typeof value === 'string' ? value.toWellFormed() : value)
const short = (about: readonly unknown[]): string => hash('sha256', JSON.stringify(about), 'base64url').slice(0, 16)

type Place = { readonly kind: number; readonly offset: number; readonly scopeKey: number }
type Columns = (typeof KIND_COLUMNS)[number] | (typeof RECORD_COLUMNS)[number]

/** A record as the description of the engagement file has it (docs/engagement-file.md), value by value. */
function plainRow(
  given: ScanRecord,
  f: Filing,
  formatId: FormatId,
  place: Place,
): { readonly kind: RowValue[]; readonly record: RowValue[] } {
  const r = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, wellFormed(value)])) as ScanRecord
  const word = (r.toolName ?? '').toLowerCase().replace(/[^a-z ]+/g, '')
  const family = word === '' ? formatId : word
  const check = r.checkId ?? r.title
  const resource = r.resourceId ?? r.resourceName
  const isLasting = formatId === 'asff' && family !== 'prowler' && r.toolRecordId !== null
  const about = isLasting ? [family, 'id', r.accountId, r.toolRecordId, check, resource] : [family, check, r.accountId, r.region, resource]
  const said = [r.checkId, r.title, r.statusText, r.result, r.statusRaw, r.muted, r.lifecycle, r.severity, r.severityRaw]
  said.push(resource, r.resourceType, r.region, r.accountId, f.service, f.topic, ...(r.wholeText === null ? [] : [r.wholeText]))
  const row: Record<Columns, RowValue> = {
    kind: place.kind,
    offset: place.offset,
    length: 10,
    context_key: null,
    scope_key: place.scopeKey,
    series: check === null ? null : short(about),
    twin:
      family !== 'prowler' || r.checkId === null ? null : short([family, r.checkId, r.accountId, r.region, r.resourceName ?? r.resourceId]),
    content: hash('sha256', JSON.stringify(said), 'hex').slice(0, 32),
    per_requirement: r.perRequirement ? 1 : 0,
    check_id: r.checkId,
    title: r.title,
    status_text: r.statusText,
    result: r.result,
    status_raw: r.statusRaw,
    muted: r.muted ? 1 : 0,
    lifecycle: r.lifecycle,
    severity: r.severity,
    severity_raw: r.severityRaw,
    resource,
    resource_type: r.resourceType,
    region: r.region,
    account: r.accountId,
    seen_at: r.seenAt,
    time_quality: r.timeQuality,
    service: f.service,
    topic: f.topic,
    filing_rule: f.rule,
    filing_confidence: f.confidence,
    subtopic: f.subtopic,
    service_confidence: f.serviceConfidence,
    topic_confidence: f.topicConfidence,
    suggested_service: f.suggestedService,
    suggested_topic: f.suggestedTopic,
  }
  const values = (columns: readonly Columns[]): RowValue[] => columns.map((column) => row[column])
  return { kind: values(KIND_COLUMNS), record: values(RECORD_COLUMNS) }
}

describe('the rows of records', () => {
  it('are their columns and those of their kinds, whatever they share with the records before them', () => {
    fc.assert(
      fc.property(records, formats, (list, formatId) => {
        const groupOf = createRecordGroups(formatId, (first, kind) => ({ kind, place: placeOf(first) }))
        const read = createLineReader()
        let kinds = 0
        list.forEach(({ filing, ...words }, offset) => {
          const record: ScanRecord = { ...UNSTATED, ...words }
          const { kind, place } = groupOf(record, filing)
          const plain = plainRow(record, filing, formatId, { kind: kind.number, offset, scopeKey: 7 })
          // Numbered without a gap, and of a number nothing but the record it was made of came before.
          if (kind.number > kinds) {
            kinds += 1
            expect(read(kindLineOf(kind))).toEqual({ kind: 'kind', values: plain.kind, json: JSON.stringify(plain.kind) })
            expect(kind.number).toBe(kinds)
          }
          const item = { kind: 'record', offset, length: 10, context: null, record } as const
          const row = read(recordLineOf(item, kind, place, { tally: 3, scope: 7 }, formatId))
          const content = plain.record[RECORD_COLUMNS.indexOf('content')]
          expect(row).toEqual({ kind: 'record', values: plain.record, json: JSON.stringify(plain.record), tally: 3, content })
        })
      }),
    )
  })

  it('are read from as many kinds as there may be, each known until it is forgotten on both sides', () => {
    const groupOf = createRecordGroups('asff', (_, kind) => kind)
    const read = createLineReader()
    const numberOf = (title: string): number => {
      const record = { ...UNSTATED, checkId: 'a', title }
      const kind = groupOf(record, FILED)
      if (kind.number > told) read(kindLineOf(kind))
      told = Math.max(told, kind.number)
      const item = { kind: 'record', offset: 0, length: 1, context: null, record } as const
      return Number(read(recordLineOf(item, kind, placeOf(record), { tally: 0, scope: 0 }, 'asff')).values[0])
    }
    let told = 0
    const titles = Array.from({ length: 10_001 }, (_, n) => String(n))
    expect(titles.map(numberOf)).toEqual(titles.map((_, n) => n + 1))
    expect([numberOf('10000'), numberOf('9999')]).toEqual([10_001, 10_002])
  })

  it('are of no kind that was not told', () => {
    const read = createLineReader()
    expect(() => read('1\t0\t0\t0\t1\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull\tnull')).toThrow(/kind 1/)
    expect(() => read('1\t0')).toThrow(/No line/)
  })
})

describe('the groups of records', () => {
  const groups = () => createRecordGroups('asff', (_, kind) => ({ kind }))

  it('are one for records of one kind and place, and another for every other', () => {
    const groupOf = groups()
    const first = groupOf({ ...UNSTATED, checkId: 'a', accountId: '1' }, FILED)
    expect(groupOf({ ...UNSTATED, checkId: 'a', accountId: '1', resourceId: 'r' }, FILED)).toBe(first)
    expect(groupOf({ ...UNSTATED, checkId: 'a', accountId: '2' }, FILED)).not.toBe(first)
    expect(groupOf({ ...UNSTATED, checkId: 'a', accountId: '1' }, UNKNOWN)).not.toBe(first)
  })

  it.each<readonly [keyof ScanRecord, unknown]>([
    ['result', 'fail'],
    ['severity', 'high'],
    ['lifecycle', 'archived'],
    ['muted', true],
    ['statusRaw', 'FAILED'],
    ['severityRaw', 'HIGH'],
    ['resourceType', 'AwsS3Bucket'],
    ['scannerService', 's3'],
    ['title', 'T'],
    ['toolName', 'Prowler'],
    ['toolVersion', '5'],
    ['timeQuality', 'exact'],
    ['perRequirement', true],
    ['provider', 'azure'],
    ['accountId', '1'],
    ['region', 'eu-west-1'],
  ])('are others for another %s', (member, value) => {
    const groupOf = groups()
    const first = groupOf({ ...UNSTATED, checkId: 'a' }, FILED)
    expect(UNSTATED[member]).not.toBe(value)
    expect(groupOf({ ...UNSTATED, checkId: 'a', [member]: value }, FILED)).not.toBe(first)
  })

  it.each(Object.keys(FILED) as (keyof Filing)[])(
    'are others where the filing differs in its %s, and the same where it is made anew',
    (member) => {
      const groupOf = groups()
      const first = groupOf({ ...UNSTATED, checkId: 'a' }, FILED)
      expect(groupOf({ ...UNSTATED, checkId: 'a' }, { ...FILED })).toBe(first)
      expect(groupOf({ ...UNSTATED, checkId: 'a' }, { ...FILED, [member]: 'other' })).not.toBe(first)
    },
  )

  it('are made anew where a check has too many kinds to compare', () => {
    const groupOf = groups()
    const first = groupOf({ ...UNSTATED, checkId: 'a' }, FILED)
    for (let n = 0; n < 100; n++) groupOf({ ...UNSTATED, checkId: 'a', title: String(n) }, FILED)
    expect(groupOf({ ...UNSTATED, checkId: 'a' }, FILED)).toEqual({
      kind: { ...first.kind, number: 102 },
    })
  })
})
