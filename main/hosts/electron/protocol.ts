// The app:// protocol: serves the built renderer, and nothing else, with the content security policy on every answer.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import type { FileVault } from '../../app/ports.ts'
import { assetPath, contentType } from '../assets.ts'
import { SECURITY_HEADERS } from '../csp.ts'
import { isOwnUrl, SCHEME } from './security.ts'

/** Registered before ready: a standard, secure origin, so that CSP, fetch and storage treat it as they would https. */
export const APP_SCHEME: CustomScheme = { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }

/**
 * Answers app:// requests: `/files/<token>` with the bytes of a file the window holds a token of, any other path from `folder`.
 * What is no plain file inside it is 404; other methods are 405.
 */
export function serveRenderer(protocol: Protocol, folder: string, vault: FileVault): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'method not allowed')
    const target = isOwnUrl(request.url, null) ? targetOf(folder, vault, new URL(request.url).pathname) : null
    const file = target === null ? null : await stat(target.path).catch(() => null)
    if (target === null || !file?.isFile()) return answer(404, 'not found')
    const headers = { ...SECURITY_HEADERS, 'content-type': target.type, 'content-length': String(file.size) }
    return new Response(request.method === 'HEAD' ? null : Readable.toWeb(createReadStream(target.path)), { headers })
  })
}

function targetOf(folder: string, vault: FileVault, urlPath: string): { path: string; type: string } | null {
  const token = /^\/files\/([0-9a-f]{32})$/.exec(urlPath)?.[1]
  try {
    if (token !== undefined) return { path: vault.path(token), type: 'application/octet-stream' }
  } catch {
    return null
  }
  const path = assetPath(folder, urlPath)
  return path === null ? null : { path, type: contentType(path) }
}

const answer = (status: number, text: string): Response =>
  new Response(`${text}\n`, { status, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } })
