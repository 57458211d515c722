// What a format says of documents whose records lie deep inside them; json-document.ts reads them by it.
import type { JsonObject } from './fields.ts'
import type { Mapped } from './json-import.ts'
import type { PathPattern } from './json-path.ts'
import type { Place } from './json-tree.ts'
import type { Note } from './notes.ts'

export type DocumentFormat = {
  /**
   * Paths of records from the payload: `*` is any key or index, `**` any number of steps. An EventBridge event or recorded
   * response around the payload, and a JavaScript assignment before it, are stepped over (FORMATS.md §3.2, §3.3).
   */
  readonly records: readonly PathPattern[]
  /** Paths that are read over and kept nowhere; they bound the memory a file can take. */
  readonly skip?: readonly PathPattern[]
  /**
   * What a record needs beside itself: a small JSON object, the same for as many records as can share it (the very same object is
   * cheapest; it must not change afterwards). `undefined` says that it stands behind the record: the record then waits until a
   * container around it is complete. Asked with `late` when there is nothing more to wait for; it must then say what it can (and
   * the file gets a `late-context` warning where that was too early). `value` parses the record, for contexts that depend on it;
   * it gives undefined where the record cannot be read.
   */
  readonly context: (place: Place, late: boolean, value: () => unknown) => JsonObject | undefined
  /**
   * For values that hold several records, or none: what each of them adds to the context, in order. All have the bytes of the whole
   * value, and `map` is asked once for each. Without it every value is one record. Asked for one after the other, for there may be a
   * hundred thousand.
   */
  readonly parts?: (value: unknown, context: JsonObject) => Iterable<JsonObject>
  /** Reads one record, whatever JSON value it is. */
  readonly map: (value: unknown, context: JsonObject, note: Note) => Mapped
  /** Looks at what is left of the payload when a document is over, or damaged: counts, errors of the tool, next pages. */
  readonly finish?: (payload: unknown, note: Note) => void
}
