// One run of the program behind one command: composes the app, opens the engagement, runs the work, closes everything.
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Client, Output } from '#contract'
import type { MethodName } from '#contract/names'
import { valueOf } from '#contract/reply'
import { AppError, toAppError } from '#domain/errors'
import { type App, createApp } from '../../app/create-app.ts'
import { createFileVault } from '../../app/file-vault.ts'
import type { EngagementOptions, SharedOptions } from './arguments.ts'
import type { Io } from './io.ts'
import { engagementPassphrase } from './passphrases.ts'
import { actorOf, cliPorts } from './ports.ts'
import { createProgressLine } from './progress.ts'

export type Session = {
  readonly app: App
  readonly call: Client
  readonly actor: string
  /** The token of a path, which need not exist. */
  readonly tokenOf: (path: string) => string
  /** The absolute path behind a token. */
  readonly pathOf: (token: string) => string
  /** Runs a cancellable job: Ctrl+C cancels it, its progress is shown. */
  readonly job: <T>(work: (jobId: string) => Promise<T>) => Promise<T>
}

/** Ctrl+C reaches a child of npx twice at once; only a later one means "now". */
const SECOND_INTERRUPT_AFTER_MS = 500

/** Runs work on a freshly composed app and closes it, whatever happens. */
export async function withApp<T>(io: Io, options: SharedOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const files = createFileVault()
  const line = createProgressLine(io)
  const app = createApp(
    cliPorts({
      options,
      io,
      files,
      emit: (event, payload) => {
        if (event === 'job.progressed' && 'jobId' in payload) line.show(payload)
      },
    }),
  )
  const call = clientOf(app)
  const session: Session = {
    app,
    call,
    actor: actorOf(options, io.env),
    tokenOf: (path) => files.add(resolve(io.cwd, path)),
    pathOf: files.path,
    job: async (run) => {
      const jobId = randomUUID()
      const stopListening = io.onInterrupt(onInterrupt(io, () => void call('jobs.cancel', { jobId })))
      try {
        return await run(jobId)
      } finally {
        stopListening()
        line.clear()
      }
    },
  }
  try {
    return await work(session)
  } finally {
    await app.close()
  }
}

/** As `withApp`, with the engagement at `file` open. */
export function withEngagement<T>(io: Io, file: string, options: EngagementOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const passphrase = engagementPassphrase(options, io.env)
  return withApp(io, options, async (session) => {
    await session.call('engagements.open', { file: session.tokenOf(file), passphrase })
    return work(session)
  })
}

/** The typed caller over dispatch. Its one assertion is safe: dispatch has checked the value against the contract's output. */
export function clientOf(app: App): Client {
  return async <M extends MethodName>(method: M, input: unknown): Promise<Output<M>> =>
    valueOf(await app.dispatch(method, input)) as Output<M>
}

function onInterrupt(io: Io, cancel: () => void): () => void {
  let first: number | null = null
  return () => {
    const now = performance.now()
    if (first === null) {
      first = now
      io.err('\ntickmark: cancelling …\n')
      cancel()
    } else if (now - first > SECOND_INTERRUPT_AFTER_MS) process.exit(130)
  }
}

/** Makes sure a path exists. Throws `input-unreadable`, naming the path as it was given. Says whether it is a folder. */
export function existing(io: Io, path: string): { readonly isFolder: boolean } {
  try {
    return { isFolder: statSync(resolve(io.cwd, path)).isDirectory() }
  } catch (error) {
    throw new AppError('input-unreadable', `There is no readable file or folder ${path}.`, { path }, { cause: toAppError(error) })
  }
}
