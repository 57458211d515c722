// Says what a file is from its first bytes alone, never from its name: every importer's own detector first, then the
// formats Tickmark can name but not read yet, then what holds no records.
import type { Detection, FormatId } from '#domain/imports'
import { type JsonObject, numberOf, objectOf, textOf } from './fields.ts'
import type { FileHead } from './importer.ts'
import { type HeadView, lookAt } from './recognise.ts'
import { IMPORTERS } from './registry.ts'

type JsonRule = {
  readonly formatId: FormatId
  readonly label: string
  readonly matches: (record: JsonObject) => boolean
  readonly reason: string
}

const has = (record: JsonObject, ...keys: readonly string[]): boolean => keys.every((key) => Object.hasOwn(record, key))

/** Keys of the first record (FORMATS.md §3.3). */
const JSON_RULES: readonly JsonRule[] = [
  {
    formatId: 'ocsf',
    label: 'OCSF',
    matches: (record) => isOcsfClass(numberOf(record['class_uid'])) || has(record, 'class_uid', 'category_uid'),
    reason: 'The first record has class_uid and category_uid, and is no finding of Prowler.',
  },
  {
    formatId: 'prowler-v3-json',
    label: 'Prowler 3 JSON',
    matches: (record) => has(record, 'AssessmentStartTime', 'CheckID', 'Status'),
    reason: 'The first record has AssessmentStartTime, CheckID and Status.',
  },
  {
    formatId: 'prowler-v2-json',
    label: 'Prowler 2 JSON',
    matches: (record) => has(record, 'Account Number', 'Control ID', 'Status'),
    reason: 'The first record has Account Number, Control ID and Status.',
  },
]
const isOcsfClass = (id: number | null): boolean => id !== null && id >= 2001 && id <= 2008

type TextRule = { readonly formatId: FormatId; readonly label: string; readonly begins: RegExp; readonly reason: string }

/** Beginnings of the first line (FORMATS.md §3.5). */
const TEXT_RULES: readonly TextRule[] = [
  {
    formatId: 'prowler-compliance-csv',
    label: 'Prowler compliance CSV',
    begins: /^"?PROVIDER"?;"?DESCRIPTION"?;/i,
    reason: 'The header begins PROVIDER;DESCRIPTION;.',
  },
  {
    formatId: 'prowler-v2-csv',
    label: 'Prowler 2 CSV',
    begins: /^PROFILE,ACCOUNT_NUM,REGION,TITLE_ID/i,
    reason: 'The header begins PROFILE,ACCOUNT_NUM,REGION,TITLE_ID.',
  },
  { formatId: 'attachment', label: 'HTML page', begins: /^<(?:!doctype html|html)\b/i, reason: 'The text is an HTML page.' },
]

/** Gives what a file is, judged by its head. Never throws; `unknown` where no rule fits. */
export function detectFormat(head: FileHead): Detection {
  for (const importer of IMPORTERS) {
    const detection = importer.detect(head)
    if (detection !== null) return detection
  }
  return detectOther(lookAt(head))
}

function detectOther(view: HeadView): Detection {
  switch (view.kind) {
    case 'empty':
      return ambiguous('The file is empty. A scan that found nothing looks like this, and so does no scan.')
    case 'binary':
      return unknown('The file is not text.')
    case 'broken-json':
      return {
        formatId: 'unreadable',
        label: 'Damaged JSON',
        confidence: 'certain',
        toolVersion: null,
        reason: `The JSON breaks before its first record is whole, at character ${view.at + 1}: expected ${view.expected}.`,
        importable: false,
      }
    case 'text': {
      const rule = TEXT_RULES.find((candidate) => candidate.begins.test(view.firstLine))
      return rule === undefined ? unknown('The first line is the header of no known format.') : named(rule, null)
    }
    case 'json': {
      if (view.record === null) {
        const empty =
          view.root === null || (Array.isArray(view.root) && view.root.length === 0) || view.wrapper.startsWith('an array under')
        return empty ? ambiguous('The JSON holds no record, so it names no tool.') : unknown('The first item is no JSON object.')
      }
      const record = view.record
      const rule = JSON_RULES.find((candidate) => candidate.matches(record))
      if (rule !== undefined) return named(rule, textOf(objectOf(objectOf(record['metadata'])['product'])['version']))
      const keys = Object.keys(record).slice(0, 6)
      return unknown(
        keys.length === 0
          ? 'The first object has no keys.'
          : `No known format has these first keys: ${keys.map((key) => key.slice(0, 40)).join(', ')}.`,
      )
    }
  }
}

const named = (
  rule: { readonly formatId: FormatId; readonly label: string; readonly reason: string },
  toolVersion: string | null,
): Detection => ({
  formatId: rule.formatId,
  label: rule.label,
  confidence: 'certain',
  toolVersion,
  reason: rule.reason,
  importable: false,
})
const ambiguous = (reason: string): Detection => ({
  formatId: 'ambiguous',
  label: 'Names no tool',
  confidence: 'none',
  toolVersion: null,
  reason,
  importable: false,
})
const unknown = (reason: string): Detection => ({
  formatId: 'unknown',
  label: 'Unknown',
  confidence: 'none',
  toolVersion: null,
  reason,
  importable: false,
})
