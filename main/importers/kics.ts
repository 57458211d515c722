// KICS: queries with the files they matched (FORMATS.md §14). What did not match is only counted.
import { UNSTATED } from '#domain/evidence'
import { firstText, isObject, type JsonObject, numberOf, objectOf, textOf } from './fields.ts'
import { placeInCode, providerOf, scanTime, severityOfIac } from './iac-facts.ts'
import { serviceOfCloudFormation, serviceOfTerraform } from './iac-service.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import type { Note } from './notes.ts'
import { documentOf } from './recognise.ts'

/** What every query says; in sorted files its id and severity stand behind its files. */
const NEEDED = ['query_id', 'query_name', 'severity', 'description', 'category']

/** What a query says of all its files; KICS writes part of it behind them. */
function contextOf({ around }: Place, late: boolean): JsonObject | undefined {
  const report = objectOf(around[0])
  const query = objectOf(around.at(-2))
  if (!late && NEEDED.some((key) => query[key] === undefined)) return undefined
  const text = (key: string): string | null => textOf(query[key])
  return {
    id: text('query_id'),
    name: text('query_name'),
    url: text('query_url'),
    severity: text('severity'),
    provider: text('cloud_provider') ?? text('platform'),
    category: text('category'),
    description: text('description'),
    cwe: text('cwe'),
    version: textOf(report['kics_version']),
    end: textOf(report['end']),
  }
}

const FORMAT: DocumentFormat = {
  records: [['queries', '*', 'files', '*']],
  skip: [['bill_of_materials']],
  context: contextOf,
  map,
  finish(payload, note) {
    const count = (key: string): number => numberOf(objectOf(payload)[key]) ?? 0
    const unread = Math.max(count('files_failed_to_scan'), count('files_scanned') - count('files_parsed'))
    if (unread > 0) note('tool-failure', `KICS could not read ${unread} of ${count('files_scanned')} files; they were not checked.`)
    const failed = count('queries_failed_to_execute')
    if (failed > 0) note('tool-failure', `${failed} of ${count('queries_total')} queries of KICS failed to run.`)
  },
}

/** Values KICS quotes from files may be secrets (trap T19); only what it says about them is taken. */
function map(value: unknown, query: JsonObject, note: Note): Mapped {
  if (!isObject(value) || textOf(value['file_name']) === null) return { rejected: 'wrong-shape', because: 'no match of KICS (file_name).' }
  const checkId = textOf(query['id'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'a match of a query without query_id.' }
  const severityRaw = textOf(query['severity'])
  const expected = textOf(value['expected_value'])
  const actual = textOf(value['actual_value'])
  const [, keyType = null, keyName = null] = TERRAFORM_KEY.exec(textOf(value['search_key']) ?? '') ?? []
  const type = textOf(value['resource_type']) ?? keyType
  const service = serviceOfTerraform(type) ?? serviceOfCloudFormation(type)
  const cwe = textOf(query['cwe'])
  const provider = providerOf(textOf(query['provider']))
  const code = textOf(value['remediation'])
  return {
    ...UNSTATED,
    ...scanTime(query['end']),
    toolRecordId: textOf(value['similarity_id']),
    checkId,
    title: textOf(query['name']),
    description: textOf(query['description']),
    statusText: actual ?? expected,
    result: 'fail',
    statusRaw: textOf(value['issue_type']),
    severityRaw,
    severity: severityOfIac(severityRaw, note),
    resourceId: placeInCode(textOf(value['file_name']), textOf(value['search_key']), textOf(value['line'])),
    resourceName: textOf(value['resource_name']) ?? keyName,
    resourceType: type,
    scannerService: service,
    provider: service === null ? (PLATFORMS.get(provider ?? '') ?? (PLATFORMS.has(provider ?? '') ? null : provider)) : 'aws',
    remediationText: actual === null ? null : expected,
    remediationUrls: splitLinks([textOf(query['url'])].filter((url) => url !== null)).links,
    remediationCode: code === null ? [] : [{ kind: firstText(value['remediation_type']) ?? 'remediation', text: code }],
    categories: [textOf(query['category'])].filter((category) => category !== null),
    compliance: cwe === null ? [] : [{ framework: 'CWE', ids: [cwe] }],
    toolName: 'KICS',
    toolVersion: textOf(query['version']),
  }
}

/** `aws_s3_bucket[logs].policy`: reports before resource_type say the resource of Terraform here only. */
const TERRAFORM_KEY = /^(?:resource\.)?([a-z0-9]{2,20}_[a-z0-9_]{1,80})\[([^\][]{1,200})\]/

/** Platforms of KICS: the language a file is written in, and the cloud where it knows only one. */
const PLATFORMS: ReadonlyMap<string, string | null> = new Map([
  ['cloudformation', 'aws'],
  ['terraform', null],
  ['ansible', null],
  ['dockerfile', null],
  ['openapi', null],
  ['pulumi', null],
  ['crossplane', null],
  ['serverlessfw', null],
])

/** KICS. */
export const kics: Importer = {
  formatId: 'kics',
  label: 'KICS',
  detect(view) {
    const document = documentOf(view)
    if (document === null || !Array.isArray(document['queries'])) return null
    const key = ['severity_counters', 'files_scanned'].find((name) => name in document)
    if (key === undefined) return null
    return {
      label: 'KICS results',
      confidence: 'certain',
      toolVersion: textOf(document['kics_version']),
      reason: `The document has a list under queries, and ${key}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
