// Turns what a walk over a JSON document finds into import items: gives each record its context, lets it wait where that stands
// behind it, and judges its bytes. Knows no scan format.
import type { ImportIssue, IssueCode, SourcePointer } from '#domain/imports'
import { createContextBook } from './context-book.ts'
import { asciiOf, decodeUtf8 } from './encoding.ts'
import type { JsonObject } from './fields.ts'
import type { ImportItem } from './importer.ts'
import type { DocumentFormat } from './json-document-format.ts'
import { stopOf } from './json-outline.ts'
import { type JsonRead, readJson } from './json-value.ts'
import { createWaitingRecords, type Moment, type Unread, type Waiting } from './json-waiting.ts'
import type { Damage, FoundRecord, WalkSink } from './json-walk.ts'
import { createNoteBook } from './notes.ts'

const LATE = 'What describes some records stands behind them in the file, too far to wait for it, or was lost by damage.'

/** Items taken at a time: what many more would leave behind outlives the quick part of garbage collection. */
const MOST_READY = 100

type Parting = {
  readonly found: FoundRecord
  readonly value: unknown
  readonly context: JsonObject
  readonly parts: Iterator<JsonObject>
}

type Read = { readonly value: unknown } | Unread

export type DocumentItems = {
  readonly sink: WalkSink
  /** The items that are ready, never many at once; to be used up before the walk goes on. */
  readonly ready: () => Generator<readonly ImportItem[]>
  /** The last items, `end` bytes of the file read. */
  readonly end: (bytes: number) => readonly ImportItem[]
}

