// Reads the records of a pax extended header (POSIX.1-2017, pax, "pax Extended Header"): `length key=value\n`, the length counting
// itself. Not tar's own `Pax`, which splits at line ends inside values and passes over records it cannot read.

/** Gives the records, or null where they are damaged. A key that comes twice has its last value. */
export function paxRecords(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const records = new Map<string, string>()
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < text.length; ) {
    const space = text.indexOf(0x20, at)
    const stated = space < 0 ? '' : text.toString('latin1', at, space)
    if (!/^\d{1,6}$/.test(stated)) return null
    const end = at + Number(stated)
    const equals = text.indexOf(0x3d, space)
    if (end > text.length || text[end - 1] !== 0x0a || equals < 0 || equals >= end) return null
    records.set(text.toString('utf8', space + 1, equals), text.toString('utf8', equals + 1, end - 1))
    at = end
  }
  return records
}
