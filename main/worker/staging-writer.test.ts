import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createDb, openStagingWriter } from '#db/open'
import { evidenceHasDigest } from '#db/queries/import-digests'
import { beginSource, beginStaging } from '#db/queries/staging'
import { tempFolder } from '../services/testing/temp.ts'
import type { StagedBatch } from './staged-batch.ts'
import { createStagingWriter } from './staging-writer.ts'

const NONE = [null, null, null, null, null] as const
const SHARED = ['T', 'pass', null, 0, 'active', 'low', null, null, 'none', null, null, 'none', 'none', ...NONE] as const
/** A kind and its first record. */
const linesOf = (kind: number, check: string): string[] => [
  JSON.stringify([kind, 0, check, ...SHARED, 'tool']),
  [kind, kind % 2, 0, 0, 1, null, null, null, null, ...NONE].map(String).join('\t'),
]

describe('the writer of staged evidence', () => {
  const staged = async (expected = 0) => {
    const { db: first, location } = await createDb({ path: `${tempFolder()}/e.tickmark`, passphrase: null })
    first.close()
    const db = openStagingWriter(location)
    const importKey = beginStaging(db, 'i', { processId: process.pid, host: 'here' }, '2026-01-01T00:00:00Z')
    let started = 0
    const writer = createStagingWriter(db, expected, () => {
      started += 1
      return new Worker(new URL('./entry.ts', import.meta.url), { workerData: { thread: 'write-staged', location } })
    })
    const batch = (rows: readonly string[]): StagedBatch => ({
      sourceKey,
      rows: [new TextEncoder().encode(rows.map((row) => `${row}\n`).join(''))],
      contexts: [],
      pieces: [],
    })
    const sourceKey = beginSource(db, importKey)
    const checks = () => db.prepare('SELECT check_id FROM evidence_rows ORDER BY evidence_id').pluck().all()
    return { db, writer, batch, checks, sourceKey, threads: () => started }
  }

  it('keeps the order of batches, whether it writes them itself or a thread does', async () => {
    const { db, writer, batch, checks, sourceKey, threads } = await staged()
    const names = Array.from({ length: 12 }, (_, n) => `check-${n}`)
    for (const [n, name] of names.entries()) await writer.write(batch([...linesOf(2 * n, name), ...linesOf(2 * n + 1, `${name}'`)]))
    const { evidenceDigest, contents } = await writer.finish(sourceKey)
    expect(evidenceHasDigest(db, sourceKey, evidenceDigest)).toBe(true)
    const said = db.prepare('SELECT content FROM evidence_records ORDER BY evidence_id').pluck().all() as string[]
    const sum = (rest: number): bigint => said.filter((_, n) => n % 2 === rest).reduce((total, hex) => total + BigInt(`0x${hex}`), 0n)
    expect(contents).toEqual([sum(0), sum(1)])
    expect(checks()).toEqual(names.flatMap((name) => [name, `${name}'`]))
    expect(threads()).toBe(1)
    await writer.close()
    db.close()
  })

  it('starts no thread for a small file', async () => {
    const { db, writer, batch, checks, sourceKey, threads } = await staged()
    await writer.write(batch(linesOf(1, 'only')))
    await writer.finish(sourceKey)
    expect(checks()).toEqual(['only'])
    expect(threads()).toBe(0)
    await writer.close()
    db.close()
  })

  it('starts a thread at once where much is known to come', async () => {
    const { db, writer, batch, checks, sourceKey, threads } = await staged(100 * 1024 * 1024)
    expect(threads()).toBe(1)
    await writer.write(batch(linesOf(1, 'first')))
    await writer.finish(sourceKey)
    expect([checks(), threads()]).toEqual([['first'], 1])
    await writer.close()
    db.close()
  })

  it.each([1, 5])('forgets what it took of a file that is given up, here and on the thread (%i batches)', async (batches) => {
    const { db, writer, batch, sourceKey } = await staged()
    const other = sourceKey + 1
    for (let n = 0; n < batches; n++) await writer.write({ ...batch(linesOf(n, 'given up')), sourceKey: other })
    await writer.giveUp(other)
    for (const [n, name] of ['k', 'e', 'p', 't'].entries()) await writer.write(batch(linesOf(n, name)))
    const { evidenceDigest, contents } = await writer.finish(sourceKey)
    expect([evidenceHasDigest(db, sourceKey, evidenceDigest), contents.length]).toEqual([true, 2])
    expect((await writer.finish(other)).contents).toEqual([])
    await writer.close()
    db.close()
  })

  it('tells what went wrong on the thread, and keeps what it wrote before', async () => {
    const { db, writer, batch, checks, sourceKey } = await staged()
    for (const [n, name] of ['a', 'b', 'c'].entries()) await writer.write(batch(linesOf(n, name)))
    await writer.write(batch(['no row at all']))
    await expect(writer.finish(sourceKey)).rejects.toThrow(/no row at all/)
    expect(checks()).toEqual(['a', 'b', 'c'])
    await writer.close()
    db.close()
  })
})
