// What the program needs from its host and from the machine. Hosts pass these in; tests pass fixed ones.

import type { Emit } from '#contract/events'
import type { AppInfo } from '#contract/overview'

export type Clock = {
  /** The current instant, or the fixed one of `--now`. */
  now(): Date
}

/** Opaque tokens for files: hosts put paths in, services take them out, the renderer sees only the token. */
export type FileVault = {
  /** Gives the token of a path; the same path always gets the same token. */
  add(path: string): string
  /** The path of a token. Throws AppError('not-found'). */
  path(token: string): string
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
