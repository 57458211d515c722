// For tests: writes tars by hand, honest ones and such as no tool writes.
import { bytesOf } from './zip.fixture.ts'

export type TarPart = {
  readonly name: string | Uint8Array
  readonly data?: string | Uint8Array
  /** The type letter; `0` is a file. */
  readonly type?: string
  readonly link?: string
  /** The size stated, where it is not the data's; a string is written as it is. */
  readonly size?: number | string
  readonly checksum?: number
}

const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])

/** One entry: header, data, padding. */
export function tarEntry({ name, data = '', type = '0', link = '', size, checksum }: TarPart): Buffer {
  const content = bytesOf(data)
  const header = Buffer.alloc(512)
  header.set(bytesOf(name).subarray(0, 100), 0)
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(typeof size === 'string' ? size : `${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write(link, 157)
  header.write('ustar\0' + '00', 257)
  const sum = checksum ?? header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, padded(content)])
}

export const END_MARK: Buffer = Buffer.alloc(1024)

/** Writes a tar with its end mark. */
export const tarOf = (parts: readonly TarPart[]): Buffer => Buffer.concat([...parts.map(tarEntry), END_MARK])

/** A pax header saying `records` of the entry behind it. */
export function paxEntry(records: Readonly<Record<string, string>>, type = 'x'): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`)
    let length = rest + String(rest).length
    if (String(length).length > String(rest).length) length += 1
    return `${length} ${key}=${value}\n`
  })
  return tarEntry({ name: 'PaxHeader', type, data: lines.join('') })
}
