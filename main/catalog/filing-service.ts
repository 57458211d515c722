// Filing by service: the scanner's own word or id, then the resource's namespace, then its type. Topics are in filing-topic.ts.
import type { ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import type { CheckData } from './data.ts'
import { type Arn, checksById, cis12Of, controlIdOf, type Decision, plain } from './filing-facts.ts'
import { KIND_SPLITS } from './filing-rules.ts'

export type ServiceIndex = {
  readonly arn: ReadonlyMap<string, string>
  readonly prowler: ReadonlyMap<string, string>
  readonly prefixes: ReadonlyMap<string, string>
  readonly segments: ReadonlyMap<string, string>
  readonly checks: ReadonlyMap<string, CheckData>
}

export function serviceIndex(catalog: Catalog): ServiceIndex {
  const { services, checks } = catalog.data
  const index = (words: (s: (typeof services)[number]) => readonly string[]): ReadonlyMap<string, string> =>
    new Map(services.flatMap((s) => words(s).map((w) => [w.toLowerCase(), s.key] as const)))
  return {
    arn: index((s) => s.arn),
    prowler: index((s) => s.prowler),
    prefixes: index((s) => s.securityHub),
    segments: index((s) => s.segments),
    checks: checksById(checks),
  }
}

/** Scanner's own word or id first, then the resource's namespace, then its type (catalog README); the kind splits shared namespaces. */
export function serviceOf(record: ScanRecord, arn: Arn | null, index: ServiceIndex): Decision | null {
  const found = namedService(record, arn, index)
  if (!found) return null
  const kinds = [typeParts(record.resourceType, index)?.kind, arn?.kind]
  for (const [service, itsKinds] of Object.entries(KIND_SPLITS[found.value] ?? {})) {
    const kind = kinds.find((k) => k !== undefined && itsKinds.includes(k))
    if (kind !== undefined) return { value: service, rule: `${found.rule}+kind:${kind}`, confidence: found.confidence }
  }
  return found
}

function namedService(record: ScanRecord, arn: Arn | null, index: ServiceIndex): Decision | null {
  const word = record.scannerService?.trim().toLowerCase() ?? ''
  const checkId = record.checkId ?? ''
  const check = index.checks.get(checkId)
  const fromProwler = check !== undefined || /prowler/i.test(record.toolName ?? '')

  const prowlerService = fromProwler ? index.prowler.get(word) : undefined
  if (prowlerService) return { value: prowlerService, rule: `prowler:${word}`, confidence: 'exact' }
  if (check) return { value: check.service, rule: `check:${checkId}`, confidence: 'exact' }
  if (fromProwler) {
    const first = checkId.split('_', 1)[0] ?? ''
    const service = checkId.includes('_') ? index.prowler.get(first) : undefined
    if (service) return { value: service, rule: `prowler-id:${first}`, confidence: 'exact' }
  }

  const control = controlIdOf(record)
  const prefix = control === null ? undefined : index.prefixes.get(control.prefix.toLowerCase())
  if (control && prefix) return { value: prefix, rule: `control-prefix:${control.prefix}`, confidence: 'exact' }
  const cis = cis12Of(record)
  if (cis) return { value: cis.service, rule: `cis-1.2:${cis.requirement}`, confidence: 'high' }

  const byArn = arn === null ? undefined : index.arn.get(arn.namespace.toLowerCase())
  if (arn && byArn) return { value: byArn, rule: `arn:${arn.namespace}`, confidence: 'exact' }
  const type = typeParts(record.resourceType, index)
  if (type) return { value: type.service, rule: `type:${record.resourceType}`, confidence: 'high' }
  const byWord = index.arn.get(word) ?? index.segments.get(plain(word)) ?? index.prowler.get(word)
  if (byWord && saysAws(record)) return { value: byWord, rule: `word:${word}`, confidence: 'high' }
  return null
}

/** A bare word such as "config" or "connect" counts only in a record that says it is about AWS. */
const saysAws = (record: ScanRecord): boolean =>
  record.provider !== null || record.partition !== null || /^\d{12}$/.test(record.accountId ?? '')

/**
 * Service and kind of a resource type: `AWS::EC2::VPC` (CloudFormation, AWS Config) or `AwsEc2Vpc` (ASFF). The longest segment that ends
 * where a new word begins wins, so that AwsClientVpn… is not the CLI.
 */
function typeParts(type: string | null, index: Pick<ServiceIndex, 'segments'>): { service: string; kind: string } | null {
  if (type === null) return null
  const cfn = /^AWS::([A-Za-z0-9]+)::([A-Za-z0-9:]+)$/.exec(type)
  if (cfn) {
    const service = index.segments.get((cfn[1] ?? '').toLowerCase())
    return service ? { service, kind: plain(cfn[2] ?? '') } : null
  }
  if (!/^Aws[A-Z]/.test(type)) return null
  const name = type.slice(3)
  for (let end = name.length; end > 1; end -= 1) {
    if (end < name.length && !/[A-Z]/.test(name.charAt(end))) continue
    const service = index.segments.get(name.slice(0, end).toLowerCase())
    if (service) return { service, kind: plain(name.slice(end)) }
  }
  return null
}
