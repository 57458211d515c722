// Writes DER (ITU-T X.690): small functions that nest like the structure they write. Knows no application syntax.
import { contextTag, TAG } from './read.ts'

/** One element with the given identifier octet around the concatenated parts. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Uint8Array.of(tag, length), content])
  const digits: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256)
  return Buffer.concat([Uint8Array.of(tag, 0x80 | digits.length, ...digits), content])
}

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => element(TAG.sequence, ...items)

/** SET OF: DER orders the members by their encodings (X.690 §11.6). */
export const setOf = (...items: readonly Uint8Array[]): Uint8Array => element(TAG.set, ...items.toSorted(Buffer.compare))

export const explicit = (number: number, content: Uint8Array): Uint8Array => element(contextTag(number), content)

/** The same value under another identifier octet, for IMPLICIT tagging. */
export const retag = (tag: number, encoded: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(tag), encoded.subarray(1)])

/** INTEGER from unsigned big-endian bytes. */
export function unsignedInteger(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1
  const digits = bytes.length === 0 ? Uint8Array.of(0) : bytes.subarray(start)
  return element(TAG.integer, (digits[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : Uint8Array.of(), digits)
}

/** INTEGER from a small non-negative number. */
export function integer(value: number): Uint8Array {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(value, 0, 6)
  return unsignedInteger(bytes)
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc % 128]
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(0x80 | (left % 128))
    return digits
  })
  return element(TAG.oid, Uint8Array.from(bytes))
}

export const nullValue = (): Uint8Array => element(TAG.null)
export const booleanTrue = (): Uint8Array => element(TAG.boolean, Uint8Array.of(0xff))
export const octetString = (content: Uint8Array): Uint8Array => element(TAG.octetString, content)
export const utf8String = (text: string): Uint8Array => element(TAG.utf8String, Buffer.from(text, 'utf8'))
export const printableString = (text: string): Uint8Array => element(TAG.printableString, Buffer.from(text, 'latin1'))
export const bmpString = (text: string): Uint8Array => element(TAG.bmpString, Buffer.from(text, 'utf16le').swap16())

/** BIT STRING of whole bytes. */
export const bitString = (content: Uint8Array): Uint8Array => element(TAG.bitString, Uint8Array.of(0), content)

/** Named-bit BIT STRING (up to eight bits), trailing zeros removed as DER demands (X.690 §11.2.2). */
export function namedBits(indices: readonly number[]): Uint8Array {
  const byte = indices.reduce((bits, index) => bits | (0x80 >> index), 0)
  return element(TAG.bitString, Uint8Array.of(7 - Math.max(...indices), byte))
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). Whole seconds. */
export function time(date: Date): Uint8Array {
  const text = `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
  return date.getUTCFullYear() < 2050
    ? element(TAG.utcTime, Buffer.from(text.slice(2), 'latin1'))
    : element(TAG.generalizedTime, Buffer.from(text, 'latin1'))
}
