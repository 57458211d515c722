// What an XCCDF TestResult says about the whole run: the host, the tool, the times (FORMATS.md §17).
import { textOf } from './fields.ts'
import type { Note } from './notes.ts'
import { attributeOf, childrenOf, textIn, type XmlAttributes, type XmlElement } from './xml-element.ts'

/** Small, because every context of a file repeats it. */
export type RunFacts = {
  readonly benchmark: string | null
  readonly version: string | null
  readonly profile: string | null
  readonly start: string | null
  readonly end: string | null
  readonly tool: string | null
  readonly toolVersion: string | null
  /** Full name of the host. */
  readonly name: string | null
  readonly targets: readonly string[]
  readonly addresses: readonly string[]
}

/** `cpe:/a:redhat:openscap:1.2.17` names the tool and its version. */
const SYSTEM = /^cpe:\/a:[^:]*:([^:]+)(?::([^:]+))?/
/** Ends of the fact names that OpenSCAP (`urn:xccdf:fact:…`) and SCC (`urn:scap:fact:asset:identifier:…`) write. */
const FACTS = [
  [/:scanner:name$/, 'tool'],
  [/:scanner:version$/, 'toolVersion'],
  [/:identifier:fqdn$/, 'name'],
] as const

/** What the start tag of a TestResult says. */
export function runOf(attributes: XmlAttributes, benchmark: Pick<RunFacts, 'benchmark' | 'version'>): RunFacts {
  const system = SYSTEM.exec(attributes['test-system'] ?? '')
  return {
    benchmark: benchmark.benchmark,
    version: textOf(attributes['version']) ?? benchmark.version,
    profile: null,
    start: textOf(attributes['start-time']),
    end: textOf(attributes['end-time']),
    tool: system?.[1] ?? null,
    toolVersion: system?.[2] ?? null,
    name: null,
    targets: [],
    addresses: [],
  }
}

/** Every context repeats them; a TestResult is about one host. */
const MOST_NAMES = 100

/** The run with what one child of its TestResult adds; the very same where that is nothing. */
export function withFact(run: RunFacts, element: XmlElement, note: Note): RunFacts {
  const text = textIn(element)
  switch (element.name) {
    case 'benchmark':
      return { ...run, benchmark: attributeOf(element, 'id') ?? run.benchmark ?? attributeOf(element, 'href') }
    case 'profile':
      return { ...run, profile: attributeOf(element, 'idref') }
    case 'target':
      return withName(run, 'targets', text, note)
    case 'target-address':
      return withName(run, 'addresses', text, note)
    default:
      return childrenOf(element, 'fact').reduce(withNamedFact, run)
  }
}

function withName(run: RunFacts, list: 'targets' | 'addresses', name: string | null, note: Note): RunFacts {
  if (name === null) return run
  if (run[list].length < MOST_NAMES) return { ...run, [list]: [...run[list], name] }
  note('other', `A run has more than ${MOST_NAMES} targets or addresses; the records name the first ones only.`)
  return run
}

function withNamedFact(run: RunFacts, fact: XmlElement): RunFacts {
  const key = FACTS.find(([name]) => name.test(attributeOf(fact, 'name') ?? ''))?.[1]
  const value = textIn(fact)
  // The names that facts give are the tool's own; a test-system is only a CPE.
  return key === undefined || value === null || value === 'None' ? run : { ...run, [key]: value }
}
