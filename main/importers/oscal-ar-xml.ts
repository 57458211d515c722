// OSCAL assessment results as XML: where findings and observations lie, and what they say (FORMATS.md §19).
import { textOf } from './fields.ts'
import { type OscalEntry, type OscalResult, recordOfEntry } from './oscal-ar-entry.ts'
import { attributeOf, childOf, childrenOf, childText, childTexts, textIn, type XmlElement } from './xml-element.ts'
import type { XmlFormat, XmlRun } from './xml-import.ts'

export const ROOT = 'assessment-results'
const RESULT = `${ROOT}/result`
const RECORDS = new Set([`${RESULT}/finding`, `${RESULT}/observation`])
const TIMES = new Set([`${RESULT}/start`, `${RESULT}/end`])

function begin(): XmlRun {
  let result: OscalResult = { start: null, end: null }
  /** Counts results and what was learnt of them. */
  let state = 0
  return {
    entered() {
      state += 1
      result = { start: null, end: null }
    },
    kept(_path, element) {
      state += 1
      result = { ...result, [element.name]: textIn(element) }
    },
    context: () => ({ id: String(state), of: () => ({ ...result }) }),
  }
}

export const oscalXml: XmlFormat = {
  roots: [ROOT],
  role(path) {
    if (RECORDS.has(path)) return 'record'
    if (TIMES.has(path)) return 'keep'
    return path === ROOT || path === RESULT ? 'enter' : 'skip'
  },
  begin,
  map(record, context, note) {
    if (attributeOf(record, 'uuid') === null) return { rejected: 'wrong-shape', because: 'no finding or observation with a uuid.' }
    return recordOfEntry(entryOf(record), { start: textOf(context['start']), end: textOf(context['end']) }, note)
  },
}

function entryOf(record: XmlElement): OscalEntry {
  const target = childOf(record, 'target') ?? childOf(record, 'objective-status')
  const status = target === null ? null : childOf(target, 'status')
  return {
    kind: record.name === 'finding' ? 'finding' : 'observation',
    uuid: attributeOf(record, 'uuid'),
    title: childText(record, 'title'),
    description: childText(record, 'description'),
    remarks: childText(record, 'remarks'),
    target: {
      id:
        target === null ? null : (attributeOf(target, 'target-id') ?? attributeOf(target, 'id-ref') ?? attributeOf(target, 'objective-id')),
      title: target === null ? null : childText(target, 'title'),
      // Drafts before 1.0 wrote the state as text.
      state: status === null ? null : (attributeOf(status, 'state') ?? textIn(status)),
      reason: status === null ? null : attributeOf(status, 'reason'),
    },
    related: childrenOf(record, 'related-observation').flatMap((related) => attributeOf(related, 'observation-uuid') ?? []),
    subjects: childrenOf(record, 'subject').map((subject) => ({
      id: attributeOf(subject, 'subject-uuid') ?? attributeOf(subject, 'uuid-ref'),
      type: attributeOf(subject, 'type'),
      title: childText(subject, 'title'),
    })),
    collected: childText(record, 'collected'),
    methods: childTexts(record, 'method'),
    evidence: childrenOf(record, 'relevant-evidence').map((evidence) => ({
      href: attributeOf(evidence, 'href'),
      description: childText(evidence, 'description'),
    })),
    props: new Map(childrenOf(record, 'prop').flatMap((prop) => pair(attributeOf(prop, 'name'), attributeOf(prop, 'value')))),
  }
}

const pair = (name: string | null, value: string | null): readonly (readonly [string, string])[] =>
  name === null || value === null ? [] : [[name, value]]
