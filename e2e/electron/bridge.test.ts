// The built preload and main process together against the double: what the page can call, who may call, what comes back.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { EVENTS, HOST_METHODS, IPC_CHANNELS, METHODS } from '../../main/contract/names.ts'
import { callAs, control, droppedFile, startMain, temporaryHome } from './double/boot.ts'
import { callsOf } from './double/state.ts'

type Reply = { ok: true; value: unknown } | { ok: false; error: { code: string; message: string } }

const home = temporaryHome()
const { window, bridge } = await startMain()
const invoke = async (method: string, input: unknown = {}) => (await bridge.invoke(method, input)) as Reply
const host = async (method: string, input: unknown = {}) => (await bridge.host(method, input)) as Reply

test('the page gets four functions and nothing else', () => {
  assert.deepEqual(Object.keys(bridge).sort(), ['host', 'invoke', 'pathToken', 'subscribe'])
})

test('one channel answers every method of the contract', async () => {
  assert.deepEqual([...control.handlers.keys()], [IPC_CHANNELS.call])
  for (const method of METHODS) {
    const reply = await invoke(method, { nonsense: true })
    assert.equal(reply.ok, false, method)
    if (reply.ok) continue
    assert.equal(reply.error.code, 'invalid-input', method)
    assert.doesNotMatch(reply.error.message, /There is no method/, method)
  }
  assert.equal((await invoke('app.info')).ok, true)
})

test('other names end in the preload, and in the main process where the preload is gone around', async () => {
  for (const name of ['fs.readFile', 'toString', '__proto__', 'constructor', '', ...HOST_METHODS]) {
    await assert.rejects(bridge.invoke(name, {}), /There is no method/, name)
    if (HOST_METHODS.some((known) => known === name)) continue
    await assert.rejects(bridge.host(name, {}), /There is no method/, name)
    const reply = (await callAs({}, IPC_CHANNELS.call, name, {})) as Reply
    assert.equal(reply.ok, false, name)
  }
  for (const name of [undefined, 1, {}, ['app.info']]) {
    const reply = (await callAs({}, IPC_CHANNELS.call, name, {})) as Reply
    assert.equal(reply.ok ? '' : reply.error.code, 'invalid-input')
  }
})

test('only the main frame of the own window, on the own page, is answered', async () => {
  const { webContents } = window
  const refused = async (forged: Readonly<Record<string, unknown>>, what: string) => {
    const reply = (await callAs(forged, IPC_CHANNELS.call, 'app.info', {})) as Reply
    assert.equal(reply.ok ? 'answered' : reply.error.message, 'This page may not call the program.', what)
  }
  await refused({ senderFrame: null }, 'a frame that is gone')
  await refused({ senderFrame: { url: webContents.getURL(), parent: webContents.mainFrame } }, 'a child frame')
  await refused({ sender: {} }, 'other contents')
  const own = webContents.mainFrame.url
  for (const url of [
    'https://evil.test/',
    'file:///x',
    'app://evil/',
    'app://tickmark.evil/',
    'app://tickmark:1/',
    'data:text/html,x',
    '',
  ]) {
    webContents.mainFrame.url = url
    await refused({}, url)
  }
  webContents.mainFrame.url = own
  assert.equal(((await callAs({}, IPC_CHANNELS.call, 'app.info', {})) as Reply).ok, true)
})

test('a reply carries the code of an error, not an exception', async () => {
  const reply = await invoke('engagements.open', { file: '0'.repeat(32), passphrase: null })
  assert.equal(reply.ok ? '' : reply.error.code, 'not-found')
})

test('events reach the page by listed names, without Electron’s event object, from before it listens on', () => {
  const payload = { subjects: ['finding'] }
  window.webContents.send(IPC_CHANNELS.event, 'engagement.changed', payload)
  window.webContents.send(IPC_CHANNELS.event, 'not.an.event', payload)
  const told: unknown[][] = []
  const stop = bridge.subscribe((...args) => told.push(args))
  window.webContents.send(IPC_CHANNELS.event, 'job.progressed', { done: 1 })
  stop()
  window.webContents.send(IPC_CHANNELS.event, EVENTS[0], {})
  assert.deepEqual(JSON.parse(JSON.stringify(told)), [
    [{ event: 'engagement.changed', payload }],
    [{ event: 'job.progressed', payload: { done: 1 } }],
  ])
})

