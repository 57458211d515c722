// The whole command line as one commander tree. Parsing and help only; what a command does is in commands/.
import { Command } from 'commander'
import { TICKMARK_VERSION } from '../../app/version.ts'
import { awsReportsCommand } from './commands/aws-reports.ts'
import { catalogCommand } from './commands/catalog.ts'
import { conclusionCommands } from './commands/conclusions.ts'
import { coverageCommand } from './commands/coverage.ts'
import { criteriaCommand } from './commands/criteria.ts'
import { demoCommand } from './commands/demo.ts'
import { detectCommand } from './commands/detect.ts'
import { evidenceCommand } from './commands/evidence.ts'
import { factorsCommand } from './commands/factors.ts'
import { filingCommand } from './commands/filing.ts'
import { findingsCommand } from './commands/findings.ts'
import { frameworksCommand } from './commands/frameworks.ts'
import { identityCommands } from './commands/identity.ts'
import { importCommand } from './commands/import.ts'
import { importsCommand } from './commands/imports.ts'
import { journalCommand } from './commands/journal.ts'
import { kitCommand } from './commands/kit.ts'
import { newCommand } from './commands/new.ts'
import { profileCommand } from './commands/profile.ts'
import { reportCommand } from './commands/report.ts'
import { scopeCommand } from './commands/scope.ts'
import { serveCommand } from './commands/serve.ts'
import { signCommand } from './commands/sign.ts'
import { statusCommand } from './commands/status.ts'
import { verifyCommand } from './commands/verify.ts'
import type { Io } from './io.ts'

const AFTER_HELP = `
Exit codes:
  0 done   1 unexpected   2 wrong usage   3 a gate said no (report blocked, verification failed, journal broken)
  4 input unreadable or rejected as a whole   5 passphrase wrong or missing

A day's work:
  $ tickmark new acme.tickmark --title "Q3 review" --client "Acme" --from 2026-07-01 --to 2026-09-30 --service pinpoint sso
  $ tickmark import acme.tickmark ./scans
  $ tickmark status acme.tickmark
  $ tickmark report acme.tickmark --service sso --out ./reports
  $ tickmark sign ./reports/REPORT.pdf --identity ID
  $ tickmark verify ./reports/REPORT-signed.pdf
`

/** Gives the command tree. It throws CommanderError instead of ending the process. */
export function createProgram(io: Io): Command {
  const program = new Command('tickmark')
    .description('Offline studio for security auditors: scans in, signed compliance-validation reports out.')
    .version(TICKMARK_VERSION, '--version', 'print the version')
    .helpOption('--help', 'show help; works after every command too')
    .enablePositionalOptions()
    .addHelpText('after', AFTER_HELP)
  const commands = [
    detectCommand(io),
    newCommand(io),
    scopeCommand(io),
    factorsCommand(io),
    importCommand(io),
    importsCommand(io),
    profileCommand(io),
    kitCommand(io),
    catalogCommand(io),
    statusCommand(io),
    coverageCommand(io),
    frameworksCommand(io),
    evidenceCommand(io),
    filingCommand(io),
    findingsCommand(io),
    criteriaCommand(io),
    awsReportsCommand(io),
    ...conclusionCommands(io),
    reportCommand(io),
    identityCommands(io),
    signCommand(io),
    verifyCommand(io),
    journalCommand(io),
    serveCommand(io),
    demoCommand(io),
  ]
  for (const command of commands) program.addCommand(command)
  for (const command of allOf(program)) settle(command, io)
  return program
}

/** Every command of the tree, the program itself first. */
export function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)]
}

function settle(command: Command, io: Io): void {
  command
    .helpOption('--help', 'show this help')
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => 110,
      getErrHelpWidth: () => 110,
    })
}
