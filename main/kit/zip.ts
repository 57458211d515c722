// Writes a small ZIP file in memory: the kit as one file to send. Reading archives is main/archives.
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = { readonly name: string; readonly bytes: Uint8Array; readonly executable: boolean }

// APPNOTE 6.3: signatures, and the flag that names are UTF-8.
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8 = 1 << 11
const DEFLATED = 8
const VERSION = 20
const MADE_BY_UNIX = (3 << 8) | VERSION
const FILE_MODE = 0o100644
const SCRIPT_MODE = 0o100755

/** Gives the archive's bytes. Every entry has the same time (MS-DOS, in UTC), so that the same content gives the same bytes. */
export function zipOf(entries: readonly ZipEntry[], at: Date): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, bytes, executable } of entries) {
    const title = Buffer.from(name, 'utf8')
    const data = deflateRawSync(bytes, { level: 9 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(VERSION, 0)
    common.writeUInt16LE(UTF8, 2)
    common.writeUInt16LE(DEFLATED, 4)
    common.writeUInt16LE(timeOf(at), 6)
    common.writeUInt16LE(dayOf(at), 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((executable ? SCRIPT_MODE : FILE_MODE) << 16) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    central.push(number32(CENTRAL), number16(MADE_BY_UNIX), common, rest, title)
    const local = Buffer.concat([number32(LOCAL), common, title, data])
    parts.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...parts, directory, number32(END), end]))
}

function number16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const timeOf = (at: Date): number => (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
const dayOf = (at: Date): number => ((Math.max(1980, at.getUTCFullYear()) - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
