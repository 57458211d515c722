// Turns bytes into PDF values, strictly (ISO 32000-2 §7.2–7.3): what a lenient reader would guess at is refused, so
// that no two readers can see two documents. Objects, streams and cross-reference tables are document.ts's.
import { isDict, type PdfDict, PdfError, PdfName, PdfRef, PdfString, type PdfValue } from './objects.ts'

const MAX_DEPTH = 100
const WHITE_SPACE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (char) => char.charCodeAt(0)))
const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a], // \n
  [0x72, 0x0d], // \r
  [0x74, 0x09], // \t
  [0x62, 0x08], // \b
  [0x66, 0x0c], // \f
])

const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 0x30 && byte <= 0x37

export class PdfLexer {
  position: number
  readonly #bytes: Buffer

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.position = position
  }

  /** Skips white space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.position]
      if (byte === 0x25) {
        while (this.position < this.#bytes.length && !this.#atLineEnd()) this.position += 1
      } else if (byte !== undefined && WHITE_SPACE.has(byte)) this.position += 1
      else return
    }
  }

  /** The next run of regular characters; empty at a delimiter or at the end. */
  word(): string {
    this.skipSpace()
    return this.#regularRun()
  }

  expectWord(expected: string): void {
    const at = this.position
    const found = this.word()
    if (found !== expected) throw this.#error(`"${expected}" expected, "${found}" found`, at)
  }

  /** True, and consumed, if the next word is the given one. */
  takeWord(expected: string): boolean {
    const at = this.position
    if (this.word() === expected) return true
    this.position = at
    return false
  }

  /** A non-negative integer written in plain digits. */
  integer(): number {
    const at = this.position
    const word = this.word()
    if (!/^\d{1,15}$/.test(word)) throw this.#error(`a whole number expected, "${word}" found`, at)
    return Number(word)
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw this.#error('values are nested too deeply')
    this.skipSpace()
    switch (this.#bytes[this.position]) {
      case 0x3c: // <
        return this.#bytes[this.position + 1] === 0x3c ? this.#dictionary(depth) : this.#hexString()
      case 0x28: // (
        return this.#literalString()
      case 0x5b: // [
        return this.#array(depth)
      case 0x2f: // /
        return this.#name()
      default:
        return this.#wordValue()
    }
  }

  /** A dictionary, and nothing else. */
  dictionary(): PdfDict {
    const at = this.position
    const value = this.value()
    if (!isDict(value)) throw this.#error('a dictionary expected', at)
    return value
  }

  #error(message: string, at = this.position): PdfError {
    return new PdfError('malformed', `${message} (byte ${at})`)
  }

  #atLineEnd(): boolean {
    const byte = this.#bytes[this.position]
    return byte === 0x0a || byte === 0x0d
  }

  #regularRun(): string {
    const start = this.position
    for (;;) {
      const byte = this.#bytes[this.position]
      if (byte === undefined || WHITE_SPACE.has(byte) || DELIMITERS.has(byte)) return this.#bytes.toString('latin1', start, this.position)
      this.position += 1
    }
  }

  #wordValue(): PdfValue {
    const at = this.position
    const word = this.#regularRun()
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    if (/^\d{1,10}$/.test(word)) return this.#reference(Number(word)) ?? Number(word)
    if (/^[+-]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})$/.test(word)) return Number(word)
    throw this.#error(word === '' ? 'a value expected' : `"${word.slice(0, 40)}" is no PDF value`, at)
  }

  #reference(number: number): PdfRef | null {
    const at = this.position
    const generation = this.word()
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') return new PdfRef(number, Number(generation))
    this.position = at
    return null
  }

  #name(): PdfName {
    const at = this.position
    this.position += 1
    const raw = this.#regularRun()
    if (/#(?![0-9a-fA-F]{2})/.test(raw)) throw this.#error('a name has a broken escape', at)
    return new PdfName(raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))
  }

  #array(depth: number): PdfValue[] {
    this.position += 1
    const items: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.#bytes[this.position] === 0x5d) {
        this.position += 1
        return items
      }
      items.push(this.value(depth + 1))
    }
  }

  #dictionary(depth: number): PdfDict {
    this.position += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      this.skipSpace()
      if (this.#bytes[this.position] === 0x3e && this.#bytes[this.position + 1] === 0x3e) {
        this.position += 2
        return entries
      }
      if (this.#bytes[this.position] !== 0x2f) throw this.#error('a dictionary key expected')
      const key = this.#name().value
      if (entries.has(key)) throw this.#error(`the key /${key} occurs twice in one dictionary`)
      entries.set(key, this.value(depth + 1))
    }
  }

  #hexString(): PdfString {
    const start = this.position
    const close = this.#bytes.indexOf(0x3e, start)
    const digits = close < 0 ? 'unclosed' : this.#bytes.toString('latin1', start + 1, close).replace(/[\0\t\n\f\r ]/g, '')
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw this.#error('a hexadecimal string is malformed')
    this.position = close + 1
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), start, close + 1)
  }

  #literalString(): PdfString {
    const start = this.position
    const out: number[] = []
    let open = 1
    this.position += 1
    for (;;) {
      const byte = this.#bytes[this.position++]
      if (byte === undefined) throw this.#error('a string is not closed', start)
      if (byte === 0x5c) this.#escape(out)
      else {
        if (byte === 0x28) open += 1
        if (byte === 0x29) open -= 1
        if (open === 0) return new PdfString(Uint8Array.from(out), start, this.position)
        out.push(byte)
      }
    }
  }

  /** The part of an escape after the backslash (§7.3.4.2, table 3). */
  #escape(out: number[]): void {
    const byte = this.#bytes[this.position++]
    if (byte === undefined) throw this.#error('a string is not closed')
    const plain = ESCAPES.get(byte)
    if (plain !== undefined) out.push(plain)
    else if (isOctal(byte)) {
      let value = byte - 0x30
      for (let digit = this.#bytes[this.position], count = 1; count < 3 && isOctal(digit); digit = this.#bytes[this.position], count += 1) {
        value = value * 8 + digit - 0x30
        this.position += 1
      }
      out.push(value & 0xff)
    } else if (byte === 0x0d) {
      if (this.#bytes[this.position] === 0x0a) this.position += 1
    } else if (byte !== 0x0a) out.push(byte)
  }
}
