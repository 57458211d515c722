// What of XML is never read (field/trust.md T14): document types, entities, XInclude, encodings that hide text, and sizes no scan has.
import type { IssueCode, TextEncodingName } from '#domain/imports'

/** Elements inside one another; real scans stay below 30. */
export const MAX_DEPTH = 256
export const MAX_ATTRIBUTES = 10_000
/** Namespace prefixes bound at one place. */
export const MAX_NAMESPACES = 1_000
/** Elements, attributes and stretches of text of one record: what bounds the memory its tree takes. */
export const MAX_NODES = 500_000

export const XINCLUDE = 'http://www.w3.org/2001/XInclude'

/** Thrown out of the parser to end the reading of a file. `offset` is the byte; null means the markup that is being read. */
export class XmlRefusal extends Error {
  override readonly name = 'XmlRefusal'
  readonly code: IssueCode
  readonly offset: number | null
  constructor(code: IssueCode, message: string, offset: number | null = null) {
    super(message)
    this.code = code
    this.offset = offset
  }
}

/** Throws on any document type but a bare name: subsets declare entities, and external ones would have to be fetched. */
export function checkDoctype(text: string): void {
  if (/[\s[\]"'<>]/.test(text.trim()))
    throw new XmlRefusal('damaged-xml', 'it declares a document type with a subset or an external one, which may hold entities')
}

/** Encodings in which bytes below 0x80 are not what they are in ASCII. */
const NOT_ASCII = /^(?:utf-?7|utf-?32|ucs-?4|iso-10646-ucs-4|iso-2022|hz|ebcdic|ibm0|ibm1|cp0|cp37|cp500|cp10)/i
/** What the text was turned into before it came here, and what is part of that. */
const READ = /^(?:utf-?8|utf-?16(?:le|be)?|iso-10646-ucs-2|us-ascii|ascii)$/i

/** Names of what is read as code page 1252, of which Latin 1 is a part. */
const CODE_PAGE_1252 = /^(?:windows-1252|cp-?1252|iso-?8859-1|latin-?1)$/i

/** True where only ASCII can be read under the encoding an XML declaration names. Throws where not even that. */
export function isForeignEncoding(name: string | undefined, readAs: TextEncodingName): boolean {
  if (name === undefined || READ.test(name) || (readAs === 'windows-1252' && CODE_PAGE_1252.test(name))) return false
  if (NOT_ASCII.test(name)) throw new XmlRefusal('bad-encoding', `it says that it is ${name.slice(0, 40)}, which is not read`)
  return true
}
