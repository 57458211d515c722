// Names for files a person has not named exactly, so that nothing is ever written over.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'

/** Gives `folder/name`, or `name (2)`, `name (3)` … where that is taken. */
export function freePath(folder: string, name: string): string {
  const { name: stem, ext } = parse(name)
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`)
    if (!existsSync(path)) return path
  }
}

/** Copies a file to `folder/name`, or to a free name beside it, with the permissions new files have here. Gives the path written. */
export function copyToFreePath(from: string, folder: string, name: string): string {
  const path = freePath(folder, name)
  writeFileSync(path, readFileSync(from), { flag: 'wx' })
  return path
}
