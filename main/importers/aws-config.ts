// AWS Config's answers: evaluations per resource, compliance per rule or resource, of aggregators and conformance packs too; the rule
// catalogue, totals and recorders as facts (FORMATS.md §7.1, §7.2). Config rates nothing: severity stays unknown.
import { answerOf, firstUnder } from './aws-answers.ts'
import { configReaderOf } from './aws-config-records.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, type JsonOptions, recutJson } from './json-import.ts'

/** Keys an array of records stands under (AWS Config service model). `iam simulate-principal-policy` shares the first (trap T6). */
const SHARED_LIST = 'EvaluationResults'
const OWN_LISTS = [
  'AggregateEvaluationResults',
  'ConformancePackRuleEvaluationResults',
  'ComplianceByConfigRules',
  'AggregateComplianceByConfigRules',
  'ConformancePackRuleComplianceList',
  'ComplianceByResources',
  'ComplianceSummariesByResourceType',
  'ConfigRules',
]
const LISTS = [SHARED_LIST, ...OWN_LISTS]
const OPTIONS: JsonOptions = { lists: LISTS }

const map: JsonMapping = (whole, note) => {
  const value = answerOf(whole)
  const read = configReaderOf(value)
  return read === null ? { rejected: 'wrong-shape', because: 'no evaluation, rule, total or recorder of AWS Config.' } : read(value, note)
}

/** AWS Config. */
export const awsConfig: Importer = {
  formatId: 'aws-config',
  label: 'AWS Config',
  detect: (view) => {
    const seen = firstUnder(view, LISTS)
    if (seen === null) return null
    const empty = seen.record === null && seen.list !== null && OWN_LISTS.includes(seen.list)
    if (!empty && (seen.record === null || configReaderOf(seen.record) === null)) return null
    const keys = Object.keys(seen.record ?? {}).slice(0, 4)
    return {
      label: 'AWS Config',
      confidence: 'certain',
      toolVersion: null,
      reason: empty ? `An empty array stands under ${seen.list}.` : `The first record has the keys ${keys.join(', ')}. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map, OPTIONS),
  recut: (raw) => recutJson(raw, map),
}
