// What the program needs from its host and from the machine. Hosts pass these in; tests pass fixed ones.

import type { Emit } from '#contract/events'
import type { AppInfo } from '#contract/overview'

export type Clock = {
  /** The current instant, or the fixed one of `--now`. */
  now(): Date
}

/** A file a token stands for: `member` names a member of the archive at `path`. */
export type VaultFile = { readonly path: string; readonly member: string | null; readonly name: string }

/** Opaque tokens for files: hosts put paths in, services take them out, the renderer sees only the token. */
export type FileVault = {
  /** Gives the token of a file, or of a member of the archive there; the same file always gets the same token. `name` is how it is shown. */
  add(path: string, as?: { readonly member?: string; readonly name?: string }): string
  /** The path of a token; of a member, that of its archive. Throws AppError('not-found'). */
  path(token: string): string
  /** What a token stands for. Throws AppError('not-found'). */
  file(token: string): VaultFile
}

export type Ports = {
  readonly host: AppInfo['host']
  readonly clock: Clock
  readonly randomUuid: () => string
  readonly files: FileVault
  readonly emit: Emit
  /** Private folder of the program: identities, recent list. Made on first use, mode 0700. */
  readonly dataFolder: string
  /** Folder where engagements are made when nobody says where (sample, browser host). */
  readonly documentsFolder: string
  /** Name written into the journal. */
  readonly actor: string
}
