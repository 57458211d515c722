// A start while another instance runs: passes its files on and goes, touching nothing.
import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { control, evaluateEntry, MAIN, temporaryHome, windows } from './double/boot.ts'
import { becomeReady, callsOf } from './double/state.ts'

test('hands its files to the running instance and quits', async () => {
  const home = temporaryHome()
  const scan = join(home, 'scan.json')
  writeFileSync(scan, '[]')
  control.otherInstanceRuns = true
  process.argv = [process.execPath, scan]
  await evaluateEntry(MAIN)
  becomeReady()
  await new Promise((next) => setTimeout(next, 50))
  assert.deepEqual(control.passedToOtherInstance, { files: [scan] })
  assert.equal(callsOf('app.quit').length, 1)
  assert.equal(windows.length, 0)
  assert.equal(control.handlers.size, 0)
  assert.deepEqual(readdirSync(home).sort(), ['documents', 'scan.json'])
})
