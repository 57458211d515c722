// The one shape every scan format is read through. Importers are pure: bytes in, records out; no files, no database.
import type { ScanRecord } from '#domain/evidence'
import type { Detection, FormatId, ImportIssue } from '#domain/imports'

/** The source file from its first byte, in chunks of any size. Never the whole file at once. */
export type ByteStream = AsyncIterable<Uint8Array>

export type ImportItem =
  /** A record, with the exact range of its bytes in the source file. */
  | { readonly kind: 'record'; readonly offset: number; readonly length: number; readonly record: ScanRecord }
  /** A rejection counts as one record of the balance; a warning does not. */
  | { readonly kind: 'issue'; readonly issue: ImportIssue }
  /** At most once, first: what `recut` needs besides a record's own bytes, e.g. a CSV header. Kept with the import. */
  | { readonly kind: 'context'; readonly context: string }

export type Importer = {
  readonly formatId: FormatId
  readonly label: string
  /** Says what this format's detector sees in the head of a file, or null. Must not throw. */
  detect(head: FileHead): Detection | null
  /**
   * Reads a file once. Every record of the source comes out exactly once, as `record` or as a `rejection`.
   * Items come in batches of one or more, in source order. Memory does not grow with the file.
   */
  parse(bytes: ByteStream): AsyncIterable<readonly ImportItem[]>
  /** Reads one record again from its original bytes; gives what `parse` gave for it. Throws AppError('import-rejected') on other bytes. */
  recut(raw: Uint8Array, context: string | null): ScanRecord
}

/** The beginning of a file, as far as detection looks. */
export type FileHead = {
  /** At most HEAD_BYTES bytes. */
  readonly bytes: Uint8Array
  /** True where `bytes` is the whole file. */
  readonly whole: boolean
}

export const HEAD_BYTES = 256 * 1024
