// Puts files where a person says without ever writing over another one.
import { constants, copyFileSync, existsSync } from 'node:fs'
import { join, parse } from 'node:path'

/**
 * Copies a file to `folder/name`, or to `name (2)`, `name (3)` … where that is taken. Gives the path written.
 */
export function copyToFreePath(from: string, folder: string, name: string): string {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, numbered(name, copy))
    if (existsSync(path)) continue
    try {
      copyFileSync(from, path, constants.COPYFILE_EXCL)
      return path
    } catch (error) {
      // Somebody else took the name meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

const numbered = (name: string, copy: number): string => {
  if (copy === 1) return name
  const { name: stem, ext } = parse(name)
  return `${stem} (${copy})${ext}`
}
