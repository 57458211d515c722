import { EventEmitter } from 'node:events'
import { readdirSync } from 'node:fs'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { createDb } from '#db/open'
import { type Line, writeScan } from '../services/testing/scans.ts'
import { tempFolder } from '../services/testing/temp.ts'
import { importJob } from './import-job.ts'
import type { ImportFile, JobContext } from './jobs.ts'
import type { WriterRequest } from './staging-writer.ts'

const MUCH = 100 * 1024 * 1024

const buckets = (count: number, stem: string): Line[] =>
  Array.from({ length: count }, (_, n): Line => ({ resource: `arn:aws:s3:::${stem}-${n}` }))

/** A writing thread whose disk fails. */
function brokenThread(code: string): Worker {
  const thread = new EventEmitter()
  const postMessage = ({ kind }: WriterRequest): void => {
    queueMicrotask(() => {
      if (kind === 'close') thread.emit('exit')
      else thread.emit('message', { kind: 'failed', error: { code, message: 'disk I/O error', details: {} } })
    })
  }
  return Object.assign(thread, { postMessage }) as unknown as Worker
}

async function started(files: readonly ImportFile[], context: Partial<JobContext> = {}) {
  const { db, location } = await createDb({ path: `${tempFolder()}/e.tickmark`, passphrase: null })
  const input = { db: location, files, importId: 'i', startedAt: '2026-11-22T00:00:00.000Z', dryRun: false }
  const outcome = importJob(input, {
    startThread: () => {
      throw new Error('so little needs no thread')
    },
    progress: () => undefined,
    throwIfCancelled: () => undefined,
    ...context,
  })
  const rows = (table: string): unknown => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  return { db, outcome, rows }
}

const fileAt = (path: string, bytes: number): ImportFile => ({ path, member: null, archive: null, name: path, bytes, directions: null })

describe('an import', () => {
  it.each(['engagement-unreadable', 'disk-full'])(
    'whose rows cannot be written (%s) ends, and is no file that cannot be read',
    async (code) => {
      const folder = tempFolder()
      const files = [fileAt(writeScan(folder, 'a.json', buckets(3, 'a')), MUCH), fileAt(writeScan(folder, 'b.json', buckets(3, 'b')), 1)]
      const { db, outcome, rows } = await started(files, { startThread: () => brokenThread(code) })
      await expect(outcome).rejects.toMatchObject({ code })
      expect(['import_staging', 'source_files', 'evidence_records'].map(rows)).toEqual([0, 0, 0])
      db.close()
    },
  )

  it('leaves nothing where its thread cannot be started', async () => {
    const path = writeScan(tempFolder(), 'a.json', buckets(3, 'a'))
    const { db, outcome, rows } = await started([fileAt(path, MUCH)])
    await expect(outcome).rejects.toThrow(/no thread/)
    expect(rows('import_staging')).toBe(0)
    db.close()
  })

  it('holds no file open that it does not read, and tells of each how far it is', async () => {
    const path = writeScan(tempFolder(), 'a.json', buckets(3, 'a'))
    const many = Array.from({ length: 40 }, () => fileAt(path, 1000))
    const open = (): number => readdirSync('/proc/self/fd').length
    const before = process.platform === 'linux' ? open() : 0
    let most = 0
    const seen: number[] = []
    const { db, outcome } = await started(many, {
      progress: ({ done }) => {
        seen.push(done)
        if (process.platform === 'linux') most = Math.max(most, open())
      },
    })
    expect((await outcome).files.map(({ kind }) => kind)).toEqual(['stored', ...Array.from({ length: 39 }, () => 'same-bytes')])
    expect(most - before).toBeLessThan(20)
    expect(seen.every((done, n) => done >= (seen[n - 1] ?? 0))).toBe(true)
    expect(seen.at(-1)).toBeGreaterThan((seen[0] ?? 0) * 30)
    db.close()
  })
})
