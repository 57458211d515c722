// Prowler 2's CSV, whose three generations of headers share the names that matter. Its rows are written without any quoting.
import { isFloatAccount } from './account.ts'
import { type CsvFormat, importCsv, recutCsv } from './csv-import.ts'
import { csvRecognition } from './csv-recognition.ts'
import { fieldsOf } from './csv-records.ts'
import type { Importer } from './importer.ts'
import { quoted } from './notes.ts'
import { recordOfV2, V2_FIELDS } from './prowler-v2.ts'

/** FORMATS.md §3.5, §4.2. */
const MARKS = ['PROFILE', 'ACCOUNT_NUM', 'REGION', 'TITLE_ID']
const RESULTS = ['CHECK_RESULT', 'RESULT']

const format: CsvFormat = {
  expected: 'PROFILE,ACCOUNT_NUM,REGION,TITLE_ID… (Prowler 2)',
  accepts: ({ columns }) => MARKS.every((name) => columns.has(name)) && RESULTS.some((name) => columns.has(name)),
  // Quotes are text, and one comma too many at the end is nothing (FORMATS.md §4.2). Other programs that saved such a file did quote:
  // a row whose quoting is whole and fits its header was written by one of them.
  fields(text, { delimiter, width }) {
    const requoted = text.includes(`${delimiter}"`) || text.startsWith('"') ? fieldsOf(text, delimiter) : null
    const fits = (fields: readonly string[]) => fields.length === width || (fields.length === width + 1 && fields.at(-1) === '')
    const fields = requoted !== null && fits(requoted) ? requoted : text.split(delimiter)
    return fits(fields) ? fields.slice(0, width) : fields
  },
  map(column, _header, note) {
    const account = column('ACCOUNT_NUM')
    if (account !== null && isFloatAccount(account))
      return { rejected: 'account-damaged', because: `The account id ${quoted(account)} was turned into a number by a spreadsheet.` }
    return recordOfV2((field) => V2_FIELDS[field].columns.map(column).find((text) => text !== null) ?? null, note)
  },
}

/** Prowler CSV, v2. */
export const prowlerV2Csv: Importer = {
  formatId: 'prowler-v2-csv',
  label: 'Prowler 2 CSV',
  detect: (view) => csvRecognition(view, format, 'Prowler 2 CSV', 'Prowler 2'),
  parse: (bytes) => importCsv(bytes, format),
  recut: (raw, context) => recutCsv(raw, context, format),
}
