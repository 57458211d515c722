// Reads DER (ITU-T X.690) strictly: definite, shortest lengths, one-byte tags, no bytes left over. What is not DER
// is refused, because two encodings of one signature would let a changed file pass. BER is converted in from-ber.ts.

/** The bytes are not the DER that was expected. */
export class DerError extends Error {
  override readonly name = 'DerError'
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** One element: identifier octet, value, and the whole encoding. Views into the input, never copies. */
export type DerNode = { readonly tag: number; readonly content: Uint8Array; readonly bytes: Uint8Array }

/** Context-specific tag `[number]`, constructed by default. */
export const contextTag = (number: number, constructed = true): number => (constructed ? 0xa0 : 0x80) | number

/** Reads the first element; what follows it is the caller's business. */
export function readFirst(bytes: Uint8Array): DerNode {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined) throw new DerError('the data ends too early')
  if ((tag & 0x1f) === 0x1f) throw new DerError('tags of more than one byte are not used here')
  let start = 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw new DerError('not a definite length')
    start += count
    length = 0
    for (const byte of bytes.subarray(2, start)) length = length * 256 + byte
    if (start > bytes.length || length < 0x80 || length < 256 ** (count - 1)) throw new DerError('the length is not in its shortest form')
  }
  if (start + length > bytes.length) throw new DerError('an element is longer than its container')
  return { tag, content: bytes.subarray(start, start + length), bytes: bytes.subarray(0, start + length) }
}

/** Reads exactly one element that fills the input. */
export function readDer(bytes: Uint8Array): DerNode {
  const node = readFirst(bytes)
  if (node.bytes.length !== bytes.length) throw new DerError('bytes follow the end of an element')
  return node
}

/** The element itself, if it has the tag. */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined) throw new DerError('an element is missing')
  if (node.tag !== tag) throw new DerError(`tag 0x${tag.toString(16)} expected, 0x${node.tag.toString(16)} found`)
  return node
}

/** The elements inside a constructed element of the given tag (a SEQUENCE unless told). */
export function readItems(node: DerNode | undefined, tag: number = TAG.sequence): readonly DerNode[] {
  const items: DerNode[] = []
  let rest = expectTag(node, tag).content
  while (rest.length > 0) {
    const item = readFirst(rest)
    items.push(item)
    rest = rest.subarray(item.bytes.length)
  }
  return items
}

/** The only element inside a constructed element. */
export function readOnly(node: DerNode | undefined, tag: number = TAG.sequence): DerNode {
  const items = readItems(node, tag)
  const [item] = items
  if (item === undefined || items.length !== 1) throw new DerError('exactly one element expected')
  return item
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function readOid(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.oid)
  const arcs: number[] = []
  let value = 0
  let open = false
  for (const byte of content) {
    if (!open && byte === 0x80) throw new DerError('an object identifier is padded')
    if (value > 2 ** 40) throw new DerError('an object identifier is too large')
    value = value * 128 + (byte & 0x7f)
    open = byte >= 0x80
    if (open) continue
    if (arcs.length === 0) arcs.push(...(value < 80 ? [Math.floor(value / 40), value % 40] : [2, value - 80]))
    else arcs.push(value)
    value = 0
  }
  if (open || arcs.length === 0) throw new DerError('an object identifier is cut off')
  return arcs.join('.')
}

/** Content octets of an INTEGER in shortest two's complement form. */
export function readIntegerBytes(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.integer)
  const [first, second] = content
  if (first === undefined) throw new DerError('an integer has no digits')
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new DerError('an integer is not in its shortest form')
  return content
}

/** A small non-negative INTEGER. */
export function readSmallInteger(node: DerNode | undefined): number {
  const content = readIntegerBytes(node)
  if (content.length > 6 || (content[0] ?? 0) >= 0x80) throw new DerError('an integer is out of range')
  return content.reduce((value, byte) => value * 256 + byte, 0)
}

export const readOctets = (node: DerNode | undefined): Uint8Array => expectTag(node, TAG.octetString).content

/** The bytes of a BIT STRING whose length is a whole number of bytes. */
export function readBitBytes(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.bitString)
  if (content[0] !== 0) throw new DerError('a bit string is not made of whole bytes')
  return content.subarray(1)
}

/** Whether bit `index` (0 = first) of a named-bit BIT STRING is set. */
export function hasBit(node: DerNode | undefined, index: number): boolean {
  const { content } = expectTag(node, TAG.bitString)
  const byte = content[1 + (index >> 3)]
  return byte !== undefined && (byte & (0x80 >> (index & 7))) !== 0
}

/** UTCTime or GeneralizedTime in the form RFC 5280 §4.1.2.5 demands (seconds, `Z`). */
export function readTime(node: DerNode | undefined): Date {
  const text = node === undefined ? '' : Buffer.from(node.content).toString('latin1')
  const utc = node?.tag === TAG.utcTime
  if (!utc && node?.tag !== TAG.generalizedTime) throw new DerError('a time expected')
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
  const year = match?.[1]
  if (match === null || year === undefined || year.length !== (utc ? 2 : 4)) throw new DerError('a time is malformed')
  const full = utc ? `${Number(year) < 50 ? '20' : '19'}${year}` : year
  const time = new Date(`${full}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`)
  if (Number.isNaN(time.getTime())) throw new DerError('a time is impossible')
  return time
}
