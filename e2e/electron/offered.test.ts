// Files the operating system hands over, against the double: arguments, file association, a second start.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { startMain, temporaryHome, windows } from './double/boot.ts'
import { APP_PATH, app } from './double/electron.ts'
import { callsOf, cancellable } from './double/state.ts'

const home = temporaryHome()
const file = (name: string) => {
  writeFileSync(join(home, name), '[]')
  return join(home, name)
}
const engagement = file('Audit.tickmark')
const scan = file('scan.ocsf.json')
const more = file('more.csv')

const { window, bridge } = await startMain(['--inspect=0', APP_PATH, engagement, '--enable-something', join(home, 'missing.json')])
const told: string[][] = []
bridge.subscribe(({ event, payload }) => {
  if (event === 'files.offered') told.push((payload as { files: { name: string }[] }).files.map(({ name }) => name))
})

test('files of the command line wait for the page; switches, missing files and the program itself are none', () => {
  assert.deepEqual(told, [['Audit.tickmark']])
  assert.deepEqual(callsOf('app.requestSingleInstanceLock'), [[{ files: [engagement] }]])
})

test('a double click on a file offers it, and the event is taken over', () => {
  const event = cancellable({})
  app.emit('open-file', event, scan)
  assert.equal(event.defaultPrevented, true)
  assert.deepEqual(told.at(-1), ['scan.ocsf.json'])
})

test('a second start brings the window forward and hands over its files', () => {
  window.minimized = true
  app.emit('second-instance', {}, ['electron', '--reordered', more], home, { files: [more] })
  assert.equal(window.minimized, false)
  assert.equal(callsOf('window.focus').length, 1)
  assert.deepEqual(told.at(-1), ['more.csv'])
})

test('a second start that passes anything else offers nothing', () => {
  const before = told.length
  for (const passed of [undefined, null, { files: 'x' }, { files: [1] }, { other: [] }]) app.emit('second-instance', {}, [], home, passed)
  assert.equal(told.length, before)
  assert.equal(windows.length, 1)
})

test('closing the last window ends the program where that is the custom', () => {
  window.close()
  app.emit('window-all-closed')
  assert.equal(callsOf('app.quit').length, process.platform === 'darwin' ? 0 : 1)
})
