// Looks at the heads of files and says what each is, without importing any.
import { open } from 'node:fs/promises'
import type { DetectedFile } from '#contract/imports'
import { toAppError } from '#domain/errors'
import type { Detection } from '#domain/imports'
import { type ArchiveKind, readMembers } from '../archives/archives.ts'
import { detectFormat } from '../importers/detect.ts'
import { type FileHead, HEAD_BYTES } from '../importers/file-head.ts'
import { type FoundFile, filesUnder } from './file-walk.ts'
import { type Bundles, bundlesAmong } from './kit-bundle.ts'

export type Looked = { readonly file: FoundFile; readonly detection: Detection; readonly head: FileHead | null }

/**
 * Everything under a named path, each with what its head says, or of a kit's answers what their manifest says. Throws
 * AppError('input-unreadable') where the path itself cannot be read.
 */
export async function lookUnder(path: string): Promise<Looked[]> {
  const looked = await lookAtEach(path)
  const bundles = await bundlesAmong(looked.filter(({ file }) => file.refusal === null).map(({ file }) => file))
  return bundles.manifests === 0 ? looked : looked.map((found) => toldBy(bundles, found))
}

function toldBy(bundles: Bundles, looked: Looked): Looked {
  const told = bundles.of(looked.file)
  if (told?.kind === 'refused') return refusedMember(looked.file, told.refusal)
  if (told?.kind !== 'answer' || looked.detection.formatId.startsWith('iam-')) return looked
  const detection: Detection = {
    formatId: 'aws-cli',
    label: `Answer of a kit: ${told.kit.cli} ${told.kit.operation}`,
    confidence: 'certain',
    toolVersion: null,
    reason: 'The manifest of its bundle names the call, and its SHA-256 is the one named there.',
    importable: true,
    encoding: looked.detection.encoding,
  }
  return { ...looked, detection }
}

async function lookAtEach(path: string): Promise<Looked[]> {
  const found = await filesUnder(path)
  const looked: Looked[] = []
  for (const file of found) {
    if (file.member !== null) continue
    if (file.refusal !== null) looked.push({ file, detection: unreadable('Not a file', file.refusal), head: null })
    else if (file.archive !== null) looked.push(...(await lookInto(file, file.archive, found)))
    else looked.push(await lookAtFile(file))
  }
  return looked
}

/** What one file or member begins with. */
export async function headOf(file: Pick<FoundFile, 'path' | 'member' | 'archive'>): Promise<FileHead> {
  if (file.member === null || file.archive === null) return headOfPath(file.path)
  for await (const { bytes } of readMembers(file.path, file.archive, new Set([file.member]))) return await firstOf(bytes)
  return { bytes: new Uint8Array(0), whole: true }
}

async function lookAtFile(file: FoundFile): Promise<Looked> {
  try {
    const head = await headOfPath(file.path)
    return { file, detection: detectFormat(head), head }
  } catch (error) {
    const { code, message } = toAppError(error)
    if (code !== 'input-unreadable') throw error
    return { file, detection: unreadable('Unreadable file', message), head: null }
  }
}

/** An archive and its members, in one pass over it. */
async function lookInto(archive: FoundFile, kind: ArchiveKind, found: readonly FoundFile[]): Promise<Looked[]> {
  const members = found.filter((file) => file.path === archive.path && file.member !== null)
  const readable = new Map(members.filter((file) => file.refusal === null).map((file) => [file.member ?? '', file]))
  const looked = new Map<string, Looked>()
  try {
    for await (const { member, bytes } of readMembers(archive.path, kind, new Set(readable.keys()))) {
      const file = readable.get(member.name)
      if (file === undefined) continue
      if (member.refusal !== null) {
        looked.set(member.name, refusedMember(file, member.refusal))
        continue
      }
      const head = await firstOf(bytes)
      looked.set(member.name, { file, detection: detectFormat(head), head })
    }
  } catch (error) {
    const { code, message } = toAppError(error)
    if (code !== 'import-rejected' && code !== 'input-unreadable') throw error
    for (const [name, file] of readable) if (!looked.has(name)) looked.set(name, refusedMember(file, message))
  }
  return [
    { file: archive, detection: archiveDetection(kind, members.length), head: null },
    ...members.map((file) => looked.get(file.member ?? '') ?? refusedMember(file, file.refusal ?? 'not in the archive any more')),
  ]
}

const refusedMember = (file: FoundFile, reason: string): Looked => ({
  file: { ...file, refusal: file.refusal ?? reason },
  detection: unreadable('Refused', reason),
  head: null,
})

const ARCHIVE_WORDS: Readonly<Record<ArchiveKind, string>> = {
  zip: 'ZIP archive',
  tar: 'tar archive',
  'tar.gz': 'compressed tar archive',
  gzip: 'gzip file',
}

const archiveDetection = (kind: ArchiveKind, members: number): Detection => ({
  formatId: 'attachment',
  label: ARCHIVE_WORDS[kind],
  confidence: 'certain',
  toolVersion: null,
  reason: `A ${ARCHIVE_WORDS[kind]} with ${members} ${members === 1 ? 'member' : 'members'}, which are looked at one by one; the archive itself is kept as a document.`,
  importable: true,
  encoding: 'utf-8',
})

const unreadable = (label: string, reason: string): Detection => ({
  formatId: 'unreadable',
  label,
  confidence: 'none',
  toolVersion: null,
  reason,
  importable: false,
  encoding: 'utf-8',
})

async function headOfPath(path: string): Promise<FileHead> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    return { bytes: buffer.subarray(0, bytesRead), whole: size <= bytesRead }
  } finally {
    await file.close()
  }
}

async function firstOf(bytes: AsyncIterable<Uint8Array>): Promise<FileHead> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    chunks.push(chunk)
    length += chunk.length
    if (length > HEAD_BYTES) break
  }
  return { bytes: Buffer.concat(chunks).subarray(0, HEAD_BYTES), whole: length <= HEAD_BYTES }
}

/** As the contract shows it. */
export const detectedFile = ({ file, detection }: Looked, token: string, remembered: DetectedFile['remembered']): DetectedFile => ({
  token,
  fileName: file.name,
  bytes: file.bytes,
  isFile: file.refusal === null,
  detection,
  remembered,
})
