// From the paths a person names to the files behind them: each with the path as the person would write it and what it is.
import { join, relative, resolve } from 'node:path'
import type { Output } from '#contract'
import type { Io } from '../io.ts'
import { existing, type Session } from '../session.ts'

type Detected = Output<'imports.detect'>[number]
export type ScanFile = {
  readonly token: string
  readonly path: string
  readonly bytes: number
  /** False for links, pipes and the like: never read. */
  readonly isFile: boolean
  readonly detection: Detected['detection']
  /** True where the person named the file itself, false where it was found in a named folder. */
  readonly named: boolean
}

/** Walks folders and detects every file once, in the order named. Throws `input-unreadable` where a path does not exist. */
export async function detectPaths(session: Session, io: Io, paths: readonly string[]): Promise<readonly ScanFile[]> {
  const files = new Map<string, ScanFile>()
  for (const path of paths) {
    const { isFolder } = existing(io, path)
    const base = resolve(io.cwd, path)
    for (const { token, bytes, isFile, detection } of await session.call('imports.detect', { files: [session.tokenOf(path)] })) {
      const shown = isFolder ? join(path, relative(base, session.pathOf(token))) : path
      const before = files.get(token)
      if (before === undefined || (!before.named && !isFolder))
        files.set(token, { token, path: shown, bytes, isFile, detection, named: !isFolder })
    }
  }
  return [...files.values()]
}
