// Reads a request body as JSON, with a cap: a call carries words and numbers, files have their own route.
import type { IncomingMessage } from 'node:http'

const MAX_BYTES = 32 * 1024 * 1024

type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly reason: string }

/** Gives the parsed body, or the HTTP status and reason of its refusal. */
export async function readJson(request: IncomingMessage, maxBytes: number = MAX_BYTES): Promise<JsonBody> {
  if (!/^application\/json(; *charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
    return { ok: false, status: 415, reason: 'Only application/json is accepted here.' }
  const tooLarge: JsonBody = { ok: false, status: 413, reason: `A call may have at most ${maxBytes} bytes.` }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) return tooLarge
    chunks.push(chunk)
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, status: 400, reason: 'The body is not JSON in UTF-8.' }
  }
}
