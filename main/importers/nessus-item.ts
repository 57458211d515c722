// Maps one ReportItem of a Nessus scan: what a plugin found, or the result of a check of an audit file (FORMATS.md §18).
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { readAccount } from './account.ts'
import type { JsonObject } from './fields.ts'
import type { Mapped } from './json-import.ts'
import { readNessusTime } from './nessus-time.ts'
import {
  auditReferences,
  complianceResult,
  crossReferences,
  describedBy,
  nessusSeverity,
  portOf,
  remediationOf,
  resultOfSeverity,
} from './nessus-words.ts'
import type { Note } from './notes.ts'
import type { SeenAt } from './times.ts'
import { attributeOf, childText, childTexts, textIn, type XmlElement } from './xml-element.ts'

/** What HostProperties say about a host, as far as records use it. */
export type HostFacts = {
  readonly name: string | null
  readonly fqdn: string | null
  readonly addresses: readonly string[]
  /** Times of the host's scan, the most certain one first. */
  readonly times: readonly string[]
  /** Where the scanner found that the host is an EC2 instance. */
  readonly instance: string | null
  readonly account: string | null
  readonly region: string | null
}

const TIMES = ['HOST_END_TIMESTAMP', 'HOST_END', 'HOST_START_TIMESTAMP', 'HOST_START']

export function hostOf(name: string | null, tags: ReadonlyMap<string, string | null>): HostFacts {
  const tag = (key: string): string | null => tags.get(key) ?? null
  return {
    name: name ?? tag('host-ip'),
    fqdn: tag('host-fqdn') ?? tag('host-rdns'),
    addresses: [tag('host-ip')].filter((address) => address !== null && address !== name) as string[],
    times: TIMES.map(tag).filter((time) => time !== null),
    instance: tag('aws-instance-instanceId'),
    account: tag('aws-instance-accountId'),
    region: tag('aws-instance-region'),
  }
}

/** The namespace of what audit files add to an item; some tools write its prefix without declaring it. */
const AUDIT = new Set(['http://www.nessus.org/cm', 'cm'])

/** What an audit file's check says under `cm:compliance-…`, or null. */
const auditText = (item: XmlElement, name: string): string | null =>
  textIn(
    item.content.find(
      (node): node is XmlElement => typeof node !== 'string' && node.name === `compliance-${name}` && AUDIT.has(node.namespace ?? ''),
    ) ?? null,
  )

/** `context` is what nessus.ts builds: the host. */
export function mapReportItem(item: XmlElement, context: JsonObject, note: Note): Mapped {
  const plugin = attributeOf(item, 'pluginID')
  if (item.name !== 'ReportItem' || plugin === null) return { rejected: 'wrong-shape', because: 'no ReportItem with a pluginID.' }
  const { host } = context as { readonly host: HostFacts }
  const word = auditText(item, 'result')
  const isAws = host.account !== null || host.instance !== null
  const family = attributeOf(item, 'pluginFamily')
  return {
    ...UNSTATED,
    ...(word === null ? pluginFields(item, plugin, note) : auditFields(item, plugin, word, note)),
    resourceId: host.name,
    resourceName: host.fqdn,
    otherResources: [
      ...(host.instance === null ? [] : [host.instance]),
      ...host.addresses,
      ...portOf(host.name, attributeOf(item, 'port'), attributeOf(item, 'protocol')),
    ],
    scannerService: isAws ? 'ec2' : null,
    provider: isAws ? 'aws' : null,
    region: host.region,
    accountId: readAccount(host.account, isAws ? 'aws' : null, note),
    ...hostTime(host),
    categories: family === null ? [] : [family],
    toolName: 'Nessus',
  }
}

function pluginFields(item: XmlElement, plugin: string, note: Note): Partial<ScanRecord> {
  const number = attributeOf(item, 'severity')
  const risk = childText(item, 'risk_factor')
  const severity = nessusSeverity(number ?? risk, note)
  if (number !== null && risk !== null && nessusSeverity(risk, note) !== severity)
    note('severity-disagrees', 'Severity and risk factor differ; the severity, which the scan settings or a person chose, was taken.')
  return {
    checkId: plugin,
    title: attributeOf(item, 'pluginName') ?? childText(item, 'plugin_name'),
    description: describedBy(childText(item, 'synopsis'), childText(item, 'description')),
    statusText: childText(item, 'plugin_output'),
    ...resultOfSeverity(severity, number ?? risk, note),
    severity,
    severityRaw: risk ?? number,
    ...remediationOf(childText(item, 'solution'), childText(item, 'see_also')),
    compliance: crossReferences(childTexts(item, 'cve'), childTexts(item, 'xref'), ':'),
  }
}

/**
 * A check of an audit file is known by its name: the plugin is only what ran the file. Its severity number repeats the result (a
 * failed check is always 3) and says nothing about the check, so it stays raw.
 */
function auditFields(item: XmlElement, plugin: string, word: string, note: Note): Partial<ScanRecord> {
  const labelled = (label: string, name: string): readonly string[] => {
    const text = auditText(item, name)
    return text === null ? [] : [`${label}: ${text}`]
  }
  return {
    toolRecordId: auditText(item, 'check-id'),
    checkId: auditText(item, 'check-name') ?? plugin,
    title: auditText(item, 'check-name') ?? attributeOf(item, 'pluginName'),
    description: auditText(item, 'info') ?? childText(item, 'description'),
    statusText:
      [
        ...labelled('Actual value', 'actual-value'),
        ...labelled('Policy value', 'policy-value'),
        ...labelled('Error', 'error'),
        ...labelled('Audit file', 'audit-file'),
      ].join('\n') || null,
    result: complianceResult(word, note),
    statusRaw: word,
    severityRaw: attributeOf(item, 'severity'),
    ...remediationOf(
      auditText(item, 'solution') ?? childText(item, 'solution'),
      auditText(item, 'see-also') ?? childText(item, 'see_also'),
    ),
    compliance: auditReferences(auditText(item, 'reference')),
  }
}

/** Items have no time of their own; the host's scan has. */
function hostTime(host: HostFacts): SeenAt {
  const times = host.times.map(readNessusTime)
  const time = times.find(({ seenAt }) => seenAt !== null) ?? times[0] ?? readNessusTime(null)
  return time.timeQuality === 'exact' ? { ...time, timeQuality: 'scan-time-only' } : time
}
