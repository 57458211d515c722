// Tells archives by their content, never by their name. Knows the signatures only; reading is the formats' own matter.
import { type FileHandle, open } from 'node:fs/promises'
import { Header } from 'tar/header'
import { fileRange, firstOf, readAt, UnpackError, unpacked } from './unpack.ts'
import { namesInDirectory } from './zip-directory.ts'

export type ArchiveKind = 'zip' | 'tar' | 'tar.gz' | 'gzip'

/** So many bytes tell every kind: a tar header is one block, and a zip's first name follows 30 bytes. */
export const HEAD_BYTES = 512
/** A gzip header may carry names and comments; what has no data within this is no tar. */
const GZIP_HEAD_BYTES = 128 * 1024

/**
 * Says what kind of archive a file is, or null for everything else. Office documents and Java archives are zips to a zip reader but
 * no archives of scans, hence null; for them the zip's directory is looked at too. A damaged archive keeps its kind, so that
 * reading it gives the reason. Throws as `open` and `read` do.
 */
export async function archiveKind(path: string): Promise<ArchiveKind | null> {
  const file = await open(path)
  try {
    const kind = headKind(await readAt(file, 0, HEAD_BYTES))
    if (kind === 'zip') return (await isProgramOrDocument(file)) ? null : 'zip'
    if (kind !== 'gzip') return kind
    return (await holdsTar(file)) ? 'tar.gz' : 'gzip'
  } finally {
    await file.close()
  }
}

/** What the first bytes (HEAD_BYTES, or all) of a file or member look like. */
export function headKind(head: Uint8Array): 'zip' | 'tar' | 'gzip' | null {
  if (startsWith(head, [0x1f, 0x8b, 0x08])) return 'gzip'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return isDocumentName(firstZipName(head)) ? null : 'zip'
  // No members, or the first part of a zip in several.
  if (startsWith(head, [0x50, 0x4b, 0x05, 0x06]) || startsWith(head, [0x50, 0x4b, 0x07, 0x08])) return 'zip'
  return isTarHeader(head) ? 'tar' : null
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte)

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

function firstZipName(head: Uint8Array): string {
  const length = (head[26] ?? 0) | ((head[27] ?? 0) << 8)
  return ascii(head.subarray(30, 30 + length))
}

/** Names that only Office Open XML, OpenDocument, EPUB and Java archives have. */
const isDocumentName = (name: string): boolean =>
  name === '[Content_Types].xml' || name === '_rels/.rels' || name === 'mimetype' || name === 'META-INF/MANIFEST.MF' || name === 'META-INF/'

function isTarHeader(head: Uint8Array): boolean {
  if (head.length < HEAD_BYTES || ascii(head.subarray(257, 262)) !== 'ustar') return false
  try {
    return new Header(Buffer.from(head)).cksumValid
  } catch {
    return false // a number that no tar can hold
  }
}

async function isProgramOrDocument(file: FileHandle): Promise<boolean> {
  const names = await namesInDirectory(file)
  return names.some(isDocumentName)
}

async function holdsTar(file: FileHandle): Promise<boolean> {
  try {
    const bytes = unpacked(fileRange(file, 0, GZIP_HEAD_BYTES), 'gzip', () => undefined)
    return headKind(await firstOf(bytes, HEAD_BYTES)) === 'tar'
  } catch (error) {
    if (error instanceof UnpackError) return false
    throw error
  }
}
