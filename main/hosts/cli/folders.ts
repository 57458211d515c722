// Where the program keeps its own things on this machine, by the platform's custom. Makes no folder.
import { homedir } from 'node:os'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** Folder of identities and the recent list. `TICKMARK_HOME` overrides it. */
export function dataFolder(env: Env, platform: NodeJS.Platform): string {
  if (env['TICKMARK_HOME']) return env['TICKMARK_HOME']
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tickmark')
  if (platform === 'win32') return join(env['APPDATA'] || join(homedir(), 'AppData', 'Roaming'), 'Tickmark')
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'tickmark')
}

/** Folder where engagements are made when nobody says where. Lies under `TICKMARK_HOME` where that is set. */
export function documentsFolder(env: Env): string {
  return env['TICKMARK_HOME'] ? join(env['TICKMARK_HOME'], 'documents') : join(homedir(), 'Documents', 'Tickmark')
}
