// Walks a gzip file, which holds one member without a trustworthy name, and gives a .tar.gz its tar's bytes. Limits and what follows the
// packed data are checked here, checksums by Node's zlib.
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { HEAD_BYTES } from './kind.ts'
import { type ArchiveLimits, archiveRejected, isTooDense, memberRejected, tooDense, tooLarge, tooLargeInAll } from './limits.ts'
import { nestedRefusal, type OpenMember, refused } from './member.ts'
import { createNameJudge } from './names.ts'
import { streamSource } from './source.ts'
import { walkTar } from './tar.ts'
import { fileRange, firstOf, UnpackError, unpacked } from './unpack.ts'

/**
 * Gives the one member, named as the file without `.gz`: the name inside is whatever the file was once called. Its size is not known
 * before it is read, since gzip states it only modulo 4 GB.
 */
export async function* walkGzip(file: FileHandle, path: string, limits: ArchiveLimits): AsyncGenerator<OpenMember> {
  const { name } = createNameJudge()(basename(path).replace(/\.gz$/i, ''))
  const refusal = await refusalByContent(file, limits)
  if (refusal === null)
    yield { member: { name, bytes: null, refusal }, body: () => bodyOf(file, name, limits), settle: () => Promise.resolve(null) }
  else yield refused(name, null, refusal)
}

/** Gives the members of the tar inside. Always reads to the end, where the checksum of everything stands. */
export async function* walkTarGz(file: FileHandle, limits: ArchiveLimits): AsyncGenerator<OpenMember> {
  const stream = tarBytes(file, limits)
  try {
    yield* walkTar(streamSource(stream), limits)
    while ((await stream.next()).done !== true);
  } finally {
    await stream.return(undefined)
  }
}

async function refusalByContent(file: FileHandle, limits: ArchiveLimits): Promise<string | null> {
  try {
    return nestedRefusal(await firstOf(gunzipped(file, limits), HEAD_BYTES))
  } catch (error) {
    if (error instanceof UnpackError) return error.message
    throw error
  }
}

async function* bodyOf(file: FileHandle, name: string, limits: ArchiveLimits): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const piece of gunzipped(file, limits)) {
      bytes += piece.length
      if (bytes > limits.memberBytes) throw memberRejected(name, tooLarge(limits))
      yield piece
    }
  } catch (error) {
    throw error instanceof UnpackError ? memberRejected(name, error.message) : error
  }
}

/** The one checksum stands at the end, so a file that is cut off or damaged anywhere gives no member that can be trusted. */
async function* tarBytes(file: FileHandle, limits: ArchiveLimits): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const piece of gunzipped(file, limits)) {
      bytes += piece.length
      if (bytes > limits.totalBytes) throw tooLargeInAll(limits)
      yield piece
    }
  } catch (error) {
    throw error instanceof UnpackError ? archiveRejected(`${error.message}, and its checksum is for all members together`) : error
  }
}

/** Throws UnpackError where the file is damaged, cut off or followed by anything but zeros, with which some tools pad. */
async function* gunzipped(file: FileHandle, limits: ArchiveLimits): AsyncGenerator<Uint8Array> {
  const { size } = await file.stat()
  let bytes = 0
  let end = 0
  for await (const piece of unpacked(fileRange(file, 0, size), 'gzip', (packedBytes) => {
    end = packedBytes
  })) {
    bytes += piece.length
    if (isTooDense(bytes, size, limits)) throw archiveRejected(tooDense(limits))
    yield piece
  }
  for await (const piece of fileRange(file, end, size))
    if (piece.some((byte) => byte !== 0)) throw new UnpackError('bytes that belong to nothing follow its packed data')
}
