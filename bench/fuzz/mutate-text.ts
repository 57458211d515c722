// Changes CSV by its cells, XML by its elements and attributes, and any file by its bytes.
import type { Random } from './random.ts'
import { TEXTS } from './words.ts'

/** The file with one to four changes of cells, rows or columns. Cuts cells as the plainest reader would: quotes are cells' own. */
export function mutateCsv(text: string, random: Random): string {
  const delimiter = [';', ',', '\t', '|'].find((one) => text.slice(0, 200).includes(one)) ?? ','
  let rows = text.split(/\r\n|\n/).map((line) => line.split(delimiter))
  const cellAt = (): [string[], number] => {
    const row = random.pick(rows)
    return [row, random.below(row.length)]
  }
  const changes: readonly (() => void)[] = [
    () => {
      const [row, at] = cellAt()
      row[at] = random.pick(TEXTS)
    },
    () => {
      const [row, at] = cellAt()
      row[at] = `"${random.pick(TEXTS).replaceAll('"', '""')}"`
    },
    () => {
      const [row, at] = cellAt()
      row[at] = random.pick(rows)[at] ?? ''
    },
    () => {
      const [row, at] = cellAt()
      row.splice(at, random.below(2), random.pick(TEXTS))
    },
    () => {
      const row = random.pick(rows)
      rows.splice(random.below(rows.length + 1), 0, ...Array.from({ length: 1 + random.below(40) }, () => [...row]))
    },
    () => {
      rows.splice(random.below(rows.length), 1)
    },
    () => {
      const at = random.below(rows[0]?.length ?? 1)
      rows = rows.map((row) => (random.chance(2) ? row.toSpliced(at, 1) : row.toSpliced(at, 0, row[at] ?? '')))
    },
  ]
  for (let count = 1 + random.below(4); count > 0 && rows.length > 0; count--) random.pick(changes)()
  const joint = random.chance(10) ? random.pick([';', ',', '\t', '|']) : delimiter
  return rows.map((row) => row.join(joint)).join(random.chance(8) ? random.pick(['\r', '\r\n', '\r\r\n', '\n\n']) : '\n')
}

const xmlOf = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)

/** The file with one to four tags, attributes or texts changed, doubled, moved or taken away. */
export function mutateXml(text: string, random: Random): string {
  let parts = text.split(/(<[^<>]*>)/)
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(parts.length)
    const part = parts[at] ?? ''
    const other = random.pick(parts)
    const words = random.chance(4) ? random.pick(TEXTS) : xmlOf(random.pick(TEXTS))
    const end = Math.min(parts.length, at + 1 + random.below(20))
    const changed: readonly string[] = random.pick<readonly string[]>([
      [],
      [part, part],
      [other],
      [words],
      [part.replace(/="[^"]*"/, () => `="${words}"`)],
      [part.replace(/ [\w:.-]+="[^"]*"/, '')],
      [part.replace(/^<([\w:.-]+)/, '<$1 a:b="1"')],
      [part.replace(/[\w:.-]+/, (name) => random.pick([`x:${name}`, name.toUpperCase(), 'result', '__proto__']))],
      ['<![CDATA[', part, ']]>'],
      ['<!--', part, '-->'],
      [`<x>${'<y>'.repeat(random.below(40))}`, part],
    ])
    if (random.chance(6))
      parts = [
        ...parts.slice(0, end),
        ...Array.from({ length: 1 + random.below(20) }, () => parts.slice(at, end)).flat(),
        ...parts.slice(end),
      ]
    else parts.splice(at, 1, ...changed)
    if (parts.length > 20_000) break
  }
  return parts.join('')
}

/** The file cut, with bytes turned over, put in, doubled or taken away. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes
  for (let count = 1 + random.below(3); count > 0 && changed.length > 0; count--) {
    const at = random.below(changed.length)
    const end = Math.min(changed.length, at + 1 + random.below(random.pick([2, 20, 400])))
    const before = changed.subarray(0, at)
    const kind = random.below(6)
    if (kind === 0) changed = before
    else if (kind === 1) changed = changed.with(at, (changed[at] ?? 0) ^ (1 << random.below(8)))
    else if (kind === 2)
      changed = changed.with(at, random.pick([0, 0x0a, 0x0d, 0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3c, 0x3e, 0x26, 0x80, 0xc3, 0xff]))
    else if (kind === 3) changed = joined([before, changed.subarray(end)])
    else if (kind === 4) changed = joined([changed.subarray(0, end), changed.subarray(at, end), changed.subarray(end)])
    else changed = joined([before, new TextEncoder().encode(random.pick(TEXTS)), changed.subarray(at)])
  }
  return changed
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
