// XCCDF results of OpenSCAP, SCC and others: one record per rule-result, described by its Rule where the file holds the
// Benchmark too (FORMATS.md §17). Hosts, not cloud services: nothing here names a service or an account.
import { type JsonObject, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { mapRuleResult } from './xccdf-record.ts'
import { ruleOf } from './xccdf-rule.ts'
import { type RunFacts, runOf, withFact } from './xccdf-run.ts'
import { attributeOf, textIn } from './xml-element.ts'
import { importXml, recutXml, type XmlFormat, type XmlRun } from './xml-import.ts'

const NAMESPACE = /^http:\/\/checklists\.nist\.gov\/xccdf\/1\.[12]$/
const RESULT = /^(?:Benchmark\/)?TestResult$/
const RECORD = /^(?:Benchmark\/)?TestResult\/rule-result$/
const ABOUT_RESULT = /^(?:Benchmark\/)?TestResult\/(?:benchmark|profile|target|target-address|target-facts)$/
const VERSION = 'Benchmark/version'
/** Rules stand in Groups, which stand in Groups. */
const RULE = /^Benchmark\/(?:Group\/)*Rule$/
const CONTAINER = /^Benchmark(?:\/Group)*$/

/** Rules are kept for the results behind them; what goes beyond this many characters in all is left out, with a warning. */
const MOST_RULE_TEXT = 256 * 1024 * 1024

function begin(): XmlRun {
  /** The Rule of each id, as JSON: one string takes less room than a tree. */
  const rules = new Map<string, string>()
  let ruleText = 0
  let benchmark: Pick<RunFacts, 'benchmark' | 'version'> = { benchmark: null, version: null }
  let run = runOf({}, benchmark)
  /** Counts what was learnt of the run, so that contexts of different states are different ones. */
  let state = 0
  let results = 0

  return {
    entered(path, attributes) {
      state += 1
      if (path === 'Benchmark') benchmark = { ...benchmark, benchmark: textOf(attributes['id']) }
      if (RESULT.test(path)) run = runOf(attributes, benchmark)
    },
    kept(path, element, note) {
      if (path === VERSION) benchmark = { ...benchmark, version: textIn(element) }
      else if (ABOUT_RESULT.test(path)) {
        const known = withFact(run, element, note)
        if (known !== run) state += 1
        run = known
      } else if (results > 0) note('late-context', 'Rules stand behind results, which come without their title and description.')
      else {
        const id = attributeOf(element, 'id')
        const text = JSON.stringify(ruleOf(element))
        ruleText += text.length
        if (ruleText > MOST_RULE_TEXT) note('other', 'The rules are too large to keep; some results come without title and description.')
        else if (id !== null) rules.set(id, text)
      }
    },
    context(record) {
      results += 1
      const idref = attributeOf(record, 'idref') ?? ''
      const rule = rules.get(idref)
      const of = (): JsonObject => ({ run, rule: rule === undefined ? null : JSON.parse(rule) })
      return { id: `${state} ${rule === undefined ? '' : idref}`, of }
    },
  }
}

const format: XmlFormat = {
  roots: ['Benchmark', 'TestResult'],
  role(path) {
    if (RECORD.test(path)) return 'record'
    if (RULE.test(path) || ABOUT_RESULT.test(path) || path === VERSION) return 'keep'
    return RESULT.test(path) || CONTAINER.test(path) ? 'enter' : 'skip'
  },
  begin,
  map: mapRuleResult,
}

/** XCCDF results, versions 1.1 and 1.2. */
export const xccdf: Importer = {
  formatId: 'xccdf',
  label: 'XCCDF results',
  detect: (view) => {
    if (view.kind !== 'xml' || view.namespace === null || !NAMESPACE.test(view.namespace)) return null
    if (!format.roots.includes(view.name)) return null
    return {
      label: 'XCCDF results',
      confidence: 'certain',
      toolVersion: null,
      reason: `The root element ${view.name} is in the namespace of XCCDF ${view.namespace.slice(-3)}.`,
    }
  },
  parse: (bytes, readAs) => importXml(bytes, format, readAs),
  recut: (raw, context) => recutXml(raw, context, format),
}
