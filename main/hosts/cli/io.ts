// The process as the command line sees it: arguments, environment, the two output streams and the exit code. Passed in, so
// that nothing below reaches for the global process.
import type { ExitCode } from './exit-codes.ts'
import type { Folders } from './folders.ts'

export type Io = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly folders: Folders
  /** Results only. */
  readonly out: (chunk: string | Uint8Array) => void
  /** Errors, progress and everything else said on the way. */
  readonly err: (text: string) => void
  /** True where stderr is a terminal, so that a line may be drawn over. */
  readonly errIsTerminal: boolean
  /** Calls back on Ctrl+C and the like; gives the function that stops listening. */
  readonly onInterrupt: (listener: () => void) => () => void
  readonly setExitCode: (code: ExitCode) => void
}

/** What a command has to say: one document in two forms, or exact bytes. */
export type Outcome =
  | { readonly json: unknown; readonly text: string; readonly exitCode?: ExitCode }
  | { readonly bytes: Uint8Array; readonly exitCode?: ExitCode }

/** Writes a command's outcome: bytes as they are, JSON as one document, text with a closing line break. */
export function deliver(io: Io, outcome: Outcome, asJson: boolean): void {
  if ('bytes' in outcome) io.out(outcome.bytes)
  else if (asJson) io.out(`${JSON.stringify(outcome.json, null, 2)}\n`)
  else if (outcome.text !== '') io.out(outcome.text.endsWith('\n') ? outcome.text : `${outcome.text}\n`)
  if (outcome.exitCode !== undefined) io.setExitCode(outcome.exitCode)
}
