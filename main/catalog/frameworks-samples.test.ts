// Frameworks in real scanner output: which are recognised, and how many references stay as the scans write them. The samples stay where
// they are; the figures are printed, and must not get worse.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { readAll } from '../importers/reading.fixture.ts'
import { importerFor } from '../importers/registry.ts'
import { shippedFrameworks } from './frameworks.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`catalog/frameworks-samples: ${SAMPLES} IS ABSENT; nothing was checked against real scans`)

type Sample = { readonly file: string; readonly formatId: string }
type Count = { references: number; recognised: number; inForm: number; readonly words: Set<string>; readonly unknown: Set<string> }
const none = (): Count => ({ references: 0, recognised: 0, inForm: 0, words: new Set(), unknown: new Set() })

/** At least these shares of the references that AWS scans write, of formats that name frameworks by name. */
const LEAST: Readonly<Record<string, { readonly recognised: number; readonly inForm: number }>> = {
  'prowler-csv': { recognised: 1, inForm: 0.98 },
  'prowler-ocsf': { recognised: 1, inForm: 0.99 },
  'prowler-compliance-csv': { recognised: 1, inForm: 0.97 },
  'prowler-v3-json': { recognised: 1, inForm: 1 },
  'prowler-v2-csv': { recognised: 1, inForm: 1 },
  asff: { recognised: 0.99, inForm: 0.85 },
  scoutsuite: { recognised: 1, inForm: 1 },
}

describe.runIf(present)('references to frameworks in the samples', () => {
  it('are recognised, and what is not is kept as written', { timeout: 120_000 }, async () => {
    const index = JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]
    const frameworks = shippedFrameworks()
    const byFormat = new Map<string, Count>()
    for (const { file, formatId } of index) {
      const importer = importerFor(formatId as FormatId)
      if (importer === null) continue
      const { records } = await readAll(importer, readFileSync(join(SAMPLES, file)), 1024 * 1024, 'utf-8', basename(file))
      const count = byFormat.get(formatId) ?? none()
      byFormat.set(formatId, count)
      for (const { compliance, provider } of records)
        for (const { framework, ids } of compliance) {
          const named = frameworks.named(framework, provider)
          ;(named.form === null ? count.unknown : count.words).add(framework)
          for (const id of ids) {
            count.references += 1
            const read = frameworks.requirements(named, id)
            expect(read.length).toBeGreaterThan(0)
            if (named.form !== null) count.recognised += 1
            if (read.every(({ known }) => known !== 'as-written')) count.inForm += 1
          }
        }
    }
    const told = [...byFormat].filter(([, { references, unknown }]) => references > 0 || unknown.size > 0)
    console.log(
      told
        .map(
          ([formatId, c]) =>
            `${formatId}: ${c.references} references, ${c.recognised} of ${c.words.size} known frameworks, ${c.inForm} in form; unknown: ${[...c.unknown].join(' | ').slice(0, 200) || 'none'}`,
        )
        .join('\n'),
    )
    const worse = Object.entries(LEAST).flatMap(([formatId, least]) => {
      const { references, recognised, inForm } = byFormat.get(formatId) ?? none()
      const shares = { recognised: recognised / references, inForm: inForm / references }
      return shares.recognised >= least.recognised && shares.inForm >= least.inForm ? [] : [{ formatId, ...shares, least }]
    })
    expect(worse).toEqual([])
  })
})
