// Turns BER into DER as far as lengths and split strings go: some programs write PKCS#12 files with indefinite lengths.
// Only for importing keys; signatures must be DER as they stand.
import { DerError, TAG } from './read.ts'
import { element } from './write.ts'

const MAX_DEPTH = 32
const CONSTRUCTED = 0x20

type Read = { readonly der: Uint8Array; readonly next: number }

/** Length octets at `at`: the length (null = indefinite) and where the content begins. */
function readLength(bytes: Uint8Array, at: number): { length: number | null; start: number } {
  const first = bytes[at]
  if (first === undefined) throw new DerError('the data ends too early')
  if (first < 0x80) return { length: first, start: at + 1 }
  if (first === 0x80) return { length: null, start: at + 1 }
  const start = at + 1 + (first & 0x7f)
  const length = bytes.subarray(at + 1, start).reduce((value, byte) => value * 256 + byte, 0)
  if (start > bytes.length || length > bytes.length) throw new DerError('an element is longer than its container')
  return { length, start }
}

function convert(bytes: Uint8Array, at: number, depth: number): Read {
  const tag = bytes[at]
  if (tag === undefined || depth > MAX_DEPTH) throw new DerError('the data ends too early or is nested too deeply')
  const { length, start } = readLength(bytes, at + 1)
  const end = length === null ? bytes.length : start + length
  if (end > bytes.length) throw new DerError('an element is longer than its container')
  if ((tag & CONSTRUCTED) === 0) {
    if (length === null) throw new DerError('a simple element has no length')
    return { der: element(tag, bytes.subarray(start, end)), next: end }
  }
  const parts: Uint8Array[] = []
  let position = start
  while (position < end && !(length === null && bytes[position] === 0 && bytes[position + 1] === 0)) {
    const part = convert(bytes.subarray(0, end), position, depth + 1)
    parts.push(part.der)
    position = part.next
  }
  if (length === null && position >= end) throw new DerError('an element of indefinite length is not closed')
  const next = length === null ? position + 2 : end
  if (tag !== (TAG.octetString | CONSTRUCTED)) return { der: element(tag, ...parts), next }
  return { der: element(TAG.octetString, ...parts.map(contentOf)), next }
}

/** Content octets of an element we have just written. */
function contentOf(der: Uint8Array): Uint8Array {
  return der.subarray(readLength(der, 1).start)
}

/** Gives the same value in DER lengths, split octet strings joined. What follows the first element is left out. */
export const derFromBer = (bytes: Uint8Array): Uint8Array => convert(bytes, 0, 0).der
