import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openDb } from '#db/open'
import { findingIds, readFinding, removeFinding, writeFinding } from '#db/queries/findings'
import { createCommit } from './commit.ts'
import { createDrafting } from './drafting.ts'
import type { Session } from './session.ts'
import { openedApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
const CHECKS = 100
const THEIRS = '33333333-3333-4333-8333-333333333333'
const failing = Array.from({ length: CHECKS }, (_, i): Line => ({ check: `s3_bucket_check_${i}` }))

describe('drafting', () => {
  it('lets the window ask between drafts, and goes on when the engagement is next opened', async () => {
    const app = await openedApp()
    const running = app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'scan.json', failing)) }] })
    const drafted = async (): Promise<number> => (await app.call('findings.list', { limit: 1 })).total
    while ((await drafted()) === 0) await setImmediate()
    const seen = await drafted()
    expect(seen).toBeLessThan(CHECKS)
    await app.call('engagements.close', {})
    await expect(running).rejects.toMatchObject({ code: 'no-engagement' })

    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect(await drafted()).toBe(CHECKS)
    const numbers = (await app.call('findings.list', { limit: CHECKS })).rows.map(({ number }) => number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: CHECKS }, (_, i) => i + 1))
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
  })

  it("leaves alone what another program drafts while it waits to write, with a person's words in it", async () => {
    const app = await openedApp()
    const scan = app.files.add(writeScan(app.folder, 'scan.json', [{ check: 's3_bucket_check' }]))
    await app.call('imports.run', { jobId: JOB, files: [{ token: scan }] })
    await app.call('engagements.close', {})
    const program = async () => {
      const { db, location } = await openDb({ path: app.path, passphrase: null })
      return { db, location, commit: createCommit({ db, now: () => new Date(), actor: () => 'A', committed: () => undefined }) }
    }
    const [ours, theirs] = [await program(), await program()]
    const [drafted = ''] = findingIds(ours.db)
    const finding = readFinding(ours.db, drafted)
    if (finding === null) throw new Error('nothing was drafted')
    ours.commit((tx) => {
      tx.change({ action: 'finding.withdrawn', subject: 'finding', subjectId: drafted }, (db) => removeFinding(db, drafted))
    })
    const session = {
      ...ours,
      // What `BEGIN IMMEDIATE` waits for.
      commit: (work) => {
        theirs.commit((tx) => {
          tx.change({ action: 'finding.drafted', subject: 'finding', subjectId: THEIRS }, (db) => {
            writeFinding(db, { ...finding, findingId: THEIRS, number: 7, condition: 'Words of a person.', untouched: false })
          })
        })
        return ours.commit(work)
      },
    } as Session
    const ports = { randomUuid: () => 'ours', clock: { now: () => new Date() } } as Parameters<typeof createDrafting>[0]['ports']
    const sessions = { current: () => session } as Parameters<typeof createDrafting>[0]['sessions']
    expect(await createDrafting({ ports, sessions }).settle(session)).toBe(0)
    expect(findingIds(ours.db)).toEqual([THEIRS])
    expect(() =>
      ours.commit((tx) => {
        tx.change({ action: 'finding.drafted', subject: 'finding', subjectId: 'second' }, (db) =>
          writeFinding(db, { ...finding, findingId: 'second' }),
        )
      }),
    ).toThrow(/UNIQUE/)
    for (const { db } of [ours, theirs]) db.close()
    await app.call('engagements.open', { file: app.files.add(app.path), passphrase: null })
    expect((await app.call('findings.list', { limit: 5 })).rows).toMatchObject([{ findingId: THEIRS }])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, problems: [] })
  })
})
