// Documents that hold no records we could read but are evidence as they are: report pages, notes, PDF files, pictures. Kept whole,
// read as nothing. Which formats scanners write records in, the other importers say.
import { AppError } from '#domain/errors'
import { isObject, textOf } from './fields.ts'
import type { ByteStream, Importer, ImportItem, Recognition } from './importer.ts'
import { type BinaryView, type HeadView, type TextView, wholeDocumentOf } from './recognise.ts'

type Seen = { readonly label: string; readonly reason: string; readonly sure: boolean }

/** Names and first bytes (as Latin-1 text) of kinds of files; `holds` must follow somewhere in the beginning. */
const KINDS: readonly { readonly label: string; readonly begins: string; readonly holds?: string }[] = [
  { label: 'PDF document', begins: '%PDF-' },
  { label: 'PNG picture', begins: '\x89PNG\r\n\x1a\n' },
  { label: 'JPEG picture', begins: '\xff\xd8\xff' },
  { label: 'GIF picture', begins: 'GIF8' },
  { label: 'WebP picture', begins: 'RIFF', holds: 'WEBP' },
  { label: 'Office document', begins: 'PK\x03\x04', holds: '[Content_Types].xml' },
  { label: 'OpenDocument file', begins: 'PK\x03\x04', holds: 'mimetypeapplication/vnd.oasis.opendocument' },
  { label: 'Office document of the old kind', begins: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
]

function binary({ beginning }: BinaryView): Seen | null {
  const text = new TextDecoder('latin1').decode(beginning.subarray(0, 256))
  const bytes = Array.from(beginning.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('')
  const kind = KINDS.find(({ begins, holds }) => bytes.startsWith(begins) && (holds === undefined || text.includes(holds)))
  return kind === undefined ? null : { label: kind.label, reason: `The first bytes are those of a ${kind.label}.`, sure: true }
}

const HEADING = /^ {0,3}(#{1,6})\s+\S/
/** Signs of Markdown beside headings: a table's second line, links, emphasis, fences. */
const SIGNS = /^\|[:| ]*-[-:| \t\r]*$|^#{2,6}\s+\S|\]\(|\*\*\S|^```/m

/** A lone `#` also begins comments of other languages. */
function markdown({ firstLine, beginning }: TextView): Seen | null {
  const heading = HEADING.exec(firstLine)
  if (heading === null || !SIGNS.test(beginning)) return null
  return { label: 'Markdown', reason: 'The text begins with a heading of Markdown.', sure: false }
}

/** A report for GitLab's security dashboard: scanners write it beside their own formats, and it holds less (FORMATS.md §13). */
function gitLab(view: HeadView): Seen | null {
  const document = wholeDocumentOf(view)
  const scan = document?.['scan']
  if (document === null || !isObject(scan) || textOf(scan['type']) === null) return null
  if (textOf(document['version']) === null || !Array.isArray(document['vulnerabilities'])) return null
  return {
    label: 'GitLab security report',
    reason:
      'The document has scan, version and vulnerabilities, as reports for GitLab. Import the scanner’s own output to get its records.',
    sure: true,
  }
}

function look(view: HeadView): Seen | null {
  switch (view.kind) {
    case 'xml':
      return view.name.toLowerCase() === 'html' ? { label: 'HTML page', reason: 'The root element is html.', sure: true } : null
    case 'binary':
      return binary(view)
    case 'text':
      return markdown(view)
    case 'json':
      return gitLab(view)
    default:
      return null
  }
}

function detect(view: HeadView): Recognition | null {
  const seen = look(view)
  if (seen === null) return null
  const reason = `${seen.reason} It holds no records and is kept as a document.`
  return { label: seen.label, confidence: seen.sure ? 'certain' : 'likely', toolVersion: null, reason }
}

/** Reads a document to its end and gives nothing: there is no record to miss, so there is nothing to warn of. */
async function* parse(bytes: ByteStream): AsyncGenerator<readonly ImportItem[]> {
  const reader = bytes[Symbol.asyncIterator]()
  while ((await reader.next()).done !== true) continue
  yield* []
}

/** Documents kept as they are. */
export const attachment: Importer = {
  formatId: 'attachment',
  label: 'Document',
  detect,
  parse,
  recut() {
    throw new AppError('import-rejected', 'A document that is kept as it is holds no records.')
  },
}
