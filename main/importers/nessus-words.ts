// What Nessus's and Tenable.sc's words and numbers mean, in XML and CSV alike (FORMATS.md §18, §21, §22).
import type { EvidenceResult, ScanRecord, Severity } from '#domain/evidence'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'

/** A plugin's severity as number, as risk factor and as Tenable.sc writes it. */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ['4', 'critical'],
  ['3', 'high'],
  ['2', 'medium'],
  ['1', 'low'],
  ['0', 'informational'],
  ['critical', 'critical'],
  ['high', 'high'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['none', 'informational'],
  ['info', 'informational'],
])

/** Results of audit files; a warning is for a person to judge, not a failure. */
const COMPLIANCE: ReadonlyMap<string, EvidenceResult> = new Map([
  ['passed', 'pass'],
  ['failed', 'fail'],
  ['warning', 'manual'],
  ['error', 'error'],
])

/** The severity of a number or word; `unknown` with a warning for any other, `unknown` where there is none. */
export function nessusSeverity(word: string | null, note: Note): Severity {
  const known = SEVERITIES.get(word?.toLowerCase() ?? '')
  if (known === undefined && word !== null)
    note('unknown-severity', `Severity ${quoted(word)} is not known; its result was filed as unknown.`)
  return known ?? 'unknown'
}

/**
 * What a plugin found is a failure, unless its severity says that it is information; where none is known, neither can be told. Nessus's
 * CSV has the result of a check of an audit file in the same place, so a word that is no severity may be one we do not know.
 */
export function resultOfSeverity(severity: Severity, word: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw'> {
  if (severity !== 'unknown') return { result: severity === 'informational' ? 'info' : 'fail', statusRaw: null }
  if (word === null) note('unknown-status', 'Items without severity and risk do not say whether they are failures; filed as unknown.')
  return { result: 'unknown', statusRaw: word }
}

export const isComplianceWord = (word: string | null): boolean => COMPLIANCE.has(word?.toLowerCase() ?? '')

export function complianceResult(word: string, note: Note): EvidenceResult {
  const known = COMPLIANCE.get(word.toLowerCase())
  if (known === undefined) note('unknown-status', `Compliance result ${quoted(word)} is not known; filed as unknown.`)
  return known ?? 'unknown'
}

/** The solution, where it is one, and the addresses of `see also`. */
export function remediationOf(
  solution: string | null,
  seeAlso: string | null,
): Pick<ScanRecord, 'remediationText' | 'remediationUrls' | 'remediationCode'> {
  const { links, others } = splitLinks(seeAlso?.split(/[\r\n]+/) ?? [])
  return {
    remediationText: solution === null || solution.toLowerCase() === 'n/a' ? null : solution,
    remediationUrls: links,
    remediationCode: others.map((text) => ({ kind: 'reference', text })),
  }
}

/** Synopsis and description, which say different things. */
export const describedBy = (...texts: readonly (string | null)[]): string | null =>
  [...new Set(texts.filter((text) => text !== null))].join('\n\n') || null

/** `800-53|AC-2,CCI|CCI-000213` of audit files; an entry without `|` is a framework alone. */
export const auditReferences = (text: string | null): ScanRecord['compliance'] => references(text?.split(',') ?? [], '|')

/** `CVE-2019-1`, `IAVA:0001-A-0581` or, in Tenable.sc, `IAVA #0001-A-0581`. */
export function crossReferences(cves: readonly string[], others: readonly string[], separator: string): ScanRecord['compliance'] {
  const cve = cves.map((id) => id.trim()).filter((id) => id !== '')
  return [...(cve.length === 0 ? [] : [{ framework: 'CVE', ids: cve }]), ...references(others, separator)]
}

function references(entries: readonly string[], separator: string): ScanRecord['compliance'] {
  const found = new Map<string, string[]>()
  for (const entry of entries) {
    const cut = entry.indexOf(separator)
    const framework = (cut < 0 ? entry : entry.slice(0, cut)).trim()
    const id = cut < 0 ? '' : entry.slice(cut + separator.length).trim()
    if (framework === '') continue
    const ids = found.get(framework) ?? []
    if (id !== '' && !ids.includes(id)) ids.push(id)
    found.set(framework, ids)
  }
  return [...found].map(([framework, ids]) => ({ framework, ids }))
}

/** The service of a host a plugin looked at; port 0 is the host itself. */
export const portOf = (host: string | null, port: string | null, protocol: string | null): readonly string[] =>
  host === null || port === null || port === '0' ? [] : [`${host}:${port}${protocol === null ? '' : `/${protocol}`}`]
