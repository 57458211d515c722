// Turns UTF-16 and Windows code page 1252 into UTF-8 while it streams, and tells how wide each character was on both sides.
// Knows no formats and no files.
import type { TextEncodingName } from '#domain/imports'

export type RecodedName = Exclude<TextEncodingName, 'utf-8'>

export type Recoder = {
  /** The UTF-8 of these bytes, as far as whole characters have come in. */
  readonly write: (chunk: Uint8Array) => Uint8Array
  /** The UTF-8 of what was left: nothing, or the sign of a character cut off. */
  readonly end: () => Uint8Array
}

/** Hears that `count` characters follow which take `from` bytes each in the source and `to` bytes each in UTF-8. */
export type Widths = (count: number, from: number, to: number) => void

/**
 * Stands for what is no character: half a surrogate pair, half a code unit, a byte without meaning in code page 1252. No UTF-8
 * holds this byte, so the record around it is rejected as `bad-encoding`, and no other one.
 */
const NO_CHARACTER = 0xff

/** Bytes 80–9F of code page 1252; 0 where it has no character (https://encoding.spec.whatwg.org/index-windows-1252.txt, without its C1 controls). */
const CP1252 = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
]

/** Makes a recoder for one text that begins behind any byte order mark. */
export function createRecoder(encoding: RecodedName, widths: Widths): Recoder {
  let target = new Uint8Array(0)
  let used = 0
  // The run of equally wide characters that goes on.
  let count = 0
  let runFrom = 0
  let runTo = 0

  const flush = (): void => {
    if (count > 0) widths(count, runFrom, runTo)
    count = 0
  }
  const run = (length: number, from: number, to: number): void => {
    if (runFrom !== from || runTo !== to) flush()
    runFrom = from
    runTo = to
    count += length
  }
  const put = (code: number, from: number): void => {
    const at = used
    if (code < 0) target[used++] = NO_CHARACTER
    else if (code < 0x80) target[used++] = code
    else {
      if (code < 0x800) target[used++] = 0xc0 | (code >> 6)
      else {
        if (code < 0x10000) target[used++] = 0xe0 | (code >> 12)
        else {
          target[used++] = 0xf0 | (code >> 18)
          target[used++] = 0x80 | ((code >> 12) & 0x3f)
        }
        target[used++] = 0x80 | ((code >> 6) & 0x3f)
      }
      target[used++] = 0x80 | (code & 0x3f)
    }
    run(1, from, used - at)
  }
  /** Copies the ASCII characters from `at` on, each `step` bytes wide with its own byte at `place` and zero beside; gives how many. */
  const putAscii = (chunk: Uint8Array, at: number, step: 1 | 2, place: 0 | 1): number => {
    const before = used
    for (let i = at; i + step <= chunk.length; i += step) {
      const code = chunk[i + place] as number
      if (code > 0x7f || (step === 2 && chunk[i + 1 - place] !== 0)) break
      target[used++] = code
    }
    if (used > before) run(used - before, step, 1)
    return used - before
  }
  const recode = (worstBytes: number, read: () => void): Uint8Array => {
    target = new Uint8Array(worstBytes)
    used = 0
    read()
    flush()
    return target.subarray(0, used)
  }

  if (encoding === 'windows-1252')
    return {
      write: (chunk) =>
        recode(chunk.length * 3, () => {
          for (let i = 0; i < chunk.length; i++) {
            i += putAscii(chunk, i, 1, 0)
            const byte = chunk[i]
            if (byte !== undefined) put(byte > 0x9f ? byte : CP1252[byte - 0x80] || -1, 1)
          }
        }),
      end: () => new Uint8Array(0),
    }

  const little = encoding === 'utf-16le'
  /** The first byte of a code unit, and the first half of a surrogate pair, that wait for their second. */
  let half: number | null = null
  let high: number | null = null
  const takeUnit = (unit: number): void => {
    const low = unit >= 0xdc00 && unit <= 0xdfff
    if (high !== null) {
      if (low) put(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), 4)
      else put(-1, 2)
      high = null
      if (low) return
    }
    if (unit >= 0xd800 && unit <= 0xdbff) high = unit
    else put(low ? -1 : unit, 2)
  }
  return {
    // Two bytes give three at most; what waited from before adds two units.
    write: (chunk) =>
      recode(Math.ceil(chunk.length / 2) * 3 + 6, () => {
        for (let i = 0; i < chunk.length; i++) {
          if (half === null && high === null) i += 2 * putAscii(chunk, i, 2, little ? 0 : 1)
          const byte = chunk[i]
          if (byte === undefined) break
          if (half === null) half = byte
          else {
            takeUnit(little ? half | (byte << 8) : (half << 8) | byte)
            half = null
          }
        }
      }),
    end: () =>
      recode(3, () => {
        if (high !== null) put(-1, 2)
        if (half !== null) put(-1, 1)
        high = null
        half = null
      }),
  }
}

/** The UTF-8 of a whole piece of text. */
export function recodeWhole(bytes: Uint8Array, encoding: RecodedName): Uint8Array {
  const recoder = createRecoder(encoding, () => undefined)
  const text = recoder.write(bytes)
  const rest = recoder.end()
  const whole = new Uint8Array(text.length + rest.length)
  whole.set(text)
  whole.set(rest, text.length)
  return whole
}
