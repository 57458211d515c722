// The original bytes of one record made readable: text where they are text, JSON laid out where they are JSON, a hex view
// else. Layout only ever adds white space between tokens; no character of the record is changed, dropped or re-ordered.

export type RawRecord =
  | { readonly kind: 'json'; readonly text: string; readonly pretty: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly hex: string }

/** The bytes behind base64 text, as `evidence.raw` gives them. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/** How a record's bytes are best shown. Bytes that are not UTF-8 are shown as hex rather than with invented characters. */
export function readRaw(bytes: Uint8Array): RawRecord {
  const text = decode(bytes)
  if (text === null) return { kind: 'binary', hex: hexView(bytes) }
  return isJson(text) ? { kind: 'json', text, pretty: layOutJson(text) } : { kind: 'text', text }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Objects and arrays only: a bare number or word is more readable as it stands. */
function isJson(text: string): boolean {
  if (!/^[\s\uFEFF]*[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs

/**
 * Lays valid JSON out over lines. Works on the tokens of the text, not on parsed values: `1.0`, 20-digit numbers, escapes
 * and repeated keys stay as the scanner wrote them.
 */
export function layOutJson(text: string): string {
  let depth = 0
  let out = ''
  let previous = ''
  const line = () => `\n${'  '.repeat(depth)}`
  for (const [token] of text.matchAll(TOKEN)) {
    const closing = token === '}' || token === ']'
    if (closing) depth--
    if (previous === '{' || previous === '[') out += closing ? '' : line()
    else if (closing || previous === ',') out += line()
    else if (previous === ':') out += ' '
    out += token
    if (token === '{' || token === '[') depth++
    previous = token
  }
  return out
}

const HEX_WIDTH = 16

/** Offset, sixteen bytes in hex, and the printable ones as characters, line by line. */
export function hexView(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += HEX_WIDTH) {
    const row = [...bytes.subarray(at, at + HEX_WIDTH)]
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const printable = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(HEX_WIDTH * 3 - 1)}  ${printable}`)
  }
  return lines.join('\n')
}

/** SHA-256 of bytes in lower-case hex, counted by the window itself so that the shown hash is of the shown bytes. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A file name for saving a record's bytes; built from our own numbers only, never from scan text (law 7). */
export const rawFileName = (evidenceId: number, kind: RawRecord['kind']): string =>
  `evidence-${evidenceId}.${{ json: 'json', text: 'txt', binary: 'bin' }[kind]}`
