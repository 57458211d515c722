// A private folder per process for what is on its way out: PDFs, exports, kits. PDFs are readable copies of what may be an encrypted engagement,
// so they go when the process ends, and those of a process that crashed go when the next one starts.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const foldersIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing was ever put out from here.
    return []
  }
}

/** Gives this process's outbox below the data folder (not made yet), after removing those of processes that are gone. */
export function openOutbox(dataFolder: string): { readonly folder: string; remove(): void } {
  const all = join(dataFolder, 'outbox')
  for (const name of foldersIn(all))
    if (!isRunning(Number(name)) || Number(name) === process.pid) rmSync(join(all, name), { recursive: true, force: true })
  const folder = join(all, String(process.pid))
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
