// For tests: reads whole files through an importer, in chunks of any size, and sorts what came out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ScanRecord } from '#domain/evidence'
import type { ImportIssue } from '#domain/imports'
import type { FileHead, Importer, ImportItem } from './importer.ts'
import { HEAD_BYTES } from './importer.ts'

export type Reading = {
  readonly items: readonly ImportItem[]
  readonly records: readonly ScanRecord[]
  readonly rejections: readonly ImportIssue[]
  readonly warnings: readonly ImportIssue[]
  readonly context: string | null
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const fixture = (...path: readonly string[]): Uint8Array => readFileSync(join(import.meta.dirname, 'fixtures', ...path))
export const headOf = (bytes: Uint8Array): FileHead => ({ bytes: bytes.subarray(0, HEAD_BYTES), whole: bytes.length <= HEAD_BYTES })

export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export async function readAll(importer: Importer, bytes: Uint8Array, chunkSize = 64 * 1024): Promise<Reading> {
  const items: ImportItem[] = []
  for await (const batch of importer.parse(chunked(bytes, chunkSize))) items.push(...batch)
  const issues = items.flatMap((item) => (item.kind === 'issue' ? [item.issue] : []))
  return {
    items,
    records: items.flatMap((item) => (item.kind === 'record' ? [item.record] : [])),
    rejections: issues.filter((issue) => issue.kind === 'rejection'),
    warnings: issues.filter((issue) => issue.kind === 'warning'),
    context: items.flatMap((item) => (item.kind === 'context' ? [item.context] : []))[0] ?? null,
  }
}

/** Every record read again from its own bytes, beside what the first reading gave. */
export function recutAll(
  importer: Importer,
  bytes: Uint8Array,
  reading: Reading,
): { readonly first: unknown[]; readonly again: unknown[] } {
  const first: unknown[] = []
  const again: unknown[] = []
  for (const item of reading.items) {
    if (item.kind !== 'record') continue
    first.push(item.record)
    again.push(importer.recut(bytes.slice(item.offset, item.offset + item.length), reading.context))
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
