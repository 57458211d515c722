// For tests: writes zips by hand, honest ones and such as no tool writes. Every field can be made to lie.
import { constants, crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = {
  readonly name: string | Uint8Array
  readonly data?: string | Uint8Array
  /** As stored in the file, where it is not what `data` gives. */
  readonly packed?: Uint8Array
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly size?: number
  readonly packedSize?: number
  /** Unix mode with its file type. */
  readonly mode?: number
  /** The name in the member's own header. */
  readonly localName?: string
  /** Where the directory says the member lies, given where it does. */
  readonly offset?: (real: number) => number
  /** Extra field of the directory's entry. */
  readonly extra?: Uint8Array
  /** Leaves the member's own header and data out. */
  readonly directoryOnly?: boolean
}

export type ZipOptions = {
  /** The number of entries the archive states. */
  readonly count?: number
  readonly comment?: Uint8Array
  /** Bytes between the directory and its end record. */
  readonly behindDirectory?: Uint8Array
  readonly zip64?: { readonly count?: bigint; readonly directoryOffset?: bigint; readonly recordOffset?: bigint }
}

export const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : content)

/** Little-endian numbers one behind the other, each with its number of bytes; what does not fit loses its high bytes. */
function fields(...numbers: readonly (readonly [bytes: 2 | 4 | 8, value: number | bigint])[]): Buffer {
  const record = Buffer.alloc(numbers.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of numbers) {
    if (bytes === 2) record.writeUInt16LE(Number(value) % 0x10000, at)
    else if (bytes === 4) record.writeUInt32LE(Number(value) >>> 0, at)
    else record.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)), at)
    at += bytes
  }
  return record
}

/** An extra field that gives the sizes of a member in 64 bits (APPNOTE §4.5.3). */
export const zip64Sizes = (size: bigint, packedSize: bigint): Buffer => fields([2, 1], [2, 16], [8, size], [8, packedSize])

/** Writes a zip; members are deflated unless `method` says otherwise. */
export function zipOf(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const body: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const data = bytesOf(part.data ?? '')
    const method = part.method ?? 8
    const packed = part.packed ?? (method === 8 ? deflateRawSync(data) : data)
    const name = bytesOf(part.name)
    const localName = bytesOf(part.localName ?? part.name)
    const extra = part.extra ?? new Uint8Array(0)
    const flags = part.flags ?? (typeof part.name === 'string' ? 0x800 : 0)
    const shared = fields(
      ...([
        [2, flags],
        [2, method],
        [2, 0],
        [2, 0x5421],
        [4, part.crc ?? crc32(data)],
      ] as const),
      ...([
        [4, part.packedSize ?? packed.length],
        [4, part.size ?? data.length],
      ] as const),
    )
    const lengths = fields([2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0])
    const place = fields([2, 0], [2, part.mode ?? 0], [4, part.offset?.(at) ?? at])
    directory.push(fields([4, 0x02014b50], [2, 0x0314], [2, 20]), shared, lengths, place, name, extra)
    if (part.directoryOnly === true) continue
    const local = [fields([4, 0x04034b50], [2, 20]), shared, fields([2, localName.length], [2, 0]), localName, packed]
    body.push(...local)
    at += local.reduce((sum, bytes) => sum + bytes.length, 0)
  }
  const central = Buffer.concat([...directory, options.behindDirectory ?? new Uint8Array(0)])
  return Buffer.concat([...body, central, endOf(options, parts.length, at, central.length)])
}

function endOf({ count: stated, comment, zip64, behindDirectory }: ZipOptions, parts: number, start: number, length: number): Buffer {
  const text = comment ?? new Uint8Array(0)
  const count = stated ?? parts
  const size = length - (behindDirectory?.length ?? 0)
  const end = (entries: number, offset: number): Buffer =>
    fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, size], [4, offset], [2, text.length])
  if (zip64 === undefined) return Buffer.concat([end(count, start), text])
  const entries = zip64.count ?? BigInt(count)
  return Buffer.concat([
    fields([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, entries], [8, entries], [8, size]),
    fields([8, zip64.directoryOffset ?? start], [4, 0x07064b50], [4, 0], [8, zip64.recordOffset ?? start + length], [4, 1]),
    end(0xffff, 0xffffffff),
    text,
  ])
}

/** Deflated zeros, `mebibytes` of them, made without holding them: each block of one mebibyte stands for itself. */
export function deflatedZeros(mebibytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: mebibytes }, () => block), Buffer.from([0x03, 0x00])])
}
