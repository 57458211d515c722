// The built main process in plain Node against the double: what the window is, and what it may not do.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { control, startMain, temporaryHome } from './double/boot.ts'
import { callsOf, cancellable } from './double/state.ts'

const home = temporaryHome()
const { window } = await startMain()
const PAGE = 'app://tickmark/index.html'

test('the window is sandboxed, isolated and without Node', () => {
  const { preload, ...preferences } = window.options.webPreferences ?? {}
  assert.deepEqual(preferences, {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  })
  assert.ok(typeof preload === 'string' && existsSync(preload))
  assert.equal(callsOf('app.enableSandbox').length, 1)
  assert.equal(window.webContents.getURL(), PAGE)
})

test('the window shows only once there is something to see', () => {
  assert.equal(window.options.show, false)
  assert.equal(window.visible, true)
})

test('Chromium’s own files lie beside the program’s data, and no name resolves', () => {
  assert.deepEqual(callsOf('app.setPath'), [['userData', join(home, 'window')]])
  const switches = new Map(callsOf('commandLine.appendSwitch').map(([name, value]) => [name, value]))
  assert.equal(switches.get('host-resolver-rules'), 'MAP * ~NOTFOUND')
  assert.ok(switches.has('disable-background-networking'))
})

test('app: is a secure standard scheme without a way around the policy', () => {
  const [scheme] = control.schemes
  assert.deepEqual(scheme, { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } })
})

test('the page stays where it is', () => {
  const { webContents } = window
  for (const url of [
    'https://evil.test/',
    'file:///etc/passwd',
    'app://tickmark.evil/',
    'app://evil/',
    'javascript:alert(1)',
    'data:text/html,x',
    '',
  ]) {
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      const event = cancellable({ url, isMainFrame: true })
      webContents.emit(name, event)
      assert.equal(event.defaultPrevented, true, `${name} ${url}`)
    }
  }
  const own = cancellable({ url: PAGE, isMainFrame: true })
  webContents.emit('will-navigate', own)
  webContents.emit('will-frame-navigate', own)
  assert.equal(own.defaultPrevented, false)
  const framed = cancellable({ url: PAGE, isMainFrame: false })
  webContents.emit('will-frame-navigate', framed)
  assert.equal(framed.defaultPrevented, true)
})

test('no second window and no webview', () => {
  assert.deepEqual(window.webContents.openHandler?.({ url: PAGE }), { action: 'deny' })
  const event = cancellable({})
  window.webContents.emit('will-attach-webview', event)
  assert.equal(event.defaultPrevented, true)
})

test('every permission is denied but putting text on the clipboard, and that only to the own page', () => {
  const asked = (permission: string, contents: unknown = window.webContents) => {
    let granted = true
    control.permissionRequest?.(contents, permission, (answer) => {
      granted = answer
    })
    return [granted, control.permissionCheck?.(contents, permission)]
  }
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'local-network-access',
    'unknown',
  ])
    assert.deepEqual(asked(permission), [false, false], permission)
  assert.deepEqual(asked('clipboard-sanitized-write'), [true, true])
  assert.deepEqual(asked('clipboard-sanitized-write', { getURL: () => 'https://evil.test/' }), [false, false])
  assert.equal(control.permissionCheck?.(null, 'clipboard-sanitized-write'), false)
  assert.equal(control.devicePermission?.(), false)
  assert.equal(control.displayMediaDenied, true)
})

test('no request leaves the program', () => {
  const cancelled = (url: string) => {
    let answer = { cancel: false }
    control.beforeRequest?.({ url }, (reply) => {
      answer = reply
    })
    return answer.cancel
  }
  for (const url of ['https://example.com/', 'http://127.0.0.1:1/', 'ws://localhost/', 'file:///etc/passwd', 'ftp://x/', 'not a url'])
    assert.equal(cancelled(url), true, url)
  for (const url of [PAGE, 'devtools://devtools/x', `blob:${PAGE}`, 'data:image/png;base64,AA==']) assert.equal(cancelled(url), false, url)
})

test('only bytes the page itself made can be downloaded, under a plain name', async () => {
  const { session } = await import('./double/electron.ts')
  const download = (url: string) => {
    const named: unknown[] = []
    const event = cancellable({})
    const item = {
      getURL: () => url,
      getFilename: () => '../evidence.json',
      setSaveDialogOptions: (options: unknown) => named.push(options),
    }
    session.defaultSession.emit('will-download', event, item)
    return { refused: event.defaultPrevented, named }
  }
  assert.deepEqual(download('blob:app://tickmark/7d0f'), { refused: false, named: [{ defaultPath: 'evidence.json' }] })
  for (const url of [
    'https://evil.test/x.exe',
    'blob:https://evil.test/7d0f',
    'blob:app://evil/7d0f',
    'app://tickmark/index.html',
    'data:text/plain,x',
  ])
    assert.deepEqual(download(url), { refused: true, named: [] }, url)
})

test('app: serves the built page with the policy on every answer', async () => {
  const serve = control.protocols.get('app')
  assert.ok(serve)
  const page = await serve(new Request(PAGE))
  assert.equal(page.status, 200)
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
  const html = await page.text()
  const script = /src="(\.?\/[^"]+\.js)"/.exec(html)?.[1]
  assert.ok(script, 'the page loads a script file')
  const bundle = await serve(new Request(new URL(script, PAGE)))
  assert.equal(bundle.headers.get('content-type'), 'text/javascript; charset=utf-8')
  assert.equal((await serve(new Request(PAGE, { method: 'POST', body: 'x' }))).status, 405)
  for (const path of ['..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '..%5c..%5cpackage.json', 'missing.js', 'assets'])
    assert.equal((await serve(new Request(`app://tickmark/${path}`))).status, 404, path)
  for (const url of ['app://evil/index.html', 'app://tickmark.evil/index.html', 'app://tickmark:80/index.html'])
    assert.equal((await serve(new Request(url))).status, 404, url)
  for (const answer of [page, bundle, await serve(new Request('app://tickmark/missing.js'))]) {
    assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self'; style-src 'self';/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  }
})

test('the menu offers no developer tools', () => {
  assert.doesNotMatch(JSON.stringify(control.menu), /toggleDevTools|reload/)
})

test('a page with unsaved words closes only after the person was asked', () => {
  const closing = () => {
    const event = cancellable({})
    window.webContents.emit('will-prevent-unload', event)
    return event.defaultPrevented
  }
  control.messageButton = ''
  assert.equal(closing(), false, 'dismissing the question keeps the window')
  control.messageButton = 'Stay'
  assert.equal(closing(), false)
  control.messageButton = 'Leave'
  assert.equal(closing(), true)
  assert.match(JSON.stringify(callsOf('dialog.showMessageBoxSync').at(-1)), /not saved/)
})
