// The app:// protocol: serves the built renderer, and nothing else, with the content security policy on every answer.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import { assetPath, contentType } from '../assets.ts'
import { SECURITY_HEADERS } from '../csp.ts'
import { isOwnUrl, SCHEME } from './security.ts'

/** Registered before ready: a standard, secure origin, so that CSP, fetch and storage treat it as they would https. */
export const APP_SCHEME: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }

/** Answers app:// requests from `folder`. Anything that is no plain file inside it is 404; other methods are 405. */
export function serveRenderer(protocol: Protocol, folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'method not allowed')
    const path = isOwnUrl(request.url, null) ? assetPath(folder, new URL(request.url).pathname) : null
    const file = path === null ? null : await stat(path).catch(() => null)
    if (path === null || !file?.isFile()) return answer(404, 'not found')
    const headers = { ...SECURITY_HEADERS, 'content-type': contentType(path), 'content-length': String(file.size) }
    return new Response(request.method === 'HEAD' ? null : Readable.toWeb(createReadStream(path)), { headers })
  })
}

const answer = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } })
