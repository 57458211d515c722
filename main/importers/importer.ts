// The one shape every scan format is read through. Importers are pure: text in UTF-8 in, records out; no files, no database.
// Encodings and byte order marks are dealt with before them (reading.ts), so that no format knows of them.
import type { ScanRecord } from '#domain/evidence'
import type { Detection, FormatId, ImportIssue, TextEncodingName } from '#domain/imports'
import type { HeadView } from './recognise.ts'

/** A file from its first byte, in chunks of any size. Never the whole file at once. */
export type ByteStream = AsyncIterable<Uint8Array>

export type ImportItem =
  /** A record, with the exact range of its bytes, and the key of the context it needs to be read again; null where it needs none. */
  | {
      readonly kind: 'record'
      readonly offset: number
      readonly length: number
      readonly context: number | null
      readonly record: ScanRecord
    }
  /** A rejection counts as one record of the balance; a warning does not. */
  | { readonly kind: 'issue'; readonly issue: ImportIssue }
  /**
   * What `recut` needs besides a record's own bytes: a CSV header, the rule of a SARIF result. Comes before the first record
   * that names its key; keys count from 0; many records may share one. Kept with the source file.
   */
  | { readonly kind: 'context'; readonly key: number; readonly text: string }

/** What a look at a file tells; detect.ts adds the format and its encoding. */
export type Recognition = Omit<Detection, 'formatId' | 'importable' | 'encoding'>

export type Importer = {
  readonly formatId: FormatId
  readonly label: string
  /** Says what this format's detector sees in the head of a file, or null. Must not throw. */
  detect(view: HeadView): Recognition | null
  /**
   * Reads a file once: UTF-8 without byte order mark, offsets counted in these bytes. Every record of the source comes out exactly
   * once, as `record` or as a `rejection`. Items come in batches of one or more, in source order. Memory does not grow with the file.
   * `readAs` is the encoding the file had: XML names its own, which may say otherwise. `fileName` is for what a tool writes into a name
   * and nowhere into the file (FORMATS.md §4.8); it never decides what a file is, and `recut` finds what it told in the context.
   */
  parse(bytes: ByteStream, readAs?: TextEncodingName, fileName?: string): AsyncIterable<readonly ImportItem[]>
  /** Reads one record again from its bytes and its context; gives what `parse` gave for it. Throws AppError('import-rejected') on other bytes. */
  recut(raw: Uint8Array, context: string | null): ScanRecord
}
