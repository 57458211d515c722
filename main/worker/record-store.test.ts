import { expect, it } from 'vitest'
import { createDb, openStagingWriter } from '#db/open'
import { UNSTATED } from '#domain/evidence'
import type { ImportItem } from '../importers/importer.ts'
import { tempFolder } from '../services/testing/temp.ts'
import { createRecordStore } from './record-store.ts'
import { createStagingWriter } from './staging-writer.ts'

it('lets others have a turn between batches, however many records come at once', async () => {
  const { db: first, location } = await createDb({ path: `${tempFolder()}/e.tickmark`, passphrase: null })
  first.close()
  const db = openStagingWriter(location)
  const writer = createStagingWriter(db, 0, () => {
    throw new Error('counting needs no thread')
  })
  const filing = { service: null, topic: null, subtopic: null, suggestedService: null, suggestedTopic: null } as const
  const filer = () => ({ ...filing, rule: 'none', confidence: 'none', serviceConfidence: 'none', topicConfidence: 'none' }) as const
  const store = createRecordStore({ db, sourceKey: null, writer, formatId: 'asff', filer })
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