test('dialogs give tokens, never paths, and open again where they were last', async () => {
  const folder = join(home, 'stick')
  mkdirSync(folder)
  writeFileSync(join(folder, 'scan.json'), '[]')
  control.openDialog = { canceled: true, filePaths: [] }
  assert.deepEqual(await host('host.pickFiles', { purpose: 'scans' }), { ok: true, value: [] })

  control.openDialog = { canceled: false, filePaths: [join(folder, 'scan.json')] }
  const picked = await host('host.pickFiles', { purpose: 'scans' })
  assert.ok(picked.ok)
  const [file] = picked.value as { token: string; name: string }[]
  assert.match(file?.token ?? '', /^[0-9a-f]{32}$/)
  assert.equal(file?.name, 'scan.json')
  assert.doesNotMatch(JSON.stringify(picked), /stick/)

  await host('host.pickFiles', { purpose: 'scans' })
  await host('host.pickFiles', { purpose: 'pdf' })
  const folders = callsOf('dialog.showOpenDialog').map(([options]) => (options as { defaultPath: string }).defaultPath)
  assert.deepEqual(folders, [join(home, 'documents'), join(home, 'documents'), folder, join(home, 'documents')])
  assert.equal(((await host('host.pickFiles', { purpose: 'anything' })) as { ok: boolean }).ok, false)
})

test('a dropped file becomes the same token as the picked one', async () => {
  const path = join(home, 'stick', 'scan.json')
  const picked = (await host('host.pickFiles', { purpose: 'scans' })) as { value: unknown[] }
  const dropped = JSON.parse(JSON.stringify(await bridge.pathToken(droppedFile(path)))) as Reply
  assert.deepEqual(dropped, { ok: true, value: picked.value[0] })
  const made = (await bridge.pathToken({ name: 'made-in-the-page.json' })) as Reply
  assert.equal(made.ok ? '' : made.error.code, 'invalid-input')
})

test('saving copies the bytes whole or not at all', async () => {
  const path = join(home, 'stick', 'report.pdf')
  writeFileSync(path, '%PDF-1.7 words')
  const dropped = (await bridge.pathToken(droppedFile(path))) as { value: { token: string } }
  const { token } = dropped.value
  control.saveDialog = { canceled: true, filePath: '' }
  assert.deepEqual(await host('host.saveFile', { token, suggestedName: 'report.pdf' }), { ok: true, value: false })

  const target = join(home, 'copy.pdf')
  control.saveDialog = { canceled: false, filePath: target }
  assert.deepEqual(await host('host.saveFile', { token, suggestedName: '../../escape.pdf' }), { ok: true, value: true })
  assert.equal(readFileSync(target, 'utf8'), '%PDF-1.7 words')
  const options = callsOf('dialog.showSaveDialog').at(-1)?.[0] as { defaultPath: string }
  assert.equal(options.defaultPath, join(home, 'documents', 'escape.pdf'))

  const nowhere = join(home, 'no-such-folder', 'x.pdf')
  control.saveDialog = { canceled: false, filePath: nowhere }
  const failed = await host('host.saveFile', { token, suggestedName: 'x.pdf' })
  assert.equal(failed.ok ? '' : failed.error.code, 'input-unreadable')
  assert.equal(existsSync(nowhere), false)
  assert.deepEqual(
    readdirSync(home).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('a new engagement gets a place and its ending, and is not made yet', async () => {
  control.saveDialog = { canceled: false, filePath: join(home, 'Audit 2026') }
  const reply = await host('host.newEngagementFile', { suggestedName: 'Audit 2026' })
  assert.equal((reply as { value: { name: string } }).value.name, 'Audit 2026.tickmark')
  assert.equal(existsSync(join(home, 'Audit 2026.tickmark')), false)
  control.saveDialog = { canceled: true, filePath: '' }
  assert.deepEqual(await host('host.newEngagementFile', { suggestedName: 'x' }), { ok: true, value: null })
})

test('quitting waits until the engagement is closed', async () => {
  const { app } = await import('./double/electron.ts')
  app.quit()
  assert.equal(callsOf('quit').length, 0)
  for (let turn = 0; turn < 200 && callsOf('quit').length === 0; turn++) await new Promise((next) => setTimeout(next, 10))
  assert.equal(callsOf('quit').length, 1)
})
