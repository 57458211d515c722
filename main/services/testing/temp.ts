// Test support: temporary folders and fixed ports. Real files, real SQLite; only clock and ids are pinned.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that is removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A clock that moves one second with each reading, from a fixed instant. */
export function steppingClock(start = '2026-11-22T08:00:00.000Z'): { now(): Date } {
  let at = new Date(start).getTime() - 1000
  return {
    now: () => {
      at += 1000
      return new Date(at)
    },
  }
}

/** UUIDs that count up: 00000000-0000-4000-8000-000000000001 … */
export function countingUuids(): () => string {
  let n = 0
  return () => {
    n += 1
    return `00000000-0000-4000-8000-${n.toString().padStart(12, '0')}`
  }
}
