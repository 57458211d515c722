// Reads CSV and JSON that no tool's format names, as a person's profile says (domain/profile.ts). The profile is kept with the source
// file, so records are cut again by the very words that filed them. What becomes of the fields, profile-record.ts says.
import { AppError } from '#domain/errors'
import { type Profile, type ProfileField, profileProblem } from '#domain/profile'
import { namesOf } from './aws-answers.ts'
import { type CsvFormat, type CsvHeader, importCsv, recutCsv } from './csv-import.ts'
import { fieldsOf } from './csv-records.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { ByteStream, Importer, ImportItem } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { quoted } from './notes.ts'
import { stepsOf, valueAt, valuesAt } from './profile-path.ts'
import { type FieldMapping, profileMapping } from './profile-record.ts'

type CsvProfile = Profile & { readonly kind: 'csv' }
type JsonProfile = Profile & { readonly kind: 'json' }

const NO_CONTEXT: JsonObject = {}
const MOST_NAMES = 12

/**
 * The importer a profile makes. `parse` throws AppError('import-rejected') where the profile is not ready (profileProblem), where the
 * header lacks a mapped column or has it twice, and where the path of the records leads nowhere.
 */
export function profileImporter(profile: Profile): Importer {
  const { parse, recut } = profile.kind === 'csv' ? csvReading(profile) : jsonReading(profile)
  return {
    formatId: 'custom',
    label: `${profile.kind === 'csv' ? 'CSV' : 'JSON'} read by the profile ${quoted(profile.name, 100)}`,
    detect: () => null,
    async *parse(bytes) {
      const problem = profileProblem(profile)
      if (problem !== null) throw new AppError('import-rejected', `The profile ${quoted(profile.name, 100)} is not ready. ${problem}`)
      yield* parse(bytes)
    },
    recut,
  }
}

type Reading = { readonly parse: (bytes: ByteStream) => AsyncIterable<readonly ImportItem[]>; readonly recut: Importer['recut'] }

function csvReading(profile: CsvProfile): Reading {
  const map = profileMapping(profile)
  const names = new Map(columnsOf(profile).map(([field, name]) => [field, name.trim().toUpperCase()]))
  const format: CsvFormat = {
    expected: `a first line that names columns separated by ${delimiterWord(profile)}, as the profile ${quoted(profile.name, 100)} says`,
    accepts(header) {
      if (header.delimiter !== profile.delimiter) return false
      checkHeader(header, profile)
      return true
    },
    repeats: (header) => columnsOf(profile).every(([, name]) => timesOf(name, namesIn(header)) === 1),
    map: (column, _header, note) =>
      map((field) => {
        const name = names.get(field)
        return name === undefined ? null : column(name)
      }, note),
  }
  return { parse: (bytes) => importCsv(bytes, format), recut: (raw, context) => recutCsv(raw, context, format) }
}

const namesIn = (header: CsvHeader): readonly string[] => (fieldsOf(header.text, header.delimiter) ?? []).map((name) => name.trim())
const timesOf = (name: string, found: readonly string[]): number =>
  found.filter((other) => other.toUpperCase() === name.trim().toUpperCase()).length

/** Columns that are not mapped may stand there or not, twice as well; mapped ones stand there once. */
function checkHeader(header: CsvHeader, profile: CsvProfile): void {
  const found = namesIn(header)
  for (const [, name] of columnsOf(profile)) {
    const times = timesOf(name, found)
    if (times === 1) continue
    const shown = namesOf(
      found.map((other) => quoted(other)),
      MOST_NAMES,
    )
    throw new AppError(
      'import-rejected',
      times === 0
        ? `The header has no column ${quoted(name, 100)}, which the profile ${quoted(profile.name, 100)} maps. Separated by ${delimiterWord(profile)}, its columns are: ${shown}.`
        : `The header names the column ${quoted(name, 100)} ${times} times; which of them the profile ${quoted(profile.name, 100)} means cannot be told.`,
      { column: name },
    )
  }
}

const columnsOf = ({ columns }: Profile): readonly (readonly [ProfileField, string])[] =>
  Object.entries(columns) as [ProfileField, string][]
const delimiterWord = ({ delimiter }: CsvProfile): string => (delimiter === '\t' ? 'tabs' : `“${delimiter}”`)

function jsonReading(profile: JsonProfile): Reading {
  const map = profileMapping(profile)
  const steps = stepsOf(profile.records)
  if (steps.length === 0)
    return {
      parse: (bytes) => watched(profile, (seen) => importJson(bytes, jsonMapping(profile, map, seen))),
      recut: (raw) => recutJson(raw, jsonMapping(profile, map)),
    }
  return {
    parse: (bytes) => watched(profile, (seen) => readUnder(bytes, profile, steps, jsonMapping(profile, map, seen))),
    recut: (raw, context) => recutJsonDocument(raw, context, documentFormat(steps, jsonMapping(profile, map))),
  }
}

/** `seen` is told the paths that led somewhere. */
function jsonMapping({ columns }: JsonProfile, map: FieldMapping, seen?: Set<string>): JsonMapping {
  return (record, note) =>
    map((field) => {
      const path = columns[field]
      const value = path === undefined ? undefined : valueAt(record, path)
      if (path !== undefined && value !== undefined) seen?.add(path)
      return value
    }, note)
}

const documentFormat = (steps: readonly string[], map: JsonMapping, finish?: (payload: unknown) => void): DocumentFormat => ({
  records: [[...steps, '*']],
  context: () => NO_CONTEXT,
  map: (value, _context, note) =>
    isObject(value) ? map(value, note) : { rejected: 'not-an-object', because: 'It is a single value, not an object.' },
  ...(finish === undefined ? {} : { finish }),
})

const isCounted = (item: ImportItem): boolean => item.kind === 'record' || (item.kind === 'issue' && item.issue.kind === 'rejection')

async function* readUnder(bytes: ByteStream, profile: JsonProfile, steps: readonly string[], map: JsonMapping) {
  let leads = false
  // Tools written in Go give null for an empty list.
  const finish = (payload: unknown): void => {
    leads ||= valuesAt(payload, steps).some((value) => typeof value === 'object')
  }
  for await (const items of importJsonDocument(bytes, documentFormat(steps, map, finish))) {
    leads ||= items.some(isCounted)
    yield items
  }
  if (!leads)
    throw new AppError(
      'import-rejected',
      `The file has no list under ${quoted(profile.records, 200)}, where the profile ${quoted(profile.name, 100)} looks for records.`,
    )
}

/** Says at the end which mapped paths led nowhere in every record: a slip in one of them must not pass for records that state nothing. */
async function* watched(
  profile: JsonProfile,
  read: (seen: Set<string>) => AsyncIterable<readonly ImportItem[]>,
): AsyncGenerator<readonly ImportItem[]> {
  const seen = new Set<string>()
  let isAny = false
  for await (const items of read(seen)) {
    isAny ||= items.some((item) => item.kind === 'record')
    yield items
  }
  const unseen = new Set(columnsOf(profile).flatMap(([, path]) => (seen.has(path) ? [] : [path])))
  if (!isAny || unseen.size === 0) return
  yield [...unseen].map((path) => ({
    kind: 'issue',
    issue: {
      kind: 'warning',
      code: 'other',
      message: `No record has ${quoted(path, 200)}, which the profile ${quoted(profile.name, 100)} maps.`,
      pointer: null,
      count: 1,
    },
  }))
}
