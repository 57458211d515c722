// What one rule says, how sure it is, and the ids and names read from a record that rules go by.
import type { FilingConfidence, ScanRecord } from '#domain/evidence'
import type { CheckData, ControlData } from './data.ts'
import { CIS_1_2, KINDED_NAMESPACES } from './filing-rules.ts'

export type Decision = { readonly value: string; readonly rule: string; readonly confidence: FilingConfidence }

export type Arn = { readonly partition: string; readonly namespace: string; readonly kind: string }

/**
 * Partition, namespace and resource kind of an ARN, of partial ones too (`arn:aws:logs:<region>:<acct>:log-group`); null for anything else.
 * The kind is read only where it can decide: elsewhere its place holds names, a different one in every record.
 */
export function arnParts(id: string | null): Arn | null {
  if (id === null || !id.startsWith('arn:')) return null
  const afterPartition = id.indexOf(':', 4)
  const partition = id.slice(4, afterPartition)
  // Where no colon follows, the rest is the namespace.
  const afterNamespace = id.indexOf(':', afterPartition + 1)
  const namespace = afterNamespace < 0 ? id.slice(afterPartition + 1) : id.slice(afterPartition + 1, afterNamespace)
  if (afterPartition < 0 || partition === '' || namespace === '') return null
  const kind = KINDED_NAMESPACES.has(namespace) ? plain((id.split(':', 6)[5] ?? '').split('/', 1)[0] ?? '') : ''
  return { partition, namespace, kind }
}

/** A name without case and punctuation, so that `vpc-endpoint` and `VPCEndpoint` are one. */
export const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Prowler's checks by id, former ids included; a present id wins over another check's former one. */
export function checksById(checks: Readonly<Record<string, CheckData>>): ReadonlyMap<string, CheckData> {
  const index = new Map<string, CheckData>()
  for (const check of Object.values(checks)) for (const alias of check.aliases) index.set(alias, check)
  for (const [id, check] of Object.entries(checks)) index.set(id, check)
  return index
}

/** Security Hub's controls by id in lower case: its own prefixes come in several spellings (OpenSearch, Opensearch). */
export const controlsById = (controls: Readonly<Record<string, ControlData>>): ReadonlyMap<string, ControlData> =>
  new Map(Object.entries(controls).map(([id, control]) => [id.toLowerCase(), control]))

/**
 * A Security Hub control id: the check id itself, or the control its remediation link leads to. `PCI.` and `CT.` ids have another numbering,
 * so they keep their prefix as service only and never match the table (FORMATS.md §6.5).
 */
export function controlIdOf(record: ScanRecord): { id: string; prefix: string } | null {
  const own = /^(?:(?:PCI|CT)\.)?([A-Za-z][A-Za-z0-9]*)\.\d+$/.exec(record.checkId ?? '')
  if (own?.[1] && own[1] !== 'CIS') return { id: own[0], prefix: own[1] }
  for (const url of record.remediationUrls) {
    const linked = REMEDIATION_LINK.exec(url)
    if (linked?.[1] && linked[2]) return { id: linked[1], prefix: linked[2] }
  }
  return null
}
const REMEDIATION_LINK = /\/console\/securityhub\/((?:(?:PCI|CT)\.)?((?!CIS\.)[A-Za-z][A-Za-z0-9]*)\.\d+)\/remediation$/

/** What a requirement of the CIS benchmark 1.2 is about, as Security Hub's old standard links it (FORMATS.md §6.5). */
export function cis12Of(record: ScanRecord): { requirement: string; service: string; topic: string | null } | null {
  for (const url of record.remediationUrls) {
    const requirement = /\/console\/securityhub\/standards-cis-(\d+\.\d+)\/remediation$/.exec(url)?.[1]
    const row = requirement === undefined ? undefined : CIS_1_2.find((r) => r.requirements.test(requirement))
    if (requirement !== undefined && row) return { requirement, service: row.service, topic: row.topic }
  }
  return null
}
