// Programs we did not write, as second opinions (law 10). Where one is missing, the tests that ask it are left out and say so loudly.
import { spawnSync } from 'node:child_process'

export type Program = {
  /** For `describe.runIf`. */
  readonly isInstalled: boolean
  run(...args: readonly string[]): { readonly status: number | null; readonly output: string; readonly bytes: Uint8Array }
}

/** The program of that name; a warning where it is not installed. */
export function findProgram(command: string): Program {
  const isInstalled = spawnSync(command, ['--version']).error === undefined
  if (!isInstalled) process.stderr.write(`\nWARNING: ${command} is not installed, so its opinion on signatures and keys was not asked.\n`)
  return {
    isInstalled,
    run: (...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { maxBuffer: 2 ** 27 })
      return { status, output: `${stdout.toString()}${stderr.toString()}`, bytes: stdout }
    },
  }
}
