// Recognises a CSV format by its header line. Shared by every CSV importer.
import { type CsvFormat, readHeader } from './csv-import.ts'
import type { Recognition } from './importer.ts'
import type { HeadView } from './recognise.ts'

/** What a file with this format's header is; null for any other. `whose` ends "The header is that of …". */
export function csvRecognition(view: HeadView, format: Pick<CsvFormat, 'accepts'>, label: string, whose: string): Recognition | null {
  const header = view.kind === 'text' ? readHeader(view.firstLine, format.accepts) : null
  if (header === null) return null
  const separator = header.delimiter === '\t' ? 'tab' : header.delimiter
  return {
    label,
    confidence: 'certain',
    toolVersion: null,
    reason: `The header is that of ${whose}: ${header.width} columns separated by “${separator}”.`,
  }
}
