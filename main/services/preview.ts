// The first records of a file as they would be filed. Reads the head alone and stores nothing.
import { stat } from 'node:fs/promises'
import type { Output } from '#contract'
import type { PreviewRow } from '#contract/imports'
import { toAppError } from '#domain/errors'
import type { Filing, ScanRecord } from '#domain/evidence'
import type { Detection, Directions, ImportIssue } from '#domain/imports'
import type { VaultFile } from '../app/ports.ts'
import { archiveKind } from '../archives/archives.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { createFiler, type Filer } from '../catalog/filing.ts'
import { detectFormat } from '../importers/detect.ts'
import { importerBy } from '../importers/directed.ts'
import type { FileHead } from '../importers/file-head.ts'
import { columnsOf } from '../importers/head-columns.ts'
import type { ByteStream, ImportItem } from '../importers/importer.ts'
import { readScan } from '../importers/reading.ts'
import { headOf } from './detection.ts'

type Preview = Output<'imports.preview'>

const NOTHING: Preview = { rows: [], issues: [], layout: null, columns: [], problem: null }
const ARCHIVE = 'An archive is kept as a document. Its members are read one by one: preview one of them.'
/** In bytes; a head may end inside one. */
const LONGEST_CHARACTER = 4
const ENCODING = 'Its text is not UTF-8; say that it is windows-1252 to have it read so.'

/** Throws AppError('input-unreadable') where the file cannot be read; says as `problem` why no record can be. */
export async function previewFile(file: VaultFile, directions: Directions | null, limit: number, catalog: Catalog): Promise<Preview> {
  await stat(file.path)
  const archive = await archiveKind(file.path)
  if (file.member === null && archive !== null) return { ...NOTHING, problem: ARCHIVE }
  try {
    return await previewHead(await headOf({ path: file.path, member: file.member, archive }), directions, limit, catalog)
  } catch (error) {
    return { ...NOTHING, problem: refusalIn(error) }
  }
}

/** The preview of a head. */
export async function previewHead(head: FileHead, directions: Directions | null, limit: number, catalog: Catalog): Promise<Preview> {
  const detection = detectFormat(head)
  const shown = { ...NOTHING, ...columnsOf(head, directions?.encoding ?? null, directions?.profile ?? null) }
  const needsEncoding = detection.encoding === 'windows-1252' && directions?.encoding === undefined
  try {
    return { ...shown, ...(await recordsIn(head, detection, createFiler(catalog), { directions, limit })) }
  } catch (error) {
    const problem = refusalIn(error)
    return { ...shown, problem: needsEncoding ? `${problem} ${ENCODING}` : problem }
  }
}

/** Why the file is refused, in words; any other error is thrown on. */
function refusalIn(error: unknown): string {
  const { code, message } = toAppError(error)
  if (code !== 'import-rejected' && code !== 'invalid-input') throw error
  return message
}

type Records = Pick<Preview, 'rows' | 'issues' | 'problem'>

type Asked = { readonly directions: Directions | null; readonly limit: number }

async function recordsIn(head: FileHead, detection: Detection, filer: Filer, { directions, limit }: Asked): Promise<Records> {
  const importer = importerBy(directions, detection)
  if (importer === null) return { rows: [], issues: [], problem: detection.reason }
  const rows: PreviewRow[] = []
  const issues: ImportIssue[] = []
  const encoding = directions?.encoding ?? (detection.encoding === 'windows-1252' ? 'utf-8' : detection.encoding)
  // To the end of the head even where the rows are enough: words nobody knows are told there.
  for await (const items of readScan(importer, once(head.bytes), encoding))
    for (const item of items) {
      if (!head.whole && comesOfTheCut(item, head.bytes.length)) continue
      if (item.kind === 'record' && rows.length < limit) rows.push(rowOf(item.record, filer(item.record)))
      else if (item.kind === 'issue') issues.push(item.issue)
    }
  return { rows, issues, problem: null }
}

/**
 * True for what only the end of a head tells, which is no end of the file: the record it ends in, damage found there, and what is said
 * of a file as a whole.
 */
function comesOfTheCut(item: ImportItem, end: number): boolean {
  if (item.kind === 'record') return item.offset + item.length >= end
  if (item.kind === 'context') return false
  const { kind, code, pointer } = item.issue
  if (pointer === null) return kind === 'warning' && code !== 'recoded'
  if (code === 'unclosed-quote' || code === 'late-context') return true
  // The rest of a damaged file is always given up on to its end; real damage begins before.
  return code.startsWith('damaged') ? pointer.offset >= end : pointer.offset + (pointer.length ?? LONGEST_CHARACTER) >= end
}

async function* once(bytes: Uint8Array): ByteStream {
  yield bytes
}

const rowOf = (r: ScanRecord, f: Filing): PreviewRow => ({
  service: f.service,
  topic: f.topic,
  check: r.checkId,
  title: r.title,
  result: r.result,
  statusRaw: r.statusRaw,
  statusText: r.statusText,
  muted: r.muted,
  severity: r.severity,
  severityRaw: r.severityRaw,
  resource: r.resourceId ?? r.resourceName,
  region: r.region,
  account: r.accountId,
  seenAt: r.seenAt,
})
