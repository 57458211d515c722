import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prowlerCsv } from '../sample/scans/prowler-csv.ts'
import { prowlerOcsf } from '../sample/scans/prowler-ocsf.ts'
import { WORKLOADS, WORKLOADS_RUN } from '../sample/scans/prowler-results.ts'
import { openedApp } from '../services/testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const AT = Date.UTC(2026, 5, 9, 6, 12, 44) / 1000

const ocsf = (at = AT, run = WORKLOADS_RUN) => prowlerOcsf(WORKLOADS, 'workloads', '5.24.0', at, run)
const csv = (local: string) => prowlerCsv(WORKLOADS, 'workloads', '5.24.0', local, WORKLOADS_RUN)

/** The open points on the evidence of S3 after importing the texts as files of their own, and how many records S3 has, standing how. */
async function evidencePoints(...texts: readonly string[]) {
  const app = await openedApp()
  for (const [i, text] of texts.entries()) {
    const path = join(app.folder, `scan-${i}`)
    writeFileSync(path, text)
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(path) }] })
  }
  const [ready] = await app.call('reports.readiness', { services: ['s3'] })
  const count = async (filter: string): Promise<number> => (await app.call('evidence.list', { filter: `service:s3 ${filter}` })).total
  const points: Record<string, number> = {}
  for (const { code, count } of ready?.openPoints ?? []) if (code.startsWith('evidence-')) points[code] = count
  return {
    points,
    records: await count(''),
    current: await count('standing:current'),
    restated: await count('standing:restated'),
    superseded: await count('standing:superseded'),
  }
}

describe('records of the same scan in two formats', () => {
  it.each([
    ['the same clock', '2026-06-09 06:12:44.402117'],
    ['two hours east', '2026-06-09 08:12:44.402117'],
    ['five and three quarter hours east', '2026-06-09 11:57:44.402117'],
    ['ten hours west', '2026-06-08 20:12:44.402117'],
  ])('are kept and counted once: CSV written in %s', async (_, local) => {
    const { points, records, current, restated } = await evidencePoints(ocsf(), csv(local))
    expect(records).toBeGreaterThan(0)
    expect([current, restated]).toEqual([records / 2, records / 2])
    expect(points['evidence-repeated']).toBeUndefined()
  })

  it('are counted once for the last day of a daily scan', async () => {
    const day = 86_400
    const { points, records, current, restated, superseded } = await evidencePoints(
      ocsf(),
      csv('2026-06-08 20:12:44.402117'),
      ocsf(AT + day),
      csv('2026-06-09 20:12:44.402117'),
    )
    expect([current, restated, superseded]).toEqual([records / 4, records / 2, records / 4])
    expect(points['evidence-repeated']).toBeUndefined()
  })
})

describe('evidence against the scope', () => {
  it('is counted from the rows', async () => {
    const inside = await evidencePoints(ocsf())
    expect(inside.points['evidence-outside-period']).toBeUndefined()
    const late = await evidencePoints(ocsf(Date.UTC(2026, 6, 1) / 1000))
    expect(late.points['evidence-outside-period']).toBe(late.records)
  })
})
