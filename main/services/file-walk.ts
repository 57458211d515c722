// From a path a person named to the files behind it. Folders are walked one after another, so that a folder of any size needs
// one open handle; links are never followed out of a folder. What is met and not read is told, never dropped.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { toAppError } from '#domain/errors'

/** `refusal` says in words why nothing reads it; null for a file like any other. */
export type FoundFile = { readonly path: string; readonly refusal: string | null }

const LINK = 'a link; name the file itself to import it'
const SPECIAL = 'no regular file (a pipe, socket or device)'

/**
 * Gives the path itself, or everything below a folder in the order of the names. A link the person named is followed.
 * Throws as `stat` and `readdir` do where the named path cannot be read; a folder inside it that cannot be read is told.
 */
export async function filesUnder(path: string): Promise<FoundFile[]> {
  const named = await stat(path)
  if (!named.isDirectory()) return [{ path, refusal: named.isFile() ? null : SPECIAL }]
  const found: FoundFile[] = []
  await walk(path, found)
  return found
}

async function walk(folder: string, found: FoundFile[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await walkInside(path, found)
    else found.push({ path, refusal: entry.isFile() ? null : entry.isSymbolicLink() ? LINK : SPECIAL })
  }
}

async function walkInside(path: string, found: FoundFile[]): Promise<void> {
  try {
    await walk(path, found)
  } catch (error) {
    const { code, message } = toAppError(error)
    if (code !== 'input-unreadable') throw error
    found.push({ path, refusal: `a folder that cannot be read. ${message}` })
  }
}
