// Files that cross the loopback: uploads into a private staging folder, new engagements in the documents folder, names made
// safe for any file system. Knows nothing of HTTP.

import { randomBytes } from 'node:crypto'
import { constants, createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { copyFile, mkdir, rename, rm } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PickedFile } from '#contract/host'
import type { FileVault } from '../../app/ports.ts'
import { safeFileName } from '../file-name.ts'

export type HostFiles = {
  /**
   * Stores an upload, named with the folders it lies in, for this launch and gives its token; an engagement is kept in the documents folder, under a free name which
   * the answer tells. Nothing is left behind when the stream breaks.
   */
  stage(name: string, bytes: Readable): Promise<StagedFile>
  /** A token for a file that does not exist yet, in the documents folder. */
  newEngagement(suggestedName: string): PickedFile
  /** Removes everything staged in this launch. */
  cleanUp(): void
}

type Deps = { readonly vault: FileVault; readonly dataFolder: string; readonly documentsFolder: string; readonly pid?: number }

/** An uploaded engagement is worked on as a copy; the window must say in which folder. */
export type StagedFile = PickedFile & { readonly keptIn?: string }

const ENGAGEMENT = '.tickmark'

/** Opens this launch's staging folder (0700) after clearing those of launches that ended without doing so. */
export function createHostFiles({ vault, dataFolder, documentsFolder, pid = process.pid }: Deps): HostFiles {
  const root = join(dataFolder, 'staging')
  mkdirSync(root, { recursive: true, mode: 0o700 })
  removeAbandoned(root)
  const staging = join(root, `${pid}-${randomBytes(6).toString('hex')}`)
  mkdirSync(staging, { mode: 0o700 })
  /** Names given out but not yet made, so that two requests never get the same one. */
  const promised = new Set<string>()

  const freePath = (name: string): string => {
    const { name: stem, ext } = parse(name)
    for (let n = 1; ; n++) {
      const path = join(documentsFolder, n === 1 ? name : `${stem} ${n}${ext}`)
      if (!promised.has(path) && !existsSync(path)) {
        promised.add(path)
        return path
      }
    }
  }

  return {
    async stage(name, bytes) {
      const safe = safeFileName(name)
      const folder = join(staging, randomBytes(8).toString('hex'))
      await mkdir(folder, { mode: 0o700 })
      const staged = join(folder, safe)
      try {
        await pipeline(bytes, createWriteStream(staged, { mode: 0o600, flags: 'wx' }))
        if (!safe.toLowerCase().endsWith(ENGAGEMENT)) return { token: vault.add(staged, { name: shownName(name) }), name: safe }
        // An engagement is worked on, not read: it must outlive this launch.
        mkdirSync(documentsFolder, { recursive: true })
        const kept = freePath(safe)
        await move(staged, kept)
        return { token: vault.add(kept), name: parse(kept).base, keptIn: parse(kept).dir }
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    },
    newEngagement(suggestedName) {
      mkdirSync(documentsFolder, { recursive: true })
      const safe = safeFileName(suggestedName)
      const path = freePath(safe.toLowerCase().endsWith(ENGAGEMENT) ? safe : `${safe}${ENGAGEMENT}`)
      return { token: vault.add(path), name: parse(path).base }
    },
    cleanUp: () => rmSync(staging, { recursive: true, force: true }),
  }
}

/** With its folders, so that files of one name are told apart; each part as if it were a name of its own. */
const shownName = (name: string): string =>
  name
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(safeFileName)
    .join('/') || safeFileName(name)

/** Rename where possible; across file systems copy, never over an existing file. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error
    await copyFile(from, to, constants.COPYFILE_EXCL)
    await rm(from)
  }
}

/** Staging folders are named by process id: those of processes that are gone hold scans nobody will ask for again. */
function removeAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1])
    if (!Number.isInteger(pid) || !isAlive(pid)) rmSync(join(root, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
