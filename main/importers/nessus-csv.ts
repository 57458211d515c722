// Nessus and Tenable.sc as CSV: two families of headers, one record per row (FORMATS.md §3.5, §18). Which columns are there is
// chosen at export; only the first few are always the same. Nessus writes one row per CVE of a plugin.
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { type CsvFormat, type CsvHeader, importCsv, readHeader, recutCsv } from './csv-import.ts'
import type { Importer } from './importer.ts'
import { readNessusTime } from './nessus-time.ts'
import {
  auditReferences,
  complianceResult,
  crossReferences,
  describedBy,
  isComplianceWord,
  nessusSeverity,
  portOf,
  remediationOf,
  resultOfSeverity,
} from './nessus-words.ts'
import type { Note } from './notes.ts'

type Column = (name: string) => string | null

/** Where each family has its fields; several names stand for several versions. */
const NESSUS = {
  tool: 'Nessus',
  plugin: 'PLUGIN ID',
  severity: 'RISK',
  needed: ['RISK', 'HOST'],
  title: 'NAME',
  hosts: ['HOST', 'IP ADDRESS'],
  name: ['FQDN', 'NETBIOS NAME'],
  output: ['PLUGIN OUTPUT'],
  crossReferences: ['XREF'],
  separator: ':',
  times: ['HOST END', 'HOST START'],
} as const
const TENABLE = {
  tool: 'Tenable.sc',
  plugin: 'PLUGIN',
  severity: 'SEVERITY',
  needed: ['PLUGIN NAME', 'FAMILY', 'SEVERITY'],
  title: 'PLUGIN NAME',
  hosts: ['IP ADDRESS', 'DNS NAME'],
  name: ['DNS NAME', 'NETBIOS NAME'],
  output: ['PLUGIN OUTPUT', 'PLUGIN TEXT'],
  crossReferences: ['CROSS REFERENCES'],
  separator: '#',
  times: ['LAST OBSERVED', 'FIRST DISCOVERED'],
} as const
type Family = typeof NESSUS | typeof TENABLE

const familyOf = (header: CsvHeader): Family | null =>
  [NESSUS, TENABLE].find(
    ({ plugin, needed }) => header.columns.get(plugin) === 0 && needed.every((column) => header.columns.has(column)),
  ) ?? null

const format: CsvFormat = {
  accepts: (header) => familyOf(header) !== null,
  expected: '“Plugin ID,CVE,CVSS,Risk,Host,…” or “Plugin,Plugin Name,Family,Severity,…”',
  map(column, header, note) {
    const family = familyOf(header) ?? NESSUS
    const first = (names: readonly string[]): string | null => names.map(column).find((text) => text !== null) ?? null
    const plugin = column(family.plugin)
    if (plugin === null) return { rejected: 'wrong-shape', because: 'The row has no plugin id.' }
    const host = first(family.hosts)
    const output = first(family.output)
    const word = column(family.severity)
    const time = first(family.times)
    const pluginFamily = column('FAMILY')
    return {
      ...UNSTATED,
      checkId: plugin,
      title: column(family.title),
      description: describedBy(column('SYNOPSIS'), column('DESCRIPTION')),
      statusText: output,
      ...judged(column, family, word, output, note),
      muted: column('ACCEPT RISK COMMENT') !== null,
      resourceId: host,
      resourceName: first(family.name),
      otherResources: portOf(host, column('PORT'), column('PROTOCOL')?.toLowerCase() ?? null),
      ...readNessusTime(time),
      ...remediationOf(tagged(output, 'solution') ?? column('SOLUTION'), tagged(output, 'see-also') ?? column('SEE ALSO')),
      categories: pluginFamily === null ? [] : [pluginFamily],
      toolName: family.tool,
    }
  },
}

/** Result, severity and references, of a plugin or of a check of an audit file. */
function judged(column: Column, family: Family, word: string | null, output: string | null, note: Note): Partial<ScanRecord> {
  const audited = tagged(output, 'result')
  if (audited !== null)
    return {
      ...auditNames(tagged(output, 'check-name')),
      description: tagged(output, 'info') ?? column('DESCRIPTION'),
      statusText: tagged(output, 'actual-value'),
      result: complianceResult(audited, note),
      statusRaw: audited,
      severityRaw: word,
      compliance: auditReferences(tagged(output, 'reference')),
    }
  // In Nessus's own CSV the risk of a check of an audit file is its result, and its name stands in the description.
  if (word !== null && isComplianceWord(word))
    return {
      ...auditNames(/^"([^"\n]{1,1000})"\s{0,3}:\s{0,3}\[/.exec(column('DESCRIPTION') ?? '')?.[1] ?? null),
      result: complianceResult(word, note),
      statusRaw: word,
    }
  const severity = nessusSeverity(word, note)
  const references = family.crossReferences.map(column).flatMap((text) => text?.split(/[,\n]/) ?? [])
  return {
    ...resultOfSeverity(severity, word, note),
    severity,
    severityRaw: word,
    compliance: crossReferences(column('CVE')?.split(',') ?? [], references, family.separator),
  }
}

/** A check of an audit file is known by its name; the plugin is only what ran the file. */
const auditNames = (name: string | null): Partial<ScanRecord> => (name === null ? {} : { checkId: name, title: name })

/** What Tenable.sc leaves of an audit file's elements in the output of a plugin. */
function tagged(text: string | null, name: string): string | null {
  const start = `<cm:compliance-${name}>`
  const from = text?.indexOf(start) ?? -1
  if (text === null || from < 0) return null
  const end = text.indexOf(`</cm:compliance-${name}>`, from)
  return (end < 0 ? '' : text.slice(from + start.length, end).trim()) || null
}

/** Nessus and Tenable.sc CSV. */
export const nessusCsv: Importer = {
  formatId: 'nessus-csv',
  label: 'Nessus CSV',
  detect: (view) => {
    const header = view.kind === 'text' ? readHeader(view.firstLine, format.accepts) : null
    const family = header === null ? null : familyOf(header)
    if (header === null || family === null) return null
    return {
      label: `${family.tool} CSV`,
      confidence: 'certain',
      toolVersion: null,
      reason: `The header begins with ${family.plugin} and has ${family.needed.join(', ')}, as ${family.tool} writes it; ${header.width} columns.`,
    }
  },
  parse: (bytes) => importCsv(bytes, format),
  recut: (raw, context) => recutCsv(raw, context, format),
}
