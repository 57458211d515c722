// What the command line gives the program: clock, file tokens, folders and the actor's name.
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Emit } from '#contract/events'
import type { Clock, FileVault, Ports } from '../../app/ports.ts'
import type { SharedOptions } from './arguments.ts'
import type { Io } from './io.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The machine's clock, or the one fixed by `--now`. */
export function clockOf(now: Date | undefined): Clock {
  return { now: () => (now === undefined ? new Date() : new Date(now)) }
}

/** The name written into the journal: `--actor`, `TICKMARK_ACTOR`, or the machine's user. */
export function actorOf(options: SharedOptions, env: Env): string {
  return options.actor || env['TICKMARK_ACTOR'] || userName() || 'unknown user'
}

function userName(): string | null {
  try {
    return userInfo().username
  } catch {
    // A container's user id need not have a name.
    return null
  }
}

export type PortsInput = { readonly options: SharedOptions; readonly io: Io; readonly files: FileVault; readonly emit: Emit }

/** Gives the ports for one run of the command line. */
export function cliPorts({ options, io, files, emit }: PortsInput): Ports {
  return {
    host: 'cli',
    clock: clockOf(options.now),
    randomUuid: randomUUID,
    files,
    emit,
    dataFolder: io.folders.data,
    documentsFolder: io.folders.documents,
    actor: actorOf(options, io.env),
  }
}
