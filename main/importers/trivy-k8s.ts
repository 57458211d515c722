// Trivy's report of a Kubernetes cluster: findings below the resources they were found in (FORMATS.md §13).
import { arnOf } from './asff-service.ts'
import { type JsonObject, listOf, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, type Place, recutJsonDocument } from './json-document.ts'
import { documentOf } from './recognise.ts'
import { notePasses } from './trivy.ts'
import { mapTrivyFinding, TRIVY_LISTS } from './trivy-findings.ts'

/** Lists of resources in the forms Trivy has written. */
const RESOURCE_LISTS = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations']

function contextOf({ path, around }: Place, late: boolean): JsonObject | undefined {
  const resource = objectOf(around[2])
  const result = objectOf(around[4])
  const cluster = objectOf(around[0])['ClusterName']
  if (!late && [result['Target'], resource['Name'], cluster].includes(undefined)) return undefined
  const places = [textOf(resource['Namespace']), textOf(resource['Kind']), textOf(resource['Name'])].filter((text) => text !== null)
  const [namespace = '', kind = '', name = ''] = places.length === 3 ? places : ['', ...places]
  const target = textOf(result['Target'])
  const where = [namespace, kind, name].filter((text) => text !== '').join('/')
  // A configuration's target is the resource again; an image's is not.
  const again = target === `${kind}/${name}`
  return {
    list: String(path.at(-2)),
    target: again || target === null ? where : `${where} ${target}`,
    kind,
    cluster: textOf(cluster),
    created: null,
    version: null,
    account: null,
  }
}

function format(): DocumentFormat {
  let passes = 0
  return {
    records: RESOURCE_LISTS.flatMap((resources) => TRIVY_LISTS.map((list) => [resources, '*', 'Results', '*', list, '*'])),
    skip: RESOURCE_LISTS.flatMap((resources) => [
      [resources, '*', 'Metadata'],
      [resources, '*', 'Results', '*', 'Packages'],
    ]),
    context: contextOf,
    map(value, context, note) {
      const mapped = mapTrivyFinding(value, context, note)
      if ('rejected' in mapped) return mapped
      if (mapped.result === 'pass') passes += 1
      const cluster = arnOf(textOf(context['cluster']))
      return {
        ...mapped,
        resourceType: textOf(context['kind']),
        scannerService: cluster === null ? null : cluster.namespace,
        provider: cluster === null ? 'kubernetes' : 'aws',
        partition: cluster?.partition ?? null,
        region: cluster?.region ?? null,
        accountId: cluster?.account ?? null,
        otherResources: [textOf(context['cluster'])].filter((text) => text !== null),
      }
    },
    finish(payload, note) {
      const resources = RESOURCE_LISTS.flatMap((key) => listOf(objectOf(payload)[key])).map(objectOf)
      notePasses(
        resources.flatMap((resource) => listOf(resource['Results'])),
        passes,
        note,
      )
      const failed = resources.filter((resource) => textOf(resource['Error']) !== null).length
      if (failed > 0) note('tool-failure', `Trivy could not scan ${failed} of ${resources.length} resources.`)
    },
  }
}

/** Trivy's report of a cluster. */
export const trivyK8s: Importer = {
  formatId: 'trivy-k8s',
  label: 'Trivy, Kubernetes cluster',
  detect(view) {
    const document = documentOf(view)
    const list = document === null ? undefined : RESOURCE_LISTS.find((key) => Array.isArray(document[key]))
    if (document === null || typeof document['ClusterName'] !== 'string' || list === undefined) return null
    return {
      label: 'Trivy report of a Kubernetes cluster',
      confidence: 'certain',
      toolVersion: null,
      reason: `The document has ClusterName with a list under ${list}.`,
    }
  },
  parse: (bytes) => importJsonDocument(bytes, format()),
  recut: (raw, context) => recutJsonDocument(raw, context, format()),
}