/** Makes the items of one file. `maxWaitingBytes` is for tests. */
export function createDocumentItems(format: DocumentFormat, maxWaitingBytes?: number): DocumentItems {
  const notes = createNoteBook()
  const contexts = createContextBook()
  let items: ImportItem[] = []
  let records = 0
  let damage: Damage | null = null
  /** The record whose parts are not all read yet; nothing else is read before them. */
  let parting: Parting | null = null

  const reject = (code: IssueCode, offset: number, length: number | null, message: string): void => {
    const pointer: SourcePointer = { offset, length, record: records, line: null }
    const issue: ImportIssue = { kind: 'rejection', code, message, pointer, count: 1 }
    items.push({ kind: 'issue', issue })
  }

  const emit = (found: FoundRecord, read: Read, context: JsonObject): void => {
    const { offset, bytes } = found
    if ('what' in read) {
      records += 1
      return reject(read.code, offset, bytes.length, `Record ${records} ${read.what}`)
    }
    if (format.parts === undefined) return emitOne(found, read.value, context)
    const { value } = read
    parting = { found, value, context, parts: format.parts(value, context)[Symbol.iterator]() }
    emitParts()
  }
  /** Goes on with the record that has many parts, until enough is ready. */
  const emitParts = (): void => {
    while (parting !== null && items.length < MOST_READY) {
      const { found, value, context, parts } = parting
      const part = parts.next()
      if (part.done === true) parting = null
      else emitOne(found, value, Object.keys(part.value).length === 0 ? context : { ...context, ...part.value })
    }
  }
  const emitOne = ({ offset, bytes }: FoundRecord, whole: unknown, context: JsonObject): void => {
    records += 1
    const { key, value, fresh } = contexts.keyed(context)
    // Also where this record is rejected: the next one of the same context does not bring it again.
    if (fresh !== null && key !== null) items.push({ kind: 'context', key, text: fresh })
    const pointer: SourcePointer = { offset, length: bytes.length, record: records, line: null }
    const record = format.map(whole, value, (code, message) => notes.add(code, message, pointer))
    if ('rejected' in record) return reject(record.rejected, offset, bytes.length, `Record ${records}: ${record.because}`)
    items.push({ kind: 'record', offset, length: bytes.length, context: key, record })
  }

  /** Emits one record if it can be read now. */
  const settle = (found: FoundRecord, moment: Moment): boolean => {
    if (found.enveloped !== null && moment !== 'forced' && !found.enveloped()) {
      // Without the envelope this was no place of a record, and nothing was lost.
      return moment === 'over'
    }
    let read: Read | null = null
    const readOnce = (): Read => {
      read ??= valueOf(found)
      return read
    }
    const value = (): unknown => {
      const once = readOnce()
      return 'what' in once ? undefined : once.value
    }
    const context = format.context(found.place, false, value)
    if (context !== undefined) emit(found, readOnce(), context)
    else if (moment === 'closed') return false
    else {
      if (moment === 'forced')
        notes.add('late-context', LATE, { offset: found.offset, length: found.bytes.length, record: records + 1, line: null })
      emit(found, readOnce(), format.context(found.place, true, value) ?? {})
    }
    return true
  }
  const settleUnread = ({ code, offset, length, what }: Waiting & { readonly kind: 'unread' }): true => {
    records += 1
    reject(code, offset, length, `Record ${records} ${what}`)
    return true
  }

  const waiting = createWaitingRecords(
    (entry, moment) => (entry.kind === 'unread' ? settleUnread(entry) : settle(entry, moment)),
    () => parting !== null || items.length >= MOST_READY,
    maxWaitingBytes,
  )
  const finish = (payload: unknown): void => format.finish?.(payload, (code, message) => notes.add(code, message, null))

  const sink: WalkSink = {
    get busy() {
      return parting !== null || waiting.busy
    },
    record(found) {
      if (!waiting.empty || !settle(found, 'closed')) waiting.add({ kind: 'record', ...found })
    },
    reject(code, offset, length, what) {
      waiting.add({ kind: 'unread', code, offset, length, what })
      if (!waiting.busy) waiting.release('closed')
    },
    note(code, offset, message) {
      notes.add(code, message, { offset, length: null, record: null, line: null })
    },
    closed: waiting.closed,
    over(payload) {
      waiting.release('over', () => finish(payload))
    },
    damaged(found, payload) {
      damage = found
      waiting.release('forced', () => finish(payload))
    },
  }

  const endDamage = (bytes: number): void => {
    if (damage === null) return
    records += 1
    const { offset, within, expected } = damage
    const where = within === null ? 'outside the records' : `inside record ${records}, which begins at byte ${within}`
    const unread = bytes - offset
    if (unread > 0)
      reject(
        'damaged-json',
        offset,
        unread,
        `The file is damaged at byte ${offset}, ${where}: expected ${expected}. ${unread} bytes from there on were not read.`,
      )
    else reject('damaged-json', offset, null, `The file ends at byte ${offset}, ${where}: expected ${expected}.`)
  }

  const take = (): readonly ImportItem[] => {
    const taken = items
    items = []
    return taken
  }
  return {
    sink,
    *ready() {
      for (;;) {
        if (items.length > 0) yield take()
        if (parting !== null) emitParts()
        else if (waiting.busy) waiting.more()
        else return
      }
    },
    end(bytes) {
      endDamage(bytes)
      if (records === 0) notes.add('no-records', 'The file holds no records: a scan that found nothing, or no scan.', null)
      for (const issue of notes.issues()) items.push({ kind: 'issue', issue })
      return take()
    },
  }
}

/** The value of a record's bytes, or why they are none. */
function valueOf({ offset, bytes, colons }: FoundRecord): Read {
  const text = decodeUtf8(bytes)
  if (text === null) return { code: 'bad-encoding', what: 'is not valid UTF-8.' }
  let read: JsonRead
  try {
    read = readJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const { at, expected } = stopOf(asciiOf(bytes))
    return { code: 'damaged-json', what: `is not valid JSON: at byte ${offset + at} expected ${expected ?? 'nothing more'}.` }
  }
  if (read.members === colons) return read
  return { code: 'other', what: 'names a property twice; what it says would depend on who reads it.' }
}
