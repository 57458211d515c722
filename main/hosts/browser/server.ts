// The loopback server: built renderer, POST /rpc, GET /events, uploads and downloads. Guards first, then routes.
// Leaves the program to `dispatch`, files to files.ts, the window to launch.ts.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { errorReply, type Reply } from '#contract/reply'
import { AppError } from '#domain/errors'
import type { FileVault } from '../../app/ports.ts'
import { assetPath, contentType } from '../assets.ts'
import { SECURITY_HEADERS } from '../csp.ts'
import { safeFileName } from '../file-name.ts'
import type { EventStreams } from './events.ts'
import type { HostFiles } from './files.ts'
import type { Guard } from './guard.ts'
import { readJson } from './json-body.ts'

export type ServerDeps = {
  readonly guard: Guard
  readonly call: (method: string, input: unknown) => Promise<Reply>
  readonly events: EventStreams
  readonly files: HostFiles
  readonly vault: FileVault
  readonly rendererFolder: string
}

/** Makes the server, not yet listening. A request that fails in a way nobody foresaw answers 500 and is told to `onError`. */
export function createLoopbackServer(deps: ServerDeps, onError: (error: unknown) => void): Server {
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    route(deps, request, response).catch((error: unknown) => {
      // A window that went away in the middle of a transfer is no fault of ours.
      if (response.destroyed) return
      onError(error)
      if (response.headersSent) response.destroy()
      else sendText(response, 500, 'The server failed.')
    })
  })
  return server
}

async function route(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const misdirected = deps.guard.host(request.headers)
  if (misdirected) return sendText(response, misdirected.status, misdirected.reason)
  const method = request.method ?? ''
  const target = request.url ?? ''
  const url = target.startsWith('/') ? URL.parse(`http://127.0.0.1${target}`) : null
  if (url === null) return sendText(response, 400, 'bad request target')

  const api = apiRoute(url.pathname)
  if (api === null) return sendAsset(deps.rendererFolder, url.pathname, method, response)
  const refusal = deps.guard.caller(request.headers, method)
  if (refusal) return sendText(response, refusal.status, refusal.reason)
  switch (`${method} ${api}`) {
    case 'POST rpc':
      return rpc(deps, request, response)
    case 'GET events':
      return deps.events.open(response)
    case 'POST upload':
      return upload(deps, url, request, response)
    case 'GET download':
      return download(deps, url, response)
    default:
      return sendText(response, 405, 'method not allowed')
  }
}

function apiRoute(path: string): 'rpc' | 'events' | 'upload' | 'download' | null {
  if (path === '/rpc') return 'rpc'
  if (path === '/events') return 'events'
  if (path === '/files') return 'upload'
  return path.startsWith('/files/') ? 'download' : null
}

async function rpc(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readJson(request)
  if (!body.ok) return sendReply(response, body.status, errorReply(new AppError('invalid-input', body.reason)))
  const { value } = body
  if (typeof value !== 'object' || value === null || !('method' in value) || typeof value.method !== 'string' || !('input' in value))
    return sendReply(response, 400, errorReply(new AppError('invalid-input', 'A call is a JSON object with "method" and "input".')))
  return sendReply(response, 200, await deps.call(value.method, value.input))
}

async function upload(deps: ServerDeps, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = url.searchParams.get('name')
  if (!name) return sendReply(response, 400, errorReply(new AppError('invalid-input', 'An upload needs a name.')))
  try {
    return sendReply(response, 200, { ok: true, value: await deps.files.stage(name, request) })
  } catch (error) {
    if (request.destroyed && !request.complete) return void response.destroy()
    return sendReply(response, 200, errorReply(error))
  }
}

async function download(deps: ServerDeps, url: URL, response: ServerResponse): Promise<void> {
  let path: string
  let bytes: number
  try {
    path = deps.vault.path(url.pathname.slice('/files/'.length))
    bytes = (await stat(path)).size
  } catch (error) {
    return sendReply(response, 404, errorReply(error))
  }
  const name = safeFileName(url.searchParams.get('name') ?? path)
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': bytes,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
  })
  await pipeline(createReadStream(path), response)
}

async function sendAsset(folder: string, urlPath: string, method: string, response: ServerResponse): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') return sendText(response, 405, 'method not allowed')
  const path = assetPath(folder, urlPath)
  const file = path === null ? null : await stat(path).catch(() => null)
  if (path === null || !file?.isFile()) return sendText(response, 404, 'not found')
  response.writeHead(200, { 'content-type': contentType(path), 'content-length': file.size })
  if (method === 'HEAD') response.end()
  else await pipeline(createReadStream(path), response)
}

function sendReply(response: ServerResponse, status: number, reply: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${text}\n`)
}
