// The values a PDF is made of (ISO 32000-2 §7.3) and the narrow, checked way to look into them. No parsing, no files.

/**
 * Why a PDF cannot be used. `unsupported` = a form of PDF that Tickmark does not write and so does not judge;
 * `end` = the file does not end where its document ends; `malformed` = anything else.
 */
export type PdfProblem = 'not-pdf' | 'end' | 'unsupported' | 'malformed'

export class PdfError extends Error {
  override readonly name = 'PdfError'
  readonly problem: PdfProblem

  constructor(problem: PdfProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

/** A name without its slash; each character is one byte. */
export class PdfName {
  readonly value: string

  constructor(value: string) {
    this.value = value
  }
}

/** A string with the place of its token, `(`…`)` or `<`…`>` included; start and end are -1 for strings we make. */
export class PdfString {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number

  constructor(bytes: Uint8Array, start = -1, end = -1) {
    this.bytes = bytes
    this.start = start
    this.end = end
  }
}

export class PdfRef {
  readonly number: number
  readonly generation: number

  constructor(number: number, generation = 0) {
    this.number = number
    this.generation = generation
  }
}

/** A stream with its raw (still encoded) data and where that lies in the file; -1 for streams we make. */
export class PdfStream {
  readonly dict: PdfDict
  readonly data: Uint8Array
  readonly dataStart: number

  constructor(dict: PdfDict, data: Uint8Array, dataStart = -1) {
    this.dict = dict
    this.data = data
    this.dataStart = dataStart
  }
}

export type PdfDict = ReadonlyMap<string, PdfValue>
export type PdfArray = readonly PdfValue[]
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfStream | PdfArray | PdfDict

export const name = (value: string): PdfName => new PdfName(value)
export const dict = (entries: Readonly<Record<string, PdfValue>>): PdfDict => new Map(Object.entries(entries))

export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map
export const isArray = (value: PdfValue | undefined): value is PdfArray => Array.isArray(value)

/** A copy of the dictionary with entries set. */
export const withEntries = (base: PdfDict, entries: Readonly<Record<string, PdfValue>>): PdfDict =>
  new Map([...base, ...Object.entries(entries)])

/** The name's value, or null where the value is no name. */
export const nameOf = (value: PdfValue | undefined): string | null => (value instanceof PdfName ? value.value : null)
