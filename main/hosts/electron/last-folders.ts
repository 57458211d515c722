// The folder each kind of dialog was last used in, kept in a small file of the program's data folder. Losing it loses nothing.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { FilePurpose } from '#contract/host'

const Purpose = z.enum([...FilePurpose.options, 'save'])
type Purpose = z.infer<typeof Purpose>
const Remembered = z.partialRecord(Purpose, z.string())

export type LastFolders = {
  /** The last folder for a purpose, as long as it exists; else the documents folder. */
  get(purpose: Purpose): string
  remember(purpose: Purpose, folder: string): void
}

/** Reads the file at `path` if there is one; a damaged one counts as empty. */
export function createLastFolders(path: string, documentsFolder: string): LastFolders {
  const folders = read(path)
  return {
    get(purpose) {
      const folder = folders[purpose]
      return folder !== undefined && existsSync(folder) ? folder : documentsFolder
    },
    remember(purpose, folder) {
      if (folders[purpose] === folder) return
      folders[purpose] = folder
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      writeFileSync(path, JSON.stringify(folders), { mode: 0o600 })
    },
  }
}

function read(path: string): z.infer<typeof Remembered> {
  if (!existsSync(path)) return {}
  try {
    return Remembered.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}
