// Programs we did not write, as second opinions (law 10). Where one is missing, the tests say so loudly and go on.
import { spawnSync } from 'node:child_process'

export type Program = { run(...args: readonly string[]): { readonly status: number | null; readonly output: string } }

/** The program, or null with a warning. `probe` is an argument it answers with success. */
export function findProgram(command: string, probe: string): Program | null {
  if (spawnSync(command, [probe]).error !== undefined) {
    console.warn(`SKIPPED: ${command} is not installed, so its opinion was not asked.`)
    return null
  }
  return {
    run: (...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
      return { status, output: `${stdout}${stderr}` }
    },
  }
}
