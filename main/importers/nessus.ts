// Nessus scans, `.nessus` version 2: one record per ReportItem of a host (FORMATS.md §18). What was switched on in the scan (Policy)
// is read over.
import { type JsonObject, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type HostFacts, hostOf, mapReportItem } from './nessus-item.ts'
import { attributeOf, childrenOf, textIn } from './xml-element.ts'
import { importXml, recutXml, type XmlFormat, type XmlRun } from './xml-import.ts'

const ROOT = 'NessusClientData_v2'
const REPORT = `${ROOT}/Report`
const HOST = `${REPORT}/ReportHost`
const PROPERTIES = `${HOST}/HostProperties`
const ITEM = `${HOST}/ReportItem`
const ENTERED = new Set([ROOT, REPORT, HOST])

function begin(): XmlRun {
  let host: HostFacts = hostOf(null, new Map())
  /** Counts hosts and what was learnt of them: each state has its own context. */
  let state = 0
  let items = 0
  return {
    entered(path, attributes) {
      if (path !== HOST) return
      state += 1
      items = 0
      host = hostOf(textOf(attributes['name']), new Map())
    },
    kept(_path, element, note) {
      state += 1
      if (items > 0) note('late-context', 'What describes a host stands behind what was found on it, which comes without it.')
      const tags = new Map<string, string | null>()
      for (const tag of childrenOf(element, 'tag')) tags.set(attributeOf(tag, 'name') ?? '', textIn(tag))
      host = hostOf(host.name, tags)
    },
    context() {
      items += 1
      return { id: String(state), of: (): JsonObject => ({ host }) }
    },
  }
}

const format: XmlFormat = {
  roots: [ROOT],
  role(path) {
    if (path === ITEM) return 'record'
    if (path === PROPERTIES) return 'keep'
    return ENTERED.has(path) ? 'enter' : 'skip'
  },
  begin,
  map: mapReportItem,
}

/** Nessus scans, version 2 of the file format. */
export const nessus: Importer = {
  formatId: 'nessus',
  label: 'Nessus scan',
  detect: (view) =>
    view.kind === 'xml' && view.name === ROOT
      ? { label: 'Nessus scan', confidence: 'certain', toolVersion: null, reason: `The root element is ${ROOT}.` }
      : null,
  parse: (bytes, readAs) => importXml(bytes, format, readAs),
  recut: (raw, context) => recutXml(raw, context, format),
}
