// Every real scanner output through the whole import, as one folder: nothing crashes, every record is accounted for, and the
// journal proves all of it. Counts per format are checked beside the importers.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sumOf } from '#domain/evidence'
import { balanceOf } from '#domain/imports'
import { openedApp } from './testing/app.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`services/samples: ${SAMPLES} IS ABSENT; no real scan was imported`)

const JOB = '22222222-2222-4222-8222-222222222222'
type Sample = { readonly file: string; readonly formatId: string }
const NOT_SCANS = ['unknown', 'ambiguous', 'unreadable']

describe.runIf(present)('the folder of all samples', () => {
  it('is one import: each file as the index names it, every record stored or rejected, and proved', { timeout: 240_000 }, async () => {
    const index = JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]
    const formats = new Map(index.map(({ file, formatId }) => [file, formatId]))
    const app = await openedApp()
    const result = await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(SAMPLES) }] })
    const of = result.files.filter(({ fileName }) => formats.has(fileName))
    expect(of.length).toBe(index.length)
    const wrong = of.flatMap((file) => {
      const expected = formats.get(file.fileName) ?? ''
      const found = file.outcome === 'not-imported' ? (file.detection?.formatId ?? file.code) : file.summary.formatId
      return found === expected ? [] : [{ file: file.fileName, expected, found, why: file.outcome === 'not-imported' ? file.message : '' }]
    })
    expect(wrong).toEqual([])
    for (const file of of) {
      const { records, stored, rejected, duplicates } = balanceOf(file)
      expect(records, file.fileName).toBe(stored + rejected + duplicates)
      if (file.outcome === 'imported') expect(sumOf(file.summary.byResult), file.fileName).toBe(stored)
      const isScan = !NOT_SCANS.includes(formats.get(file.fileName) ?? '')
      expect([file.fileName, file.outcome === 'not-imported']).toEqual([file.fileName, !isScan])
    }
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
    const total = (await app.call('evidence.list', { limit: 1 })).total
    expect(total).toBe(result.import?.stored)
    const current = (await app.call('evidence.list', { filter: 'standing:current', limit: 1 })).total
    const coverage = await app.call('coverage.get', {})
    expect(sumOf(coverage.total)).toBe(current)
  })
})
