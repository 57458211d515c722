// Text strings and dates as PDF writes them (ISO 32000-2 §7.9.2, §7.9.4).
import { PdfString, type PdfValue } from './objects.ts'

// PDFDocEncoding where it differs from Latin-1 (annex D.2): 0x18–0x1F and 0x80–0xA0.
const LOW = '˘ˇˆ˙˝˛˚˜'
const HIGH = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€'

function docEncoded(byte: number): string {
  if (byte >= 0x18 && byte <= 0x1f) return LOW.charAt(byte - 0x18)
  if (byte >= 0x80 && byte <= 0xa0) return HIGH.charAt(byte - 0x80)
  return String.fromCharCode(byte)
}

/** A text string: plain ASCII as it is, anything else in UTF-16 with its mark. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/.test(text)) return new PdfString(Buffer.from(text, 'latin1'))
  return new PdfString(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())
}

/** The text of a text string; null where the value is no string. */
export function textOf(value: PdfValue | undefined): string | null {
  if (!(value instanceof PdfString)) return null
  const bytes = Buffer.from(value.bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder('utf-8').decode(bytes)
  return Array.from(bytes, docEncoded).join('')
}

/** `D:YYYYMMDDHHmmSSZ`: UTC, whole seconds. */
export const pdfDate = (date: Date): PdfString => textString(`D:${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`)

/** The instant a PDF date names; null where it is incomplete, impossible or has no offset to UTC. */
export function dateOf(value: PdfValue | undefined): Date | null {
  const match = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z(?:00'?(?:00'?)?)?|([+-]\d{2})'?(?:(\d{2})'?)?)$/.exec(
    textOf(value) ?? '',
  )
  if (match === null) return null
  const [, year, month, day, hour, minute, second, offsetHours, offsetMinutes] = match
  const zone = offsetHours === undefined ? 'Z' : `${offsetHours}:${offsetMinutes ?? '00'}`
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(date.getTime()) ? null : date
}
