// docs/formats.md names every format there is and no other, and is honest about what was never tried on real files.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMAT_IDS } from '#domain/imports'
import { MAX_RECORD_BYTES } from './byte-store.ts'
import { HEAD_BYTES } from './file-head.ts'
import { MAX_DEPTH } from './json-scan.ts'
import { MAX_HELD_BYTES } from './json-tree.ts'
import { IMPORTERS } from './registry.ts'
import { MAX_DEPTH as MAX_XML_DEPTH } from './xml-guard.ts'

const ROOT = join(import.meta.dirname, '../..')
const SAMPLES = join(ROOT, '../shared/samples/index.json')
const present = existsSync(SAMPLES)
if (!present) console.warn(`importers/formats-doc: ${SAMPLES} IS ABSENT; what formats were seen with was not checked`)

const text = readFileSync(join(ROOT, 'docs/formats.md'), 'utf8')
/** Formats by id, with the last cell of their rows. */
const rows = text.split('\n').flatMap((line) => {
  const id = /^\| `([a-z0-9-]+)` \|/.exec(line)?.[1]
  return id === undefined ? [] : [{ id, seen: line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '' }]
})

describe('docs/formats.md', () => {
  it('has one row for each importer', () => {
    expect(rows.map(({ id }) => id).toSorted()).toEqual(IMPORTERS.map(({ formatId }) => formatId).toSorted())
  })

  it('explains every other answer of detection', () => {
    const importable = new Set(rows.map(({ id }) => id))
    expect(FORMAT_IDS.filter((id) => !importable.has(id) && !text.includes(`\`${id}\``))).toEqual([])
  })

  it('names the limits the program has', () => {
    const mebibytes = (bytes: number): string => `${bytes / 1024 / 1024} MiB`
    expect(text).toContain(`${mebibytes(MAX_RECORD_BYTES)} for one record, ${mebibytes(MAX_HELD_BYTES)} for what stands around`)
    expect(text).toContain(`${MAX_DEPTH} levels of JSON, ${MAX_XML_DEPTH} of XML`)
    expect(text).toContain(`the first ${HEAD_BYTES / 1024} KiB`)
  })

  it.runIf(present)('says of exactly those formats that nothing was at hand of which there is no sample', () => {
    const samples = JSON.parse(readFileSync(SAMPLES, 'utf8')) as readonly { readonly formatId: string; readonly kind: string }[]
    const sampled = new Set(samples.map(({ formatId }) => formatId))
    expect(rows.filter(({ seen }) => seen.startsWith('nothing')).map(({ id }) => id)).toEqual(
      rows.filter(({ id }) => !sampled.has(id)).map(({ id }) => id),
    )
    const real = new Set(samples.filter(({ kind }) => kind.startsWith('real')).map(({ formatId }) => formatId))
    expect(rows.filter(({ seen }) => /\breal\b/.test(seen)).filter(({ id }) => !real.has(id))).toEqual([])
  })
})
