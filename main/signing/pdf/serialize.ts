// Writes PDF values as bytes (ISO 32000-2 §7.3). Deterministic: the same value always gives the same bytes.
import { isArray, isDict, type PdfDict, PdfError, PdfName, PdfRef, PdfStream, PdfString, type PdfValue } from './objects.ts'

const writeName = (value: string): string =>
  `/${value.replace(/[^!-~]|[#%()<>[\]{}/]/g, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new PdfError('malformed', 'a number is not finite')
  return Number.isInteger(value) ? value.toFixed(0) : value.toFixed(6).replace(/0+$/, '').replace(/\.$/, '')
}

function writeString(value: PdfString): string {
  const text = Buffer.from(value.bytes).toString('latin1')
  return /^[\x20-\x7e]*$/.test(text) ? `(${text.replace(/[\\()]/g, '\\$&')})` : `<${Buffer.from(value.bytes).toString('hex')}>`
}

const writeDict = (value: PdfDict): string => `<<\n${[...value].map(([key, item]) => `${writeName(key)} ${writeValue(item)}\n`).join('')}>>`

function writeValue(value: PdfValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return writeNumber(value)
  if (value instanceof PdfName) return writeName(value.value)
  if (value instanceof PdfString) return writeString(value)
  if (value instanceof PdfRef) return `${value.number} ${value.generation} R`
  if (isArray(value)) return `[${value.map(writeValue).join(' ')}]`
  if (isDict(value)) return writeDict(value)
  throw new PdfError('malformed', 'a stream must be an object of its own')
}

/** The body of an object, between `obj` and `endobj`. A stream's /Length is set from its data. */
export function serialize(value: PdfValue): Uint8Array {
  if (!(value instanceof PdfStream)) return Buffer.from(writeValue(value), 'latin1')
  const head = writeDict(new Map([...value.dict, ['Length', value.data.length]]))
  return Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), value.data, Buffer.from('\nendstream', 'latin1')])
}
