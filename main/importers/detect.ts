// Says what a file is from its first bytes alone, never from its name: every importer's own detector first, then what holds no
// records we could read.
import type { Detection } from '#domain/imports'
import type { FileHead } from './file-head.ts'
import { type HeadView, lookAt } from './recognise.ts'
import { IMPORTERS } from './registry.ts'

/** Gives what a file is, judged by its head. Never throws; `unknown` where no rule fits. */
export function detectFormat(head: FileHead): Detection {
  const view = lookAt(head)
  for (const importer of IMPORTERS) {
    const seen = importer.detect(view)
    if (seen !== null) return { ...seen, formatId: importer.formatId, importable: true, encoding: view.encoding }
  }
  return { ...unreadable(view), importable: false, toolVersion: null, encoding: view.encoding }
}

function unreadable(view: HeadView): Pick<Detection, 'formatId' | 'label' | 'confidence' | 'reason'> {
  switch (view.kind) {
    case 'empty':
      return ambiguous('The file is empty. A scan that found nothing looks like this, and so does no scan.')
    case 'binary':
      return unknown('The file is not text.')
    case 'broken-json':
      return damaged(`The JSON breaks before its first record is whole, at character ${view.at + 1}: expected ${view.expected}.`)
    case 'xml':
      return unknown(`The root element ${view.name.slice(0, 40)} belongs to no known format.`)
    case 'text':
      return unknown(awsCliText(view.beginning) ?? 'The first line is the header of no known format.')
    case 'json': {
      if (view.damage !== null)
        return damaged(
          `The JSON breaks at character ${view.damage.at + 1} (expected ${view.damage.expected}) before it shows a whole record of a known format. Name the format, if you know it, to read what is whole.`,
        )
      if (view.record === null) {
        const { root, payload } = view
        const empty = root === null || (Array.isArray(payload) && payload.length === 0) || view.wrapper.startsWith('an array under')
        return empty ? ambiguous('The JSON holds no record, so it names no tool.') : unknown('The first item is no JSON object.')
      }
      const keys = Object.keys(view.record).slice(0, 6)
      return unknown(
        keys.length === 0
          ? 'The first object has no keys.'
          : `No known format has these first keys: ${keys.map((key) => key.slice(0, 40)).join(', ')}.`,
      )
    }
  }
}

/** What the AWS CLI prints with `--output table`, `text` and `yaml`: none of them says which answer it is, or can be read for certain. */
const AWS_CLI_TEXTS: readonly { readonly begins: RegExp; readonly as: string }[] = [
  { begins: /^-{8,}\r?\n\|[ ]{1,200}[A-Z][A-Za-z]{2,60}[ ]{1,200}\|\r?\n/, as: 'table' },
  { begins: /^[A-Z]{3,40}\t[^\r\n]*arn:aws/, as: 'text' },
  { begins: /^[A-Z][A-Za-z]{2,40}:\r?\n(?:- |[ ]{2})[A-Z][A-Za-z]{1,40}: /, as: 'yaml' },
]

function awsCliText(beginning: string): string | null {
  const known = AWS_CLI_TEXTS.find(({ begins }) => begins.test(beginning))
  return known === undefined
    ? null
    : `This looks like an answer of the AWS CLI with “--output ${known.as}”, which cannot be read for certain. Take it again with “--output json”.`
}

const damaged = (reason: string) => ({ formatId: 'unreadable', label: 'Damaged JSON', confidence: 'certain', reason }) as const
const ambiguous = (reason: string) => ({ formatId: 'ambiguous', label: 'Names no tool', confidence: 'none', reason }) as const
const unknown = (reason: string) => ({ formatId: 'unknown', label: 'Unknown', confidence: 'none', reason }) as const
