import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SCOPE, testApp } from './testing/app.ts'
import { type Line, writeScan } from './testing/scans.ts'
import { tempFolder } from './testing/temp.ts'

const JOB = '22222222-2222-4222-8222-222222222222'

/** A real file system with little space; only root may make one. Its size in megabytes can grow. */
function smallDisk(): { folder: string; grow(megabytes: number): void } | null {
  const folder = join(tempFolder(), 'disk')
  mkdirSync(folder)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder])
  })
  return {
    folder,
    grow: (megabytes) => {
      execFileSync('mount', ['-o', `remount,size=${megabytes}m`, folder])
    },
  }
}

describe('a full disk', () => {
  it('is named; what was there stays whole and readable, and the import works once there is space', async ({ skip }) => {
    const disk = smallDisk()
    if (!disk) {
      console.warn('!! This user may not mount a small disk: what happens on a FULL DISK was not tested here.')
      return skip('mounting a small disk needs root')
    }
    const app = testApp()
    const path = join(disk.folder, 'audit.tickmark')
    await app.call('engagements.create', { file: app.files.add(path), passphrase: null, scope: SCOPE })
    await app.call('imports.run', { jobId: JOB, files: [{ token: app.files.add(writeScan(app.folder, 'small.json', [{}])) }] })
    const many = Array.from({ length: 20_000 }, (_, i): Line => ({ resource: `arn:aws:s3:::bucket-${i}-${(i * 7919) % 104_729}` }))
    const big = [{ token: app.files.add(writeScan(app.folder, 'big.json', many)) }]
    const other = app.files.add(writeScan(app.folder, 'other.json', [{ status: 'PASS' }, { status: 'MANUAL' }]))
    await expect(app.call('imports.run', { jobId: JOB, files: [{ token: other }, ...big] })).rejects.toMatchObject({
      code: 'disk-full',
    })
    expect((await app.call('evidence.list', {})).total).toBe(1)

    await app.call('engagements.close', {})
    await app.call('engagements.open', { file: app.files.add(path), passphrase: null })
    expect((await app.call('evidence.list', {})).total).toBe(1)
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries: 4 })

    disk.grow(200)
    expect((await app.call('imports.run', { jobId: JOB, files: big })).files[0]).toMatchObject({
      outcome: 'imported',
      summary: { stored: 20_000 },
    })
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  }, 120_000)
})
