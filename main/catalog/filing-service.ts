// Filing by service: the scanner's own word or id, then the resource's namespace, then its type. Topics are in filing-topic.ts.
import type { ScanRecord } from '#domain/evidence'
import type { Catalog } from './catalog.ts'
import type { CheckData, ServiceData } from './data.ts'
import { type Arn, checksById, cis12Of, controlIdOf, type Decision, plain } from './filing-facts.ts'
import { KIND_SPLITS, PLAIN_WORDS, WORD_SPLITS } from './filing-rules.ts'
import { wordsOf } from './filing-text.ts'

export type ServiceIndex = {
  readonly arn: ReadonlyMap<string, string>
  readonly prowler: ReadonlyMap<string, string>
  readonly prefixes: ReadonlyMap<string, string>
  readonly segments: ReadonlyMap<string, string>
  readonly checks: ReadonlyMap<string, CheckData>
  /** By the names people write in titles; whole names, in the plain form of filing-text.ts. */
  readonly names: ReadonlyMap<string, string>
}

/** The longest name in the catalog has six words. */
const MOST_WORDS = 6

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
    names: new Map(services.flatMap((s) => namesOf(s).map((name) => [name, s.key] as const))),
  }
}

/** Full names, with and without their vendor, and scanners' short words; a plain word of English only with the vendor in front. */
const namesOf = ({ name, aliases, arn, prowler, securityHub }: ServiceData): readonly string[] =>
  [...new Set([name, ...aliases, ...arn, ...prowler, ...securityHub])]
    .flatMap((said) => {
      const words = said
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
      const bare = words.replace(/^(?:amazon|aws) /, '')
      return [words, bare, `aws ${bare}`, `amazon ${bare}`]
    })
    .filter((said) => said.length > 1 && !PLAIN_WORDS.has(said))

/** Scanner's own word or id first, then the resource's namespace, then its type (catalog README); the kind splits shared namespaces. */
export function serviceOf(record: ScanRecord, arn: Arn | null, index: ServiceIndex): Decision | null {
  const found = namedService(record, arn, index)
  if (!found) return serviceInTitle(record, index)
  const kinds = [typeParts(record.resourceType, index)?.kind, arn?.kind]
  for (const [service, itsKinds] of Object.entries(KIND_SPLITS[found.value] ?? {})) {
    const kind = kinds.find((k) => k !== undefined && itsKinds.includes(k))
    if (kind !== undefined) return { value: service, rule: `${found.rule}+kind:${kind}`, confidence: found.confidence }
  }
  if (!/^(?:arn|type):/.test(found.rule)) return found
  const said = wordsOf(record)
  const split = Object.entries(WORD_SPLITS[found.value] ?? {}).find(([, words]) => words.test(said))
  return split ? { value: split[0], rule: `${found.rule}+word:${split[0]}`, confidence: 'high' } : found
}

/** The service a title names; nothing where it names several (right for 290 of the 311 labelled controls it decides). */
function serviceInTitle(record: ScanRecord, index: ServiceIndex): Decision | null {
  const title = (record.title ?? '').slice(0, MOST_TITLE).toLowerCase()
  const isAboutAws = saysAws(record)
  if (!isAboutAws && !/\b(?:aws|amazon)\b/.test(title)) return null
  if (title.includes('metric filter and alarm'))
    return { value: 'cloudwatch', rule: 'title:metric-filter', confidence: isAboutAws ? 'high' : 'low' }
  const words = title.split(/[^a-z0-9]+/)
  const named = new Set<string>()
  for (let at = 0; at < words.length; at += 1)
    for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length -= 1) {
      const service = index.names.get(words.slice(at, at + length).join(' '))
      if (service === undefined) continue
      named.add(service)
      at += length - 1
      break
    }
  const [service, ...others] = named
  return service !== undefined && others.length === 0
    ? { value: service, rule: `title:${service}`, confidence: isAboutAws ? 'high' : 'low' }
    : null
}
/** Titles are far shorter. */
const MOST_TITLE = 600

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
  return byWord ? { value: byWord, rule: `word:${word}`, confidence: saysAws(record) ? 'high' : 'low' } : null
}

/** A bare word such as "config" or "connect" files only in a record that says it is about AWS. */
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
