// Prowler 2's JSON: one object per line (FORMATS.md §4.3).
import { type JsonObject, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { recordOfV2, V2_FIELDS } from './prowler-v2.ts'
import { recordOf } from './recognise.ts'

/** FORMATS.md §3.3. */
const MARKS = ['Account Number', 'Control ID', 'Status']
const isProwlerV2 = (value: JsonObject): boolean => MARKS.every((name) => name in value)

const map: JsonMapping = (value, note) => {
  if (!isProwlerV2(value)) return { rejected: 'wrong-shape', because: 'no finding of Prowler 2 (Account Number, Control ID, Status).' }
  return recordOfV2((field) => {
    const { member } = V2_FIELDS[field]
    return member === null ? null : textOf(value[member])
  }, note)
}

/** Prowler JSON, v2. */
export const prowlerV2Json: Importer = {
  formatId: 'prowler-v2-json',
  label: 'Prowler 2 JSON',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isProwlerV2(seen.record)) return null
    return {
      label: 'Prowler 2 JSON',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has Account Number, Control ID and Status. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
