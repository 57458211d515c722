// OSCAL assessment results as JSON: where findings and observations lie, and what they say (FORMATS.md §19).
import { firstText, isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { DocumentFormat } from './json-document.ts'
import { type OscalEntry, recordOfEntry } from './oscal-ar-entry.ts'

const RESULT = ['assessment-results', 'results', '*']

export const oscalJson: DocumentFormat = {
  records: [
    [...RESULT, 'findings', '*'],
    [...RESULT, 'observations', '*'],
  ],
  context({ around }, late) {
    const result = objectOf(around[RESULT.length])
    const start = textOf(result['start'])
    return start === null && !late ? undefined : { start, end: textOf(result['end']) }
  },
  map(value, context, note) {
    if (!isObject(value) || textOf(value['uuid']) === null)
      return { rejected: 'wrong-shape', because: 'no finding or observation with a uuid.' }
    return recordOfEntry(entryOf(value), { start: textOf(context['start']), end: textOf(context['end']) }, note)
  },
}

function entryOf(value: JsonObject): OscalEntry {
  const target = objectOf(value['target'] ?? value['objective-status'])
  const status = objectOf(target['status'])
  return {
    kind: isObject(value['target']) || isObject(value['objective-status']) ? 'finding' : 'observation',
    uuid: textOf(value['uuid']),
    title: textOf(value['title']),
    description: textOf(value['description']),
    remarks: textOf(value['remarks']),
    target: {
      id: firstText(target['target-id'], target['id-ref'], target['objective-id']),
      title: textOf(target['title']),
      // Drafts before 1.0 wrote the state as a plain word.
      state: firstText(status['state'], target['status']),
      reason: textOf(status['reason']),
    },
    related: listOf(value['related-observations']).flatMap((related) => textOf(objectOf(related)['observation-uuid']) ?? []),
    subjects: listOf(value['subjects'])
      .map(objectOf)
      .map((subject) => ({
        id: firstText(subject['subject-uuid'], subject['uuid-ref']),
        type: textOf(subject['type']),
        title: textOf(subject['title']),
      })),
    collected: textOf(value['collected']),
    methods: textsOf(value['methods']),
    evidence: listOf(value['relevant-evidence'])
      .map(objectOf)
      .map((evidence) => ({ href: textOf(evidence['href']), description: textOf(evidence['description']) })),
    props: new Map(
      listOf(value['props'])
        .map(objectOf)
        .flatMap((prop) => pair(textOf(prop['name']), textOf(prop['value']))),
    ),
  }
}

const pair = (name: string | null, value: string | null): readonly (readonly [string, string])[] =>
  name === null || value === null ? [] : [[name, value]]
