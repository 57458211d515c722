// Powerpipe's and Steampipe's CSV of check results: ten fixed columns, then dimensions of the resource and tags of the control,
// which differ from benchmark to benchmark. Rows without a header cannot be read safely and are no file of this format.
import { type Column, type CsvFormat, importCsv, recutCsv } from './csv-import.ts'
import { csvRecognition } from './csv-recognition.ts'
import type { Importer } from './importer.ts'
import { controlContext, recordOfResult } from './powerpipe-json-control.ts'

/** FORMATS.md §3.5, §8. */
const MARKS = ['GROUP_ID', 'TITLE', 'DESCRIPTION', 'CONTROL_ID', 'CONTROL_TITLE', 'REASON', 'RESOURCE', 'STATUS']
/** Older Steampipe has no severity; what is in none of these is a dimension or a tag. */
const FIXED = new Set([...MARKS, 'CONTROL_DESCRIPTION', 'SEVERITY'])

/** Mods have some thousand controls; a hostile file may name any number. */
const MOST_CONTROLS = 100_000
const REPEAT = 'repeat'

/** The same control stands once under each benchmark that names it; all but the first are repeats (FORMATS.md §8, trap T11). */
function rememberControls(): (column: Column) => string {
  const groups = new Map<string, string | null>()
  return (column) => {
    const control = column('CONTROL_ID')
    if (control === null) return ''
    const group = column('GROUP_ID')
    const first = groups.get(control)
    if (first !== undefined) return first === group ? '' : REPEAT
    if (groups.size < MOST_CONTROLS) groups.set(control, group)
    return ''
  }
}

const format: CsvFormat = {
  expected: 'group_id, title, description, control_id, control_title, … reason, resource, status (Powerpipe, Steampipe)',
  accepts: ({ columns }) => MARKS.every((name) => columns.has(name)),
  remember: rememberControls,
  map(column, header, note, remembered) {
    const more = new Map<string, string>()
    for (const name of header.columns.keys()) {
      const text = FIXED.has(name) ? null : column(name)
      if (text !== null) more.set(name.toLowerCase(), text)
    }
    const account = more.get('account_id') ?? more.get('account')
    const dimensions = account === undefined ? more : new Map([...more, ['account_id', account]])
    const control = controlContext(
      {
        title: column('CONTROL_TITLE'),
        description: column('CONTROL_DESCRIPTION'),
        severity: column('SEVERITY'),
        tags: Object.fromEntries(more),
      },
      { check: column('CONTROL_ID') },
    )
    const result = {
      evaluated: true,
      status: column('STATUS'),
      reason: column('REASON'),
      resource: column('RESOURCE'),
      dimensions,
    }
    const record = recordOfResult(result, control, note)
    const benchmark = column('TITLE') ?? column('GROUP_ID')
    return {
      ...record,
      compliance: benchmark === null ? record.compliance : [{ framework: benchmark, ids: [] }, ...record.compliance],
      perRequirement: remembered === REPEAT,
    }
  },
}

/** Powerpipe and Steampipe CSV. */
export const powerpipeCsv: Importer = {
  formatId: 'powerpipe-csv',
  label: 'Powerpipe CSV',
  detect: (view) => csvRecognition(view, format, 'Powerpipe or Steampipe CSV', 'Powerpipe and Steampipe'),
  parse: (bytes) => importCsv(bytes, format),
  recut: (raw, context) => recutCsv(raw, context, format),
}
