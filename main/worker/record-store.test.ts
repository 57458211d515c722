import { expect, it } from 'vitest'
import { createDb, openStagingWriter } from '#db/open'
import { UNSTATED } from '#domain/evidence'
import type { ImportItem } from '../importers/importer.ts'
import { tempFolder } from '../services/testing/temp.ts'
import { createRecordStore } from './record-store.ts'
import { createStagingWriter } from './staging-writer.ts'

async function counting() {
  const { db: first, location } = await createDb({ path: `${tempFolder()}/e.tickmark`, passphrase: null })
  first.close()
  const db = openStagingWriter(location)
  const writer = createStagingWriter(db, 0, () => {
    throw new Error('counting needs no thread')
  })
  return { db, store: createRecordStore({ db, sourceKey: null, writer, formatId: 'asff', filer }) }
}
const filing = { service: null, topic: null, subtopic: null, suggestedService: null, suggestedTopic: null } as const
const filer = () => ({ ...filing, rule: 'none', confidence: 'none', serviceConfidence: 'none', topicConfidence: 'none' }) as const

it('counts every rejection, and lists those beyond the first fifty thousand as one', async () => {
  const { db, store } = await counting()
  const issue = (n: number, kind: 'rejection' | 'warning'): ImportItem => {
    const pointer = { offset: n, length: 1, record: n, line: null }
    return { kind: 'issue', issue: { kind, code: 'other', message: `Number ${n}.`, pointer, count: 1 } }
  }
  await store.add(Array.from({ length: 60_000 }, (_, n) => issue(n, 'rejection')))
  await store.add([issue(60_000, 'warning')])
  const { issues, rejected, records, warnings } = store.finish([], () => [])
  expect([issues.length, rejected, records, warnings]).toEqual([50_002, 60_000, 60_000, 1])
  expect(issues.reduce((sum, { kind, count }) => sum + (kind === 'rejection' ? count : 0), 0)).toBe(60_000)
  expect(issues.at(-1)).toMatchObject({ kind: 'rejection', count: 10_000, pointer: { offset: 50_000 } })
  expect(issues.at(-1)?.message).toMatch(/^10,000 more records .* Number 50000\.$/)
  db.close()
})

it('lets others have a turn between batches, however many records come at once', async () => {
  const { db, store } = await counting()
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  const items = Array.from(
    { length: 30_000 },
    (_, n): ImportItem => ({ kind: 'record', offset: n, length: 1, context: null, record: UNSTATED }),
  )
  await store.add(items)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
  expect(store.records()).toBe(30_000)
  db.close()
})
