// From a path a person named to the files behind it. Folders are walked one after another, so that a folder of any size needs
// one open handle; archives are walked like folders; links are never followed out of a folder. What is met and not read is told.
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { toAppError } from '#domain/errors'
import { type ArchiveKind, archiveKind, listMembers } from '../archives/archives.ts'

export type FoundFile = {
  readonly path: string
  /** The member of the archive at `path`; null for the file itself. */
  readonly member: string | null
  readonly archive: ArchiveKind | null
  /** Relative to what the person named, with slashes. */
  readonly name: string
  readonly bytes: number | null
  /** Says in words why nothing reads it; null for a file like any other. */
  readonly refusal: string | null
}

const LINK = 'a link; name the file itself to import it'
const SPECIAL = 'no regular file (a pipe, socket or device)'

/**
 * Gives the path itself, or everything below a folder in the order of the names; behind an archive, its members. A link the
 * person named is followed. Throws as `stat` and `readdir` do where the named path cannot be read; what cannot be read inside is told.
 */
export async function filesUnder(path: string): Promise<FoundFile[]> {
  const named = await stat(path)
  const found: FoundFile[] = []
  if (named.isDirectory()) await walk(path, '', found)
  else if (named.isFile()) await openUp(path, basename(path), found)
  else found.push(refused(path, basename(path), SPECIAL))
  return found
}

const refused = (path: string, name: string, refusal: string): FoundFile => ({
  path,
  member: null,
  archive: null,
  name,
  bytes: null,
  refusal,
})

async function walk(folder: string, prefix: string, found: FoundFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    const name = prefix + entry.name
    try {
      if (entry.isDirectory()) await walk(path, `${name}/`, found)
      else if (entry.isFile()) await openUp(path, name, found)
      else found.push(refused(path, name, entry.isSymbolicLink() ? LINK : SPECIAL))
    } catch (error) {
      const { code, message } = toAppError(error)
      if (code !== 'input-unreadable') throw error
      found.push(refused(path, name, `${entry.isDirectory() ? 'a folder' : 'a file'} that cannot be read. ${message}`))
    }
  }
}

/** The file, and behind an archive its members. The archive is kept as a document of its own: its SHA-256 is what the client can show. */
async function openUp(path: string, name: string, found: FoundFile[]): Promise<void> {
  const { size } = await stat(path)
  const archive = await archiveKind(path)
  found.push({ path, member: null, archive, name, bytes: size, refusal: null })
  if (archive === null) return
  try {
    for (const member of await listMembers(path, archive))
      found.push({ path, member: member.name, archive, name: `${name}/${member.name}`, bytes: member.bytes, refusal: member.refusal })
  } catch (error) {
    const { code, message } = toAppError(error)
    if (code !== 'import-rejected' && code !== 'input-unreadable') throw error
    found.splice(-1, 1, refused(path, name, `an archive that is not opened. ${message}`))
  }
}
