// Real scanner output, through the built command line. The files lie beside the repository and are never part of it.
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createWorkplace, ensureBuilt } from './cli.fixture.ts'

const SAMPLES = resolve(import.meta.dirname, '../../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`\nNOT RUN: the samples of real scanner output are not at ${SAMPLES}; the tests over them did not run.\n`)

const SCOPE = ['--title', 'Samples', '--client', 'Samples', '--from', '2024-01-01', '--to', '2026-12-31', '--no-encryption']
const whole = z.int().nonnegative()
const Document = z.object({
  imports: z.array(
    z.object({
      sourceFiles: z.array(
        z.object({
          path: z.string(),
          sha256: z.string(),
          formatId: z.string(),
          records: whole,
          stored: whole,
          rejected: whole,
          duplicates: whole,
          issues: z.array(z.object({ kind: z.string(), pointer: z.object({ offset: whole, record: whole.nullable() }).nullable() })),
        }),
      ),
    }),
  ),
  totals: z.object({ records: whole, stored: whole, rejected: whole, duplicates: whole, byResult: z.record(z.string(), whole) }),
  leftOut: z.array(z.object({ path: z.string(), formatId: z.string() })),
})

describe.runIf(present)('real scanner output', { timeout: 120_000 }, () => {
  const place = createWorkplace()
  beforeAll(ensureBuilt, 120_000)
  afterAll(place.remove)

  const importOne = (name: string) => {
    const file = `${name.replaceAll(/\W/g, '-')}.tickmark`
    expect(place.tickmark(['new', file, ...SCOPE]).code).toBe(0)
    const run = place.tickmark(['import', file, join(SAMPLES, name), '--no-encryption', '--json'])
    expect(run.stderr).toBe('')
    expect(run.code).toBe(0)
    const { imports, totals } = Document.parse(JSON.parse(run.stdout))
    const [source] = imports[0]?.sourceFiles ?? []
    return { source, totals }
  }

  const expected = (): string[] =>
    z
      .array(z.object({ file: z.string(), formatId: z.string() }))
      .parse(JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')))
      .map(({ file, formatId }) => `${file} ${formatId}`)
      .sort()
  const named = (files: readonly { readonly path: string; readonly formatId: string }[]): string[] =>
    files
      .map(({ path, formatId }) => `${relative(SAMPLES, path)} ${formatId}`)
      .filter((line) => !line.startsWith('index.json '))
      .sort()

  it('is told apart as the index says, every file', () => {
    const found = z
      .array(z.object({ path: z.string(), formatId: z.string() }))
      .parse(JSON.parse(place.tickmark(['detect', SAMPLES, '--json']).stdout))
    expect(named(found)).toEqual(expected())
  })

  it('goes through one import as a whole, with every file told and every record counted', () => {
    expect(place.tickmark(['new', 'all.tickmark', ...SCOPE]).code).toBe(0)
    const importAll = () => {
      const run = place.tickmark(['import', 'all.tickmark', SAMPLES, '--no-encryption', '--json'])
      expect([run.stderr, run.code]).toEqual(['', 0])
      return Document.parse(JSON.parse(run.stdout))
    }
    const { imports, totals, leftOut } = importAll()
    expect(imports).toHaveLength(1)
    const files = imports.flatMap(({ sourceFiles }) => sourceFiles)
    expect(named([...files, ...leftOut])).toEqual(expected())
    for (const { path, records, stored, rejected, duplicates } of files)
      expect([path, records]).toEqual([path, stored + rejected + duplicates])
    const sum = (key: 'records' | 'stored' | 'rejected' | 'duplicates'): number => files.reduce((total, file) => total + file[key], 0)
    expect(totals).toMatchObject({
      records: sum('records'),
      stored: sum('stored'),
      rejected: sum('rejected'),
      duplicates: sum('duplicates'),
    })
    expect(Object.values(totals.byResult).reduce((total, count) => total + count, 0)).toBe(totals.stored)
    const rejected = files.filter((file) => file.rejected > 0).map(({ path }) => relative(SAMPLES, path))
    expect(rejected).toEqual(['prowler-v4-run/prowler-output-docker-desktop-20240402142030.ocsf.json'])

    const again = importAll()
    expect(again.totals).toMatchObject({ records: totals.records, stored: 0, rejected: totals.rejected })
  })

  it.each([
    'prowler-v4-run/prowler-output-111122223333-20240412104419.ocsf.json',
    'prowler-v4-run/prowler-output-111122223333-20240412104419.csv',
  ])('counts %s as 361 records: 250 fail, 107 pass, 4 manual', (name) => {
    const { source, totals } = importOne(name)
    expect(source).toMatchObject({ records: 361, stored: 361, rejected: 0, duplicates: 0 })
    expect(totals.byResult).toMatchObject({ fail: 250, pass: 107, manual: 4 })
  })

  it('counts the ASFF file as 731 records, the three that repeat an id included', () => {
    expect(importOne('prowler-v3/prowler-output.asff.json').source).toMatchObject({ records: 731, stored: 731, rejected: 0 })
  })

  it('keeps 705 records of the truncated file and names the damage with its byte', () => {
    const name = 'prowler-v4-run/prowler-output-docker-desktop-20240402142030.ocsf.json'
    const { source } = importOne(name)
    expect(source).toMatchObject({ stored: 705, rejected: 1 })
    const rejections = source?.issues.filter(({ kind }) => kind === 'rejection') ?? []
    expect(rejections).toHaveLength(1)
    expect(rejections[0]?.pointer?.offset).toBe(readFileSync(join(SAMPLES, name)).length)
  })
})
