// Files the operating system hands over: on the command line, by file association, by a second start of the program.
// Keeps them until a window can be told.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import * as z from 'zod'
import type { EventPayload } from '#contract/events'
import type { FileVault } from '../../app/ports.ts'

/** What a second start passes to the first one. Chromium reorders argument lists, so the paths travel beside them. */
export const SecondStart = z.strictObject({ files: z.array(z.string()).max(10_000) })
export type SecondStart = z.infer<typeof SecondStart>

/** Gives the existing files and folders named in an argument list, absolute; switches and everything else are left out. */
export function filesIn(args: readonly string[], workingFolder: string): string[] {
  return args.flatMap((arg) => {
    if (arg === '' || arg.startsWith('-')) return []
    const path = resolve(workingFolder, arg)
    return existsSync(path) ? [path] : []
  })
}

export type OfferedFiles = {
  offer(paths: readonly string[]): void
  /** The window can listen now: everything kept is told, later offers at once. */
  windowReady(): void
  windowGone(): void
}

/** Makes the queue; `tell` sends the `files.offered` event. */
export function createOfferedFiles(vault: FileVault, tell: (payload: EventPayload<'files.offered'>) => void): OfferedFiles {
  let kept: string[] = []
  let ready = false
  const flush = () => {
    if (!ready || kept.length === 0) return
    const files = kept.map((path) => ({ token: vault.add(path), name: basename(path) }))
    kept = []
    tell({ files })
  }
  return {
    offer(paths) {
      kept.push(...paths)
      flush()
    },
    windowReady() {
      ready = true
      flush()
    },
    windowGone() {
      ready = false
    },
  }
}
