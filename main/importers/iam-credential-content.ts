// Where the rows of a credential report lie when the report is one string inside JSON: base64 as IAM gives it, or the CSV itself as
// recorded responses hold it (FORMATS.md §7.3). Turns ranges of the CSV into ranges of the file and back; knows no columns.
import { AppError } from '#domain/errors'
import { isObject, numberOf, textOf } from './fields.ts'

export type ContentForm = 'base64' | 'text'

/** How a row is cut out of the bytes that hold it: base64 groups of three bytes hold parts of its neighbours too. */
export type RowCut = { readonly form: ContentForm; readonly skip: number; readonly trim: number }

export type ReportContent = {
  readonly csv: Uint8Array
  /** The range of the string's own bytes that holds a range of the CSV, and how to cut it out of them. */
  readonly rangeOf: (from: number, to: number) => { readonly start: number; readonly end: number; readonly cut: RowCut }
}

const BACKSLASH = 0x5c
const LETTER_U = 0x75
/** Bytes of UTF-8 for the escapes of one letter. */
const ESCAPES: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 }

/** Every credential report begins with these column names; base64 of them is whole groups. */
const FIRST_COLUMNS = 'user,arn,user_creation_time'
const FIRST_COLUMNS_BASE64 = 'dXNlcixhcm4sdXNlcl9jcmVhdGlvbl90aW1l'

/** In which form a string holds a credential report; null where it holds none. */
export function formOf(text: string): ContentForm | null {
  if (text.startsWith(FIRST_COLUMNS)) return 'text'
  return text.startsWith(FIRST_COLUMNS_BASE64) ? 'base64' : null
}

/** The bytes a JSON string stands for, and where in the string each of them came from; `null` for no escapes: each stands for itself. */
function unescaped(raw: Uint8Array): { readonly bytes: Uint8Array; readonly from: Uint32Array | null } {
  if (!raw.includes(BACKSLASH)) return { bytes: raw, from: null }
  const bytes = new Uint8Array(raw.length)
  const from = new Uint32Array(raw.length + 1)
  let length = 0
  const put = (byte: number, at: number): void => {
    bytes[length] = byte
    from[length] = at
    length += 1
  }
  for (let at = 0; at < raw.length; ) {
    if (raw[at] !== BACKSLASH) {
      put(raw[at] as number, at)
      at += 1
    } else if (raw[at + 1] === LETTER_U) {
      const width = isPair(raw, at) ? 12 : 6
      for (const byte of new TextEncoder().encode(characterOf(raw.subarray(at, at + width)))) put(byte, at)
      at += width
    } else {
      const letter = String.fromCharCode(raw[at + 1] ?? 0)
      put(ESCAPES[letter] ?? letter.charCodeAt(0), at)
      at += 2
    }
  }
  from[length] = raw.length
  return { bytes: bytes.subarray(0, length), from }
}

const textOfBytes = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const characterOf = (escapes: Uint8Array): string => textOf(JSON.parse(`"${textOfBytes(escapes)}"`)) ?? ''
const isPair = (raw: Uint8Array, at: number): boolean =>
  /^\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}$/.test(textOfBytes(raw.subarray(at, at + 12)))

/** The CSV bytes behind base64 text, line breaks in it allowed; null where it is no base64. */
function decodedBase64(text: string): Uint8Array | null {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    // atob's only way to say no.
    return null
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Reads the string that holds a report, given its bytes between the quotes; null where they hold none. */
export function readContent(raw: Uint8Array): ReportContent | null {
  const { bytes, from } = unescaped(raw)
  const placeOf = (index: number): number => (from === null ? index : (from[index] ?? raw.length))
  if (formOf(textOfBytes(bytes.subarray(0, FIRST_COLUMNS_BASE64.length))) === 'text')
    return {
      csv: bytes,
      rangeOf: (first, end) => ({ start: placeOf(first), end: placeOf(end), cut: { form: 'text', skip: 0, trim: 0 } }),
    }
  const csv = decodedBase64(textOfBytes(bytes))
  if (csv === null) return null
  const characters = indexOfCharacters(bytes)
  return {
    csv,
    rangeOf(first, end) {
      const groups = { first: Math.floor(first / 3), end: Math.ceil(end / 3) }
      const last = Math.min(groups.end * 4, characters.length) - 1
      return {
        start: placeOf(characters[groups.first * 4] ?? 0),
        end: placeOf((characters[last] ?? 0) + 1),
        cut: { form: 'base64', skip: first - groups.first * 3, trim: Math.min(groups.end * 3, csv.length) - end },
      }
    },
  }
}

/** Where the characters of base64 stand that are no white space. */
function indexOfCharacters(bytes: Uint8Array): Uint32Array {
  const characters = new Uint32Array(bytes.length)
  let length = 0
  for (const [index, byte] of bytes.entries()) {
    if (byte <= 0x20) continue
    characters[length] = index
    length += 1
  }
  return characters.subarray(0, length)
}

/** Cuts one row out of the bytes `rangeOf` named. Throws AppError('import-rejected') where they are no such bytes. */
export function cutRow(raw: Uint8Array, cut: RowCut): Uint8Array {
  const { bytes } = unescaped(raw)
  const csv = cut.form === 'text' ? bytes : decodedBase64(textOfBytes(bytes))
  if (csv === null || csv.length < cut.skip + cut.trim) throw new AppError('import-rejected', 'The bytes of this row are not base64.')
  return csv.subarray(cut.skip, csv.length - cut.trim)
}

/** A cut as it was kept in a context; null for anything else. */
export function cutOf(value: unknown): RowCut | null {
  if (!isObject(value)) return null
  const form = textOf(value['form'])
  const [skip, trim] = [numberOf(value['skip']), numberOf(value['trim'])]
  return (form === 'base64' || form === 'text') && skip !== null && trim !== null ? { form, skip, trim } : null
}
