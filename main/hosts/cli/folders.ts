// Where the program keeps its own things on this machine, by the platform's custom. Makes no folder.
import { homedir } from 'node:os'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

export type Folders = {
  /** Identities, the recent list, PDFs on their way out. */
  readonly data: string
  /** Where engagements are made when nobody says where. */
  readonly documents: string
}

/** Gives the folders of this user; both lie under `TICKMARK_HOME` where that is set. */
export function foldersOf(env: Env, platform: NodeJS.Platform): Folders {
  const home = env['TICKMARK_HOME']
  if (home) return { data: home, documents: join(home, 'documents') }
  return { data: dataFolder(env, platform), documents: join(homedir(), 'Documents', 'Tickmark') }
}

function dataFolder(env: Env, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tickmark')
  if (platform === 'win32') return join(env['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'Tickmark')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'tickmark')
}
