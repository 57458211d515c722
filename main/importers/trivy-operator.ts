// Reports of the Trivy Operator, Kubernetes resources of aquasecurity.github.io: one, an array, a list of kubectl, or one array per
// kind (FORMATS.md §13).
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { firstText, isObject, type JsonObject, objectOf, textOf, textsOf } from './fields.ts'
import { placeInCode, scanTime, severityOfIac } from './iac-facts.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import type { Note } from './notes.ts'
import { documentOf, type HeadView } from './recognise.ts'

const GROUP = 'aquasecurity.github.io'
const LABEL = 'trivy-operator'
/** Where reports lie in a document: it is one, or they lie in an array, or in arrays under keys. */
const REPORTS: readonly (readonly string[])[] = [[], ['*'], ['*', '*']]
const LISTS = ['checks', 'vulnerabilities', 'secrets']

function contextOf({ path, around }: Place, late: boolean): JsonObject | undefined {
  const inCompliance = path.at(-4) === 'results'
  const report = objectOf(around.at(inCompliance ? -6 : -3))
  const body = objectOf(around.at(inCompliance ? -5 : -2))
  const control = inCompliance ? objectOf(around.at(-2)) : {}
  if (!late && (body['updateTimestamp'] === undefined || report['metadata'] === undefined)) return undefined
  if (!late && inCompliance && (control['id'] === undefined || control['severity'] === undefined)) return undefined
  const metadata = objectOf(report['metadata'])
  const labels = objectOf(metadata['labels'])
  const label = (name: string): string | null => textOf(labels[`${LABEL}.${name}`])
  const artifact = objectOf(body['artifact'])
  const image = [textOf(artifact['repository']), textOf(artifact['tag'])].filter((text) => text !== null).join(':')
  const where = [
    label('resource.namespace') ?? textOf(metadata['namespace']),
    label('resource.kind') ?? textOf(report['kind']),
    label('resource.name') ?? textOf(metadata['name']),
    label('container.name'),
  ]
  return {
    list: String(path.at(-2)),
    where: where.filter((text) => text !== null).join('/'),
    kind: label('resource.kind') ?? textOf(report['kind']),
    image: image === '' ? null : image,
    seen: textOf(body['updateTimestamp']),
    tool: textOf(objectOf(body['scanner'])['name']),
    version: textOf(objectOf(body['scanner'])['version']),
    framework: inCompliance ? firstText(objectOf(body['detailReport'])['title'], metadata['name']) : null,
    control: textOf(control['id']),
    severity: textOf(control['severity']),
  }
}

const FORMAT: DocumentFormat = {
  records: REPORTS.flatMap((before) => [
    ...LISTS.map((list) => [...before, 'report', list, '*']),
    [...before, 'status', 'detailReport', 'results', '*', 'checks', '*'],
  ]),
  skip: REPORTS.flatMap((before) => [
    [...before, 'report', 'components'],
    [...before, 'spec'],
  ]),
  context: contextOf,
  map,
}

function map(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value)) return { rejected: 'not-an-object', because: 'no JSON object.' }
  const severityRaw = firstText(value['severity'], context['severity'])
  const image = textOf(context['image'])
  const found: ScanRecord = {
    ...UNSTATED,
    ...scanTime(context['seen']),
    title: textOf(value['title']),
    severityRaw,
    severity: severityOfIac(severityRaw, note),
    resourceType: textOf(context['kind']),
    otherResources: image === null ? [] : [image],
    provider: 'kubernetes',
    toolName: textOf(context['tool']) ?? 'Trivy',
    toolVersion: textOf(context['version']),
  }
  const list = textOf(context['list'])
  if (list === 'vulnerabilities') return vulnerability(value, context, found)
  return list === 'secrets' ? secret(value, context, found) : check(value, context, found, note)
}

function check(value: JsonObject, context: JsonObject, found: ScanRecord, note: Note): Mapped {
  const checkId = textOf(value['checkID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no check of a report (checkID).' }
  const success = value['success']
  if (typeof success !== 'boolean') note('unknown-status', 'Checks that do not say whether they succeeded were filed as unknown.')
  const framework = textOf(context['framework'])
  const control = textOf(context['control'])
  return {
    ...found,
    checkId,
    description: textOf(value['description']),
    statusText: textsOf(value['messages']).join(' ') || null,
    result: success === true ? 'pass' : success === false ? 'fail' : 'unknown',
    statusRaw: typeof success === 'boolean' ? String(success) : textOf(success),
    resourceId: firstText(value['target'], context['where']),
    remediationText: textOf(value['remediation']),
    categories: textsOf(value['category']),
    compliance: framework === null ? [] : [{ framework, ids: control === null ? [] : [control] }],
    perRequirement: framework !== null,
  }
}

function vulnerability(value: JsonObject, context: JsonObject, found: ScanRecord): Mapped {
  const checkId = textOf(value['vulnerabilityID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no vulnerability of a report (vulnerabilityID).' }
  const name = textOf(value['resource'])
  const fixed = textOf(value['fixedVersion'])
  return {
    ...found,
    checkId,
    title: found.title ?? checkId,
    statusText:
      `${name ?? 'A package'} ${textOf(value['installedVersion']) ?? ''}`.trim() +
      (fixed === null ? '; no fixed version is named.' : `; fixed in ${fixed}.`),
    result: 'fail',
    resourceId: placeInCode(textOf(context['where']), name, null),
    resourceName: name,
    remediationText: fixed === null ? null : `Update ${name ?? 'the package'} to ${fixed}.`,
    remediationUrls: splitLinks([...textsOf(value['primaryLink']), ...textsOf(value['links'])]).links,
  }
}

/** `match` is the secret, masked or not: it is never quoted (trap T19). */
function secret(value: JsonObject, context: JsonObject, found: ScanRecord): Mapped {
  const checkId = textOf(value['ruleID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no secret of a report (ruleID).' }
  return {
    ...found,
    checkId,
    statusText: 'A secret was found.',
    result: 'fail',
    resourceId: placeInCode(textOf(context['where']), textOf(value['target']), null),
    categories: textsOf(value['category']),
  }
}

const isReport = (value: unknown): boolean => isObject(value) && (textOf(value['apiVersion'])?.startsWith(`${GROUP}/`) ?? false)

/** In words: where the head shows a report; null where it shows none. */
function reportsIn(view: HeadView): string | null {
  if (view.kind !== 'json' || view.script !== null) return null
  if (Array.isArray(view.payload)) return isReport(view.payload[0]) ? 'the first item of the array' : null
  const document = documentOf(view)
  if (document === null) return null
  if (isReport(document)) return 'the document'
  const [key] =
    Object.entries(document).find(([name, list]) => Array.isArray(list) && (name.endsWith(`.${GROUP}`) || isReport(list[0]))) ?? []
  return key === undefined ? null : `an array under ${key.slice(0, 60)}`
}

/** Reports of the Trivy Operator. */
export const trivyOperator: Importer = {
  formatId: 'trivy-operator',
  label: 'Trivy Operator',
  detect(view) {
    const where = reportsIn(view)
    if (where === null) return null
    return {
      label: 'Report of the Trivy Operator',
      confidence: 'certain',
      toolVersion: null,
      reason: `Kubernetes resources of ${GROUP}: ${where}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
