// Reads one nested JSON document whose records lie deep inside it (SARIF, Trivy, Checkov, ScoutSuite …) without holding it: each
// record with its exact byte range, and what stands around it as far as it was read. Knows no scan format.
import { AppError } from '#domain/errors'
import type { ScanRecord } from '#domain/evidence'
import { decodeUtf8 } from './encoding.ts'
import { isObject, type JsonObject } from './fields.ts'
import type { ByteStream, ImportItem } from './importer.ts'
import type { DocumentFormat } from './json-document-format.ts'
import { createDocumentItems } from './json-document-items.ts'
import { createPathMatcher } from './json-path.ts'
import { readJson } from './json-value.ts'
import { createJsonWalk } from './json-walk.ts'
import { noNote } from './notes.ts'

export type { DocumentFormat } from './json-document-format.ts'
export type { Place } from './json-tree.ts'

/**
 * Reads a file through a format. Records come in source order. Damage costs what stands behind it: one rejection names the byte
 * and why; everything whole before it is kept. Documents behind one another (NDJSON, glued) are each read. Contexts come before
 * the first record that names them; a record whose context is empty names none.
 */
export async function* importJsonDocument(bytes: ByteStream, format: DocumentFormat): AsyncGenerator<readonly ImportItem[]> {
  const items = createDocumentItems(format)
  const walk = createJsonWalk(createPathMatcher(format.records, format.skip ?? []), items.sink)
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    for (let rest = chunk; rest.length > 0; ) {
      rest = rest.subarray(walk.write(rest))
      yield* items.ready()
    }
  }
  walk.end()
  yield* items.ready()
  const last = items.end(size)
  if (last.length > 0) yield last
}

/** Reads one record again from its bytes and its context. Throws AppError('import-rejected'). */
export function recutJsonDocument(raw: Uint8Array, context: string | null, format: DocumentFormat): ScanRecord {
  const text = decodeUtf8(raw)
  if (text === null) throw new AppError('import-rejected', 'The bytes of this record are not UTF-8 text.')
  const mapped = format.map(parseOf(text, 'The bytes of this record'), contextOf(context), noNote)
  if ('rejected' in mapped) throw new AppError('import-rejected', mapped.because, { code: mapped.rejected })
  return mapped
}

function contextOf(text: string | null): JsonObject {
  const context = text === null ? {} : parseOf(text, 'The context of this record')
  if (!isObject(context)) throw new AppError('import-rejected', 'The context of this record is not a JSON object.')
  return context
}

function parseOf(text: string, what: string): unknown {
  try {
    return readJson(text).value
  } catch (cause) {
    throw new AppError('import-rejected', `${what} are not JSON.`, {}, { cause })
  }
}
