// Walks a zip: judges every member by the directory and its first bytes, and unpacks the ones asked for. The directory itself is
// zip-directory.ts.
import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { HEAD_BYTES } from './kind.ts'
import { type ArchiveLimits, isTooDense, memberRejected, tooDense, tooLarge, tooLargeInAll } from './limits.ts'
import { FOLDER_WITH_BYTES, LINK, nestedRefusal, type OpenMember, refused, SPECIAL } from './member.ts'
import { createNameJudge } from './names.ts'
import { fileRange, firstOf, UnpackError, unpacked } from './unpack.ts'
import { readDirectory, type ZipEntry } from './zip-directory.ts'

const STORED = 0
const DEFLATED = 8
const PEEK_BYTES = 4096
const PACKED_BY_OTHERS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [98, 'PPMd'],
])

/** Gives the members in the directory's order, folders left out. Only the ones of `wanted` (null: all) are looked into. */
export async function* walkZip(file: FileHandle, limits: ArchiveLimits, wanted: ReadonlySet<string> | null): AsyncGenerator<OpenMember> {
  const entries = judged(await readDirectory(file, limits), limits)
  const bytes = entries.reduce((sum, { entry, refusal }) => (refusal === null ? sum + entry.bytes : sum), 0)
  if (bytes > limits.totalBytes) throw tooLargeInAll(limits)
  for (const { entry, name, refusal } of entries) {
    if (wanted !== null && !wanted.has(name)) continue
    const reason = refusal ?? (await refusalByContent(file, entry))
    if (reason === null)
      yield {
        member: { name, bytes: entry.bytes, refusal: null },
        body: () => bodyOf(file, entry, name, limits),
        settle: () => Promise.resolve(null),
      }
    else yield refused(name, entry.bytes, reason)
  }
}

type JudgedEntry = { readonly entry: ZipEntry; readonly name: string; readonly refusal: string | null }

function judged(entries: readonly ZipEntry[], limits: ArchiveLimits): readonly JudgedEntry[] {
  const judge = createNameJudge()
  return entries.flatMap((entry) => {
    const { name, folder, refusal } = judge(entry.name)
    if (folder && entry.bytes === 0) return []
    return [{ entry, name, refusal: refusal ?? (folder ? FOLDER_WITH_BYTES : refusalOf(entry, limits)) }]
  })
}

const REGULAR_FILE = 0o100000
const SYMBOLIC_LINK = 0o120000

function refusalOf(entry: ZipEntry, limits: ArchiveLimits): string | null {
  if (entry.unixType === SYMBOLIC_LINK) return LINK
  if (entry.unixType !== 0 && entry.unixType !== REGULAR_FILE) return SPECIAL
  if (entry.encrypted) return 'encrypted; unpack it with its password'
  if (entry.problem !== null) return entry.problem
  if (entry.method !== STORED && entry.method !== DEFLATED)
    return `packed with ${PACKED_BY_OTHERS.get(entry.method) ?? `method ${entry.method}`}, which is not read; unpack it`
  if (entry.bytes > limits.memberBytes) return tooLarge(limits)
  return isTooDense(entry.bytes, entry.packedBytes, limits) ? tooDense(limits) : null
}

async function refusalByContent(file: FileHandle, entry: ZipEntry): Promise<string | null> {
  try {
    return nestedRefusal(
      await firstOf(
        unpackedBytes(file, entry, PEEK_BYTES, () => undefined),
        HEAD_BYTES,
      ),
    )
  } catch (error) {
    if (error instanceof UnpackError) return error.message
    throw error
  }
}

function unpackedBytes(
  file: FileHandle,
  entry: ZipEntry,
  pieceBytes: number | undefined,
  onEnd: (packedBytes: number) => void,
): AsyncIterable<Uint8Array> {
  const packed = fileRange(file, entry.dataStart, entry.dataStart + entry.packedBytes, pieceBytes)
  return entry.method === DEFLATED ? unpacked(packed, 'deflate', onEnd) : packed
}

/** The bytes as unpacked, held against the size and checksum of the directory, the limits being checked on what really comes. */
async function* bodyOf(file: FileHandle, entry: ZipEntry, name: string, limits: ArchiveLimits): AsyncGenerator<Uint8Array> {
  let bytes = 0
  let checksum = 0
  let packedBytes = entry.packedBytes
  try {
    for await (const piece of unpackedBytes(file, entry, undefined, (used) => {
      packedBytes = used
    })) {
      bytes += piece.length
      checksum = crc32(piece, checksum)
      if (isTooDense(bytes, entry.packedBytes, limits)) throw memberRejected(name, tooDense(limits))
      if (bytes > entry.bytes) throw memberRejected(name, `it holds more than the ${entry.bytes} bytes the archive states`)
      yield piece
    }
  } catch (error) {
    throw error instanceof UnpackError ? memberRejected(name, error.message) : error
  }
  if (bytes < entry.bytes) throw memberRejected(name, `it holds ${bytes} bytes, not the ${entry.bytes} the archive states`)
  if (packedBytes !== entry.packedBytes) throw memberRejected(name, 'bytes that belong to nothing follow its packed data')
  if (checksum !== entry.crc32) throw memberRejected(name, 'its checksum does not match; it is damaged')
}
