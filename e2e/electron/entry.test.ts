// The double itself must notice what it is there to notice.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { evaluateEntry } from './double/boot.ts'
import { app, BrowserWindow, protocol, session } from './double/electron.ts'
import { ElectronRefusal } from './double/state.ts'

test('an entry that awaits readiness at top level never becomes ready', async () => {
  const entry = join(mkdtempSync(join(tmpdir(), 'tickmark-entry-')), 'entry.mjs')
  writeFileSync(entry, "import { app } from 'electron'\nawait app.whenReady()\n")
  await assert.rejects(evaluateEntry(entry, 300), /did not finish evaluating/)
})

test('what needs readiness refuses before it', () => {
  assert.throws(() => new BrowserWindow({}), ElectronRefusal)
  assert.throws(() => session.defaultSession, ElectronRefusal)
  assert.throws(() => protocol.handle('app', () => Promise.reject(new Error('never'))), ElectronRefusal)
})

test('events and options that do not exist are refused', () => {
  assert.throws(() => app.on('all-windows-closed', () => undefined), ElectronRefusal)
})
