import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileVault } from '../../app/file-vault.ts'
import { CONTENT_SECURITY_POLICY } from '../csp.ts'
import { createEventStreams } from './events.ts'
import { createHostFiles } from './files.ts'
import { createGuard } from './guard.ts'
import { createLoopbackServer } from './server.ts'

const root = mkdtempSync(join(tmpdir(), 'tickmark-server-'))
const rendererFolder = join(root, 'renderer')
const documentsFolder = join(root, 'documents')
const vault = createFileVault()
const events = createEventStreams(() => undefined)
const files = createHostFiles({ vault, dataFolder: join(root, 'data'), documentsFolder })
const seen: { method: string; input: unknown }[] = []
const failures: unknown[] = []
let port = 0
const guard = createGuard(() => `127.0.0.1:${port}`)
const server = createLoopbackServer(
  {
    guard,
    events,
    files,
    vault,
    rendererFolder,
    call: (method, input) => {
      seen.push({ method, input })
      if (method === 'crash') return Promise.reject(new Error('a fault of the program'))
      return Promise.resolve({ ok: true, value: input })
    },
  },
  (error) => failures.push(error),
)

beforeAll(async () => {
  mkdirSync(rendererFolder)
  writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>Tickmark</title>')
  writeFileSync(join(root, 'secret.txt'), 'not for the window')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  events.close()
  server.close()
  server.closeAllConnections()
  files.cleanUp()
})

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string }

/** A request with exactly these headers: fetch() would not let a test forge Host or leave Origin out. */
function send(method: string, path: string, headers: OutgoingHttpHeaders = {}, body?: string | Readable): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers } },
      (response) => {
        text(response).then((all) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: all }), reject)
      },
    )
    request.on('error', reject)
    if (body instanceof Readable) body.pipe(request)
    else request.end(body)
  })
}

const own = () => ({ origin: `http://127.0.0.1:${port}`, authorization: `Bearer ${guard.token}` })
const json = { 'content-type': 'application/json' }
const call = (headers: OutgoingHttpHeaders, body = '{"method":"app.info","input":{}}') =>
  send('POST', '/rpc', { ...json, ...headers }, body)

