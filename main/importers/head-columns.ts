// What a person maps a profile from: the columns of a CSV or the paths of JSON records as the head of a file shows them, with values,
// and the delimiter or path of records they come from. Guesses where no profile says; the import itself never guesses.
import type { TextEncodingName } from '#domain/imports'
import { PROFILE_DELIMITERS, type Profile } from '#domain/profile'
import { createCsvRowSplitter } from './csv-records.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { FileHead } from './file-head.ts'
import { createJsonRecordSplitter } from './json-records.ts'
import { noNote } from './notes.ts'
import { stepsOf, valuesAt } from './profile-path.ts'
import { textOfValue } from './profile-record.ts'
import { type JsonView, lookAt } from './recognise.ts'

/** `values` are the first different ones: words of a status show whole. */
export type HeadColumn = { readonly name: string; readonly values: readonly string[] }
type Delimiter = (typeof PROFILE_DELIMITERS)[number]
export type HeadLayout =
  | { readonly kind: 'csv'; readonly delimiter: Delimiter }
  /** As the path of records in a profile; '' where records stand side by side. */
  | { readonly kind: 'json'; readonly records: string }
export type HeadColumns = { readonly layout: HeadLayout | null; readonly columns: readonly HeadColumn[] }

const MOST_VALUES = 12
const MOST_COLUMNS = 200
const LONGEST_VALUE = 200
/** Longer names cannot be mapped. */
const LONGEST_NAME = 200
const MOST_RECORDS = 1000
/** How deep lists of records are looked for, and values in a record. */
const DEEPEST = 8

const NONE: HeadColumns = { layout: null, columns: [] }

/** Gives the columns of a head; none where it is neither CSV nor JSON. `encoding` is what a person says; otherwise the head tells. */
export function columnsOf(head: FileHead, encoding: TextEncodingName | null = null, profile: Profile | null = null): HeadColumns {
  const seen = lookAt(head)
  if (seen.kind === 'empty' || seen.kind === 'binary') return NONE
  const text = new TextDecoder(encoding ?? seen.encoding).decode(head.bytes, { stream: !head.whole })
  const bytes = new TextEncoder().encode(text)
  const view = lookAt({ bytes, whole: head.whole })
  if (view.kind === 'json') return jsonColumns(view, bytes, profile?.kind === 'json' ? profile.records : null)
  return view.kind === 'text' ? csvColumns({ bytes, whole: head.whole }, profile?.kind === 'csv' ? profile.delimiter : null) : NONE
}

/** Collects the first different values of each column. */
function createColumns() {
  const columns = new Map<string, Set<string>>()
  return {
    add(name: string, value: string): void {
      if (name === '' || name.length > LONGEST_NAME || (!columns.has(name) && columns.size >= MOST_COLUMNS)) return
      const values = columns.get(name) ?? new Set()
      columns.set(name, values)
      const shown = value.trim().slice(0, LONGEST_VALUE)
      if (shown !== '' && values.size < MOST_VALUES) values.add(shown)
    },
    list: (): readonly HeadColumn[] => [...columns].map(([name, values]) => ({ name, values: [...values] })),
  }
}

type Rows = readonly (readonly string[])[]

function csvColumns(head: FileHead, said: Delimiter | null): HeadColumns {
  const readings = (said === null ? PROFILE_DELIMITERS : [said]).map((delimiter) => ({ delimiter, rows: rowsOf(head, delimiter) }))
  const [best] = readings.toSorted((a, b) => agreement(b.rows) - agreement(a.rows) || width(b.rows) - width(a.rows))
  if (best === undefined || (said === null && (width(best.rows) < 2 || agreement(best.rows) === 0))) return NONE
  const [header = [], ...rows] = best.rows
  const columns = createColumns()
  for (const row of [header.map(() => ''), ...rows])
    for (const [index, name] of header.entries()) columns.add(name.trim(), row[index] ?? '')
  return { layout: { kind: 'csv', delimiter: best.delimiter }, columns: columns.list() }
}

/** Rows as far as they are whole: the last one of a cut head may go on. */
function rowsOf(head: FileHead, delimiter: Delimiter): Rows {
  const splitter = createCsvRowSplitter({ delimiter })
  const pieces = [...splitter.write(head.bytes), ...(head.whole ? splitter.end() : [])]
  return pieces.flatMap((piece) => (piece.kind === 'row' ? [piece.fields] : [])).slice(0, MOST_RECORDS + 1)
}

const width = (rows: Rows): number => rows[0]?.length ?? 0

/** Which part of the rows has as many fields as the header, where there is more than one; a header alone agrees with itself. */
function agreement(rows: Rows): number {
  if (width(rows) < 2) return 0
  return rows.length === 1 ? 1 : rows.slice(1).filter((row) => row.length === width(rows)).length / (rows.length - 1)
}

function jsonColumns(view: JsonView, bytes: Uint8Array, said: string | null): HeadColumns {
  const beside = said === null || said === '' ? besideEachOther(view, bytes) : []
  const records = said ?? (beside.length > 1 ? '' : likelyPath(view.payload))
  const found = records === '' ? beside : valuesAt(view.payload, [...stepsOf(records), '*'])
  const columns = createColumns()
  for (const record of found.filter(isObject).slice(0, MOST_RECORDS)) addPaths(record, '', 0, columns.add)
  return { layout: { kind: 'json', records }, columns: columns.list() }
}

/** The records an import without a path finds; of a document that is cut, what of it is there. */
function besideEachOther({ payload, script }: JsonView, bytes: Uint8Array): readonly unknown[] {
  if (Array.isArray(payload)) return payload
  const whole = script === null ? createJsonRecordSplitter().write(bytes) : []
  const values = whole.flatMap((piece) => (piece.kind === 'record' ? [piece.value] : []))
  return values.length > 0 ? values : [payload]
}

/** Where the longest list of objects lies that is in no other list; of lists of one length the outermost. */
function likelyPath(payload: unknown): string {
  let best = { path: '', length: 0 }
  let level: readonly { readonly value: JsonObject; readonly path: string }[] = isObject(payload) ? [{ value: payload, path: '' }] : []
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    const below: { value: JsonObject; path: string }[] = []
    for (const { value, path } of level)
      for (const [key, member] of Object.entries(value)) {
        const here = path === '' ? key : `${path}.${key}`
        // A path of records has no way to say a key with a dot, nor one that is a star.
        if (key === '' || key === '*' || key === '**' || key.includes('.') || here.length > LONGEST_NAME) continue
        if (isObject(member)) below.push({ value: member, path: here })
        const length = Array.isArray(member) ? member.filter(isObject).length : 0
        if (length > best.length) best = { path: here, length }
      }
    level = below
  }
  return best.path
}

/** The paths of a record's values, as a profile names them; of a list of objects, those of the first. */
function addPaths(value: unknown, path: string, depth: number, add: (name: string, value: string) => void): void {
  if (depth > DEEPEST) return
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`)
  if (isObject(value)) for (const [key, member] of Object.entries(value)) addPaths(member, below(key), depth + 1, add)
  else if (Array.isArray(value) && typeof value[0] === 'object') addPaths(value[0], below('0'), depth + 1, add)
  else add(path, textOfValue(value, path, noNote) ?? '')
}
