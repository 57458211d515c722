// Who may talk to the loopback server. Pure checks over request headers; the server decides which of them a route needs.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A refusal as HTTP sees it. */
export type Refusal = { readonly status: 401 | 403 | 421; readonly reason: string }

export type Guard = {
  /** The per-launch secret, 256 bits, base64url. */
  readonly token: string
  /** Every request: the exact Host header, which defeats DNS rebinding. */
  host(headers: IncomingHttpHeaders): Refusal | null
  /** API requests: our own Origin (required where a browser always sends one) and the bearer token. */
  caller(headers: IncomingHttpHeaders, method: string): Refusal | null
}

/** Makes the guard of one launch. `authority` is called per request because the port is known only once the server listens. */
export function createGuard(authority: () => string, token: string = randomBytes(32).toString('base64url')): Guard {
  return {
    token,
    host: (headers) => (headers.host === authority() ? null : { status: 421, reason: 'misdirected request' }),
    caller(headers, method) {
      // Browsers leave Origin out of same-origin GETs and send it with every POST.
      const origin = headers.origin ?? (method === 'GET' ? `http://${authority()}` : undefined)
      if (origin !== `http://${authority()}`) return { status: 403, reason: 'foreign origin' }
      const site = headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin') return { status: 403, reason: 'foreign site' }
      if (!sameSecret(headers.authorization, `Bearer ${token}`)) return { status: 401, reason: 'wrong or missing token' }
      return null
    },
  }
}

/** Compares without telling by its duration how much was right; hashing first makes the lengths equal. */
function sameSecret(given: string | undefined, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(wanted))
}
