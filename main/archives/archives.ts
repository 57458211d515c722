// Archives as folders of scan files: what they hold and the bytes of it, streamed, never written to a disk. Each format walks its
// members in a file of its own; what a member means is not known here.
import { type FileHandle, open } from 'node:fs/promises'
import { assertNever } from '#domain/errors'
import { walkGzip, walkTarGz } from './gzip.ts'
import type { ArchiveKind } from './kind.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits, memberRejected } from './limits.ts'
import type { Member, OpenMember } from './member.ts'
import { walkTarFile } from './tar.ts'
import { walkZip } from './zip.ts'

export { type ArchiveKind, archiveKind } from './kind.ts'
export type { ArchiveLimits } from './limits.ts'
export type { Member } from './member.ts'

/**
 * Lists an archive's members in its own order; folders are left out, everything else is told. Places of an archive that cannot be read
 * appear as refused members named after where they are. Throws AppError `import-rejected` where the archive is refused as a whole, and
 * as `open` and `read` do. A zip's or gzip's packed data is checked where it is read, not here.
 */
export async function listMembers(path: string, kind: ArchiveKind, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<readonly Member[]> {
  const file = await open(path)
  try {
    const members: Member[] = []
    for await (const { member, settle } of walk(file, path, kind, limits, null))
      members.push(member.refusal === null ? { ...member, refusal: await settle() } : member)
    return members
  } finally {
    await file.close()
  }
}

/**
 * Streams one member's bytes. Throws AppError `import-rejected` as soon as they are refused, be it behind the last byte, where sizes
 * and checksums are judged: what came before must then not be used either.
 */
export async function* readMember(
  path: string,
  kind: ArchiveKind,
  name: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of readMembers(path, kind, new Set([name]), limits)) yield* bytes
}

/**
 * Streams the wanted members one after another, in one pass over the archive. A member's bytes can be read until the next one is asked
 * for. Throws as `readMember` does; behind the last member also where a wanted one was not there or is refused, and where the checksum
 * of a whole .tar.gz does not match, which takes back all of its members.
 */
export async function* readMembers(
  path: string,
  kind: ArchiveKind,
  wanted: ReadonlySet<string>,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): AsyncGenerator<{ readonly member: Member; readonly bytes: AsyncIterable<Uint8Array> }> {
  const missing = new Map([...wanted].map((name) => [name, 'the archive holds no such member']))
  const file = await open(path)
  try {
    for await (const { member, body } of walk(file, path, kind, limits, wanted)) {
      if (!missing.has(member.name)) continue
      if (member.refusal !== null) missing.set(member.name, member.refusal)
      else {
        missing.delete(member.name)
        const bytes = body()
        try {
          yield { member, bytes }
        } finally {
          await bytes.return(undefined)
        }
      }
    }
  } finally {
    await file.close()
  }
  for (const [name, reason] of missing) throw memberRejected(name, reason)
}

function walk(
  file: FileHandle,
  path: string,
  kind: ArchiveKind,
  limits: ArchiveLimits,
  wanted: ReadonlySet<string> | null,
): AsyncGenerator<OpenMember> {
  switch (kind) {
    case 'zip':
      return walkZip(file, limits, wanted)
    case 'tar':
      return walkTarFile(file, limits)
    case 'tar.gz':
      return walkTarGz(file, limits)
    case 'gzip':
      return walkGzip(file, path, limits)
    default:
      return assertNever(kind)
  }
}
