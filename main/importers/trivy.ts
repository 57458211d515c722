// Trivy's report of one artifact: schema 2, and the bare array of targets before 0.20 (FORMATS.md §13). Clusters are trivy-k8s.ts.
import { type JsonObject, listOf, numberOf, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import type { Note } from './notes.ts'
import { documentOf, itemOf } from './recognise.ts'
import { mapTrivyFinding, TRIVY_LISTS, type TrivyContext } from './trivy-findings.ts'

/**
 * What stands around a finding; it waits for the name of its target, which sorted files hold behind it, and for the time of the report
 * where its members stand in an order of their own. As Trivy writes it there is nothing to wait for: old reports name no time.
 */
function contextOf({ path, around }: Place, late: boolean): TrivyContext | undefined {
  const report = objectOf(around[0])
  const result = objectOf(around.at(-2))
  const isBegun = ['SchemaVersion', 'ArtifactName'].every((key) => report[key] !== undefined)
  const hasTime = path[0] !== 'Results' || report['CreatedAt'] !== undefined || isBegun
  if (!late && (result['Target'] === undefined || !hasTime)) return undefined
  const account = textOf(report['ArtifactType']) === 'aws_account' ? textOf(report['ArtifactName']) : null
  return {
    list: String(path.at(-2)),
    target: textOf(result['Target']),
    created: textOf(report['CreatedAt']),
    version: textOf(objectOf(report['Trivy'])['Version']),
    account: account !== null && /^\d{12}$/.test(account) ? account : null,
  }
}

function format(): DocumentFormat {
  let passes = 0
  return {
    records: TRIVY_LISTS.flatMap((list) => [
      ['Results', '*', list, '*'],
      ['*', list, '*'],
    ]),
    skip: [['Metadata'], ['Results', '*', 'Packages'], ['*', 'Packages']],
    context: contextOf,
    map(value, context, note) {
      const mapped = mapTrivyFinding(value, context, note)
      if ('result' in mapped && mapped.result === 'pass') passes += 1
      return mapped
    },
    finish: (payload, note) => notePasses(listOf(objectOf(payload)['Results']), passes, note),
  }
}

/** Says that checks passed which the file only counts (FORMATS.md §13). */
export function notePasses(results: readonly unknown[], listed: number, note: Note): void {
  const counted = results.map((result) => numberOf(objectOf(objectOf(result)['MisconfSummary'])['Successes']) ?? 0)
  const passes = counted.reduce((sum, count) => sum + count, 0)
  if (passes > listed) note('not-listed', `The file counts ${passes} passed checks and lists ${listed} of them.`)
}

/** The members that make an object a report of schema 2 (FORMATS.md §3.3). */
const isReport = (document: JsonObject): boolean =>
  numberOf(document['SchemaVersion']) !== null &&
  !('ClusterName' in document) &&
  (typeof document['ArtifactName'] === 'string' || Array.isArray(document['Results']))

const isTarget = (value: JsonObject): boolean =>
  typeof value['Target'] === 'string' && (typeof value['Type'] === 'string' || 'Vulnerabilities' in value)

/** Trivy's report of an image, a folder, a repository or an account. */
export const trivy: Importer = {
  formatId: 'trivy',
  label: 'Trivy',
  detect(view) {
    const document = documentOf(view)
    if (document !== null && isReport(document))
      return {
        label: 'Trivy report',
        confidence: 'certain',
        toolVersion: textOf(objectOf(document['Trivy'])['Version']),
        reason: 'The document has a number as SchemaVersion with ArtifactName or Results.',
      }
    const first = itemOf(view)
    if (first === null || !isTarget(first)) return null
    return {
      label: 'Trivy report, before schema 2',
      confidence: 'certain',
      toolVersion: null,
      reason: 'The first item of the array has Target with Vulnerabilities or Type.',
    }
  },
  parse: (bytes) => importJsonDocument(bytes, format()),
  recut: (raw, context) => recutJsonDocument(raw, context, format()),
}