describe('who may call', () => {
  it('answers its own page', async () => {
    const answer = await call(own())
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: {} })
  })

  it.each(['localhost', 'evil.test', '127.0.0.1', '127.0.0.1.evil.test', '[::1]'])('misdirects the host %s', async (host) => {
    const name = host === '127.0.0.1' ? host : `${host}:${port}`
    expect((await call({ ...own(), host: name })).status).toBe(421)
    expect((await send('GET', '/', { host: name })).status).toBe(421)
  })

  it.each(['http://evil.test', 'null', 'https://127.0.0.1', 'http://localhost'])('forbids the origin %s', async (origin) => {
    const before = seen.length
    expect(
      (await call({ ...own(), origin: origin.includes('127') || origin.includes('local') ? `${origin}:${port}` : origin })).status,
    ).toBe(403)
    expect(seen.length).toBe(before)
  })

  it('forbids a POST without an origin, and a foreign site whatever its origin says', async () => {
    expect((await call({ authorization: own().authorization })).status).toBe(403)
    expect((await call({ ...own(), 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it.each([
    ['none', undefined],
    ['empty', ''],
    ['wrong', `Bearer ${'x'.repeat(43)}`],
    ['shorter', 'Bearer x'],
    ['of another scheme', 'Basic abc'],
  ])('asks for the token where it is %s', async (_what, authorization) => {
    const headers = authorization === undefined ? { origin: own().origin } : { origin: own().origin, authorization }
    for (const [method, path] of [
      ['POST', '/rpc'],
      ['GET', '/events'],
      ['POST', '/files?name=x'],
      ['GET', `/files/${'0'.repeat(32)}`],
    ] as const)
      expect((await send(method, path, { ...json, ...headers }, method === 'POST' ? '{}' : undefined)).status).toBe(401)
  })

  it('is nobody’s proxy: a foreign address is misdirected, a tunnel is not opened', async () => {
    expect((await send('GET', 'http://example.com/', { host: 'example.com' })).status).toBe(421)
    expect((await send('GET', 'http://example.com/')).status).toBe(400)
    const tunnel = httpRequest({ host: '127.0.0.1', port, method: 'CONNECT', path: 'example.com:443' })
    const ended = new Promise((resolve) => {
      tunnel.on('connect', () => resolve('opened'))
      tunnel.on('error', () => resolve('refused'))
      tunnel.on('close', () => resolve('refused'))
    })
    tunnel.end()
    expect(await ended).toBe('refused')
  })

  it('gives every launch another 256-bit token', () => {
    const tokens = new Set(Array.from({ length: 50 }, () => createGuard(() => '').token))
    expect(tokens.size).toBe(50)
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(32)
  })
})

describe('calls', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
    'refuse the content type %j',
    async (type) => {
      expect((await call({ ...own(), 'content-type': type })).status).toBe(415)
    },
  )

  it.each(['', '{', 'null', '[]', '"x"', '{"method":1,"input":{}}', '{"method":"app.info"}'])('refuse the body %j', async (body) => {
    const answer = await call(own(), body)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  it('refuse more than 32 MB, announced or not', async () => {
    const announced = await call({ ...own(), 'content-length': 33 * 1024 * 1024 }, '{}')
    expect(announced.status).toBe(413)
    const endless = Readable.from(Array.from({ length: 34 }, () => 'x'.repeat(1024 * 1024)))
    const streamed = await send('POST', '/rpc', { ...json, ...own() }, endless).then(
      (answer) => answer.status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(streamed)
  })

  it('answer 500 without words where the program itself fails, and tell of it', async () => {
    const answer = await call(own(), '{"method":"crash","input":{}}')
    expect(answer).toMatchObject({ status: 500, body: 'The server failed.\n' })
    expect(failures.at(-1)).toMatchObject({ message: 'a fault of the program' })
  })

  it.each([
    ['GET', '/rpc'],
    ['POST', '/events'],
    ['PUT', '/files'],
    ['DELETE', `/files/${'0'.repeat(32)}`],
  ])('know no %s %s', async (method, path) => {
    expect((await send(method, path, { ...json, ...own() })).status).toBe(405)
  })
})

describe('the page', () => {
  it('comes with the policy and may be kept nowhere', async () => {
    const answer = await send('GET', '/')
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '//secret.txt', '/missing.js', '/%00'])(
    'has nothing at %s',
    async (path) => {
      const answer = await send('GET', path)
      expect(answer.status).toBe(404)
      expect(answer.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY)
    },
  )

  it('cannot be posted to', async () => {
    expect((await send('POST', '/', own(), 'x')).status).toBe(405)
  })
})

describe('files', () => {
  it('go up under their own name and come down byte for byte', async () => {
    const bytes = '{"a":"ü"}'
    const up = await send('POST', `/files?name=${encodeURIComponent('../Scan ü.json')}`, own(), bytes)
    const { value } = JSON.parse(up.body) as { value: { token: string; name: string } }
    expect(value).toEqual({ token: expect.stringMatching(/^[0-9a-f]{32}$/) as string, name: 'Scan ü.json' })
    expect(readFileSync(vault.path(value.token), 'utf8')).toBe(bytes)
    const down = await send('GET', `/files/${value.token}?name=${encodeURIComponent("it's (a) copy.json")}`, own())
    expect(down.body).toBe(bytes)
    expect(down.headers['content-disposition']).toBe("attachment; filename*=UTF-8''it%27s%20%28a%29%20copy.json")
    expect(down.headers['content-type']).toBe('application/octet-stream')
  })

  it('need a name to go up and a known token to come down', async () => {
    expect((await send('POST', '/files', own(), 'x')).status).toBe(400)
    expect((await send('GET', `/files/${'0'.repeat(32)}`, own())).status).toBe(404)
    expect((await send('GET', '/files/..%2f..%2fsecret.txt', own())).status).toBe(404)
  })
})

describe('events', () => {
  it('reach a listening window as one JSON object each', async () => {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path: '/events', headers: { host: `127.0.0.1:${port}`, ...own() } }, resolve)
        .on('error', reject)
        .end()
    })
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    let received = ''
    for await (const chunk of response as AsyncIterable<Buffer>) {
      received += chunk.toString()
      if (received === ': listening\n\n') events.emit('engagement.changed', { subjects: ['finding'] })
      if (received.includes('data:')) break
    }
    expect(received).toBe(': listening\n\ndata: {"event":"engagement.changed","payload":{"subjects":["finding"]}}\n\n')
    response.destroy()
  })
})
