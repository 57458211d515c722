// The command-line host: arguments → commands → dispatch → text or JSON, and an exit code from the error code.
import process from 'node:process'
import { CommanderError } from 'commander'
import { AppError, toAppError } from '#domain/errors'
import { EXIT, EXIT_CODE_OF } from './exit-codes.ts'
import { foldersOf } from './folders.ts'
import type { Io } from './io.ts'
import { createProgram } from './program.ts'
import { manyLines } from './text.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

const io: Io = {
  env: process.env,
  cwd: process.cwd(),
  folders: foldersOf(process.env, process.platform),
  out: (chunk) => void process.stdout.write(chunk),
  err: (text) => void process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY === true,
  onInterrupt: (listener) => {
    for (const signal of SIGNALS) process.on(signal, listener)
    return () => {
      for (const signal of SIGNALS) process.off(signal, listener)
    }
  },
  setExitCode: (code) => {
    process.exitCode = code
  },
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

async function run(args: readonly string[]): Promise<void> {
  const program = createProgram(io)
  try {
    if (args.length === 0) {
      io.err(program.helpInformation())
      process.exitCode = EXIT.usage
    } else await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    const known = error instanceof CommanderError ? usageError(error) : toAppError(error)
    io.err(args.includes('--json') ? errorJson(known) : errorText(known))
    process.exitCode = EXIT_CODE_OF[known.code]
  }
}

function usageError(error: CommanderError): AppError {
  const message = error.message.replace(/^error: /, '')
  return new AppError('invalid-input', error.code === 'commander.help' ? 'A command is missing. See --help.' : message)
}

function errorJson({ code, message, details }: AppError): string {
  return `${JSON.stringify({ error: { code, message, details } })}\n`
}

function errorText({ code, message, details, cause }: AppError): string {
  const lines = [`tickmark: ${message}`]
  for (const [name, value] of Object.entries(details))
    if (Array.isArray(value)) lines.push(...value.map((item: string) => `  - ${item}`))
    else if (!message.includes(String(value))) lines.push(`  ${name}: ${String(value)}`)
  if (code === 'unexpected' && cause instanceof Error && cause.stack !== undefined) lines.push(cause.stack)
  return `${manyLines(lines.join('\n'))}\n`
}

// Last, so that everything above it is there.
await run(process.argv.slice(2))
