// The demo's output folder. A second run takes away what the first one wrote, by its own list, and nothing else.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod'

const LIST = '.tickmark-demo.json'
const Names = z.array(z.string().min(1))

/** Makes the folder and removes from it what an earlier demo listed as its own. */
export function clearDemoFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const list = join(folder, LIST)
  if (!existsSync(list)) return
  // Plain names only: a list that was tampered with must not reach out of the folder.
  for (const name of namesIn(list))
    if (name === basename(name) && name !== '..' && name !== '.') rmSync(join(folder, name), { force: true })
  rmSync(list)
}

/** Records which files of the folder are this demo's own. */
export function listDemoFiles(folder: string, paths: readonly string[]): void {
  writeFileSync(
    join(folder, LIST),
    JSON.stringify(
      paths.map((path) => basename(path)),
      null,
      2,
    ),
  )
}

function namesIn(list: string): readonly string[] {
  const names = Names.safeParse(JSON.parse(readFileSync(list, 'utf8')))
  return names.success ? names.data : []
}
