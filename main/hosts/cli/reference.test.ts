import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import type { Io } from './io.ts'
import { allOf, createProgram } from './program.ts'

const silent: Io = {
  env: {},
  cwd: '/',
  folders: { data: '/data', documents: '/documents' },
  out: () => undefined,
  err: () => undefined,
  errIsTerminal: false,
  onInterrupt: () => () => undefined,
  setExitCode: () => undefined,
}

const INTRODUCTION = `# The command line

\`bin/tickmark\` (or \`npx tickmark\` in the repository) offers what the window offers, for scripts and pipelines. It starts under
any Node from 18 on: where that is older than 22.14 it runs itself again with the Node 24 that \`npm ci\` brought. Where the build
is missing or older than the sources it builds first and says so on stderr.

- Results go to stdout, everything else to stderr. With \`--json\`, stdout is exactly one JSON document; an error is
  \`{"error":{"code","message","details"}}\` on stderr.
- Exit codes: \`0\` done · \`1\` unexpected · \`2\` wrong usage · \`3\` a gate said no (report blocked, verification failed, journal
  broken) · \`4\` input unreadable or rejected as a whole · \`5\` passphrase wrong or missing.
- Passphrases come from a file or the environment, never from the command line, which other users of the machine can read.
- Text taken from scans is printed with its control characters written out, so that it cannot steer the terminal.

| variable | stands for |
|---|---|
| \`TICKMARK_PASSPHRASE\` | the engagement's passphrase |
| \`TICKMARK_IDENTITY_PASSPHRASE\` | a signing identity's passphrase; without it \`TICKMARK_PASSPHRASE\` is taken |
| \`TICKMARK_FILE_PASSPHRASE\` | the passphrase of a PKCS#12 file being imported |
| \`TICKMARK_ACTOR\` | the name written into the journal |
| \`TICKMARK_HOME\` | the folder of identities and the recent list |

This page is written from the commands' own \`--help\` (\`npx vitest run main/hosts/cli/reference -u\`).
`

const pathOf = (command: Command): string => (command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`)

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => void (text += part), getOutHelpWidth: () => 110 })
  command.outputHelp()
  return text.trim()
}

describe('help', () => {
  const commands = allOf(createProgram(silent))

  it('has examples on every command that does something', () => {
    const lacking = commands.filter((command) => command.commands.length === 0 && !helpOf(command).includes('Examples:'))
    expect(lacking.map(pathOf)).toEqual([])
  })

  it('is what docs/cli.md says', async () => {
    const sections = commands.map((command) => `## \`${pathOf(command)}\`\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`)
    await expect(`${INTRODUCTION}\n${sections.join('\n')}`).toMatchFileSnapshot('../../../docs/cli.md')
  })
})
