// For tests: reads whole files through an importer, in chunks of any size, and sorts what came out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScanRecord } from '#domain/evidence'
import type { ImportIssue, TextEncodingName } from '#domain/imports'
import type { FileHead } from './file-head.ts'
import { HEAD_BYTES } from './file-head.ts'
import type { Importer, ImportItem } from './importer.ts'
import { readScan, recutRecord } from './reading.ts'
import { type HeadView, lookAt } from './recognise.ts'

export type Reading = {
  readonly items: readonly ImportItem[]
  readonly records: readonly ScanRecord[]
  readonly rejections: readonly ImportIssue[]
  readonly warnings: readonly ImportIssue[]
  /** Contexts by their keys. */
  readonly contexts: ReadonlyMap<number, string>
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const fixture = (...path: readonly string[]): Uint8Array => readFileSync(join(import.meta.dirname, 'fixtures', ...path))
export const headOf = (bytes: Uint8Array): FileHead => ({ bytes: bytes.subarray(0, HEAD_BYTES), whole: bytes.length <= HEAD_BYTES })

/** What detection shows an importer of a whole file. */
export const viewOf = (bytes: Uint8Array): HeadView => lookAt(headOf(bytes))

export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function readAll(
  importer: Importer,
  bytes: Uint8Array,
  chunkSize = 64 * 1024,
  encoding: TextEncodingName = 'utf-8',
  fileName?: string,
): Promise<Reading> {
  const items: ImportItem[] = []
  for await (const batch of readScan(importer, chunked(bytes, chunkSize), encoding, fileName)) items.push(...batch)
  const issues = items.flatMap((item) => (item.kind === 'issue' ? [item.issue] : []))
  return {
    items,
    records: items.flatMap((item) => (item.kind === 'record' ? [item.record] : [])),
    rejections: issues.filter((issue) => issue.kind === 'rejection'),
    warnings: issues.filter((issue) => issue.kind === 'warning'),
    contexts: new Map(items.flatMap((item) => (item.kind === 'context' ? [[item.key, item.text] as const] : []))),
  }
}

/** Every record read again from its own bytes, beside what the first reading gave. */
export function recutAll(
  importer: Importer,
  bytes: Uint8Array,
  reading: Reading,
  encoding: TextEncodingName = 'utf-8',
): { readonly first: unknown[]; readonly again: unknown[] } {
  const first: unknown[] = []
  const again: unknown[] = []
  for (const item of reading.items) {
    if (item.kind !== 'record') continue
    first.push(item.record)
    const raw = bytes.slice(item.offset, item.offset + item.length)
    again.push(recutRecord(importer, raw, item.context === null ? null : (reading.contexts.get(item.context) ?? null), encoding))
  }
  return { first, again }
}

/** How many records have each result, `+muted` where the flag is set beside it. */
export function resultsOf(records: readonly ScanRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { result, muted } of records) {
    const key = muted ? `${result}+muted` : result
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
