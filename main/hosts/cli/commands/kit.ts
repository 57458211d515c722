// `tickmark kit`: the collection kit a client runs: what it would call, making it, importing what came back, and what that holds.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { Output } from '#contract'
import { collect, command, type EngagementOptions, engagementCommand, type SharedOptions } from '../arguments.ts'
import { EXIT } from '../exit-codes.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withApp, withEngagement } from '../session.ts'
import { copyToFreePath, freePath } from './free-path.ts'
import { type ImportResult, importDocument, importExitCode } from './import-result.ts'
import { importText } from './import-text.ts'
import { commandsText, importedText, type MadeKit, madeText, type ProposalCount, resultsText } from './kit-text.ts'
import { choose, detectPaths, paired } from './scan-files.ts'

export const kitCommand = (io: Io): Command =>
  new Command('kit')
    .description('The collection kit: read-only commands of the AWS CLI for the client to run, and the bundle that comes back.')
    .addCommand(makeCommand(io))
    .addCommand(importCommand(io))
    .addCommand(showCommand(io))
    .addCommand(commandsCommand(io))

type MakeOptions = SharedOptions & {
  readonly service: readonly string[]
  readonly account?: readonly string[]
  readonly region?: readonly string[]
  readonly out: string
}

function makeCommand(io: Io): Command {
  return command(
    'make',
    'Write a kit: a folder and a ZIP with the scripts, the list of their commands and the IAM policy they need. Needs no engagement.',
    [
      'kit make --service pinpoint sso --out ./kit',
      'kit make --service s3 --account 111122223333 --region eu-west-1 eu-central-1 --out ./kit',
    ],
  )
    .requiredOption('--service <keys...>', 'catalog keys of the services', collect)
    .option('--account <ids...>', 'the kit refuses to run in any other account', collect)
    .option('--region <names...>', 'regions to collect from (default: all regions of the account)', collect)
    .requiredOption('--out <folder>', 'folder for the kit; made where missing, nothing in it is overwritten')
    .action(async (options: MakeOptions) => {
      const made = await withApp(io, options, (session) => makeKit(session, options, resolve(io.cwd, options.out)))
      deliver(io, { json: made, text: madeText(made) }, options.json === true)
    })
}

const SCRIPT_MODE = 0o755
const FILE_MODE = 0o644

async function makeKit({ call, pathOf }: Session, { service, account = [], region = [] }: MakeOptions, out: string): Promise<MadeKit> {
  const kit = await call('kit.make', { services: [...service], accounts: [...account], regions: [...region] })
  mkdirSync(out, { recursive: true })
  const folder = freePath(out, kit.fileName.replace(/\.zip$/, ''))
  mkdirSync(folder)
  for (const { name, text, executable } of kit.files)
    writeFileSync(join(folder, name), text, { flag: 'wx', mode: executable ? SCRIPT_MODE : FILE_MODE })
  const zip = copyToFreePath(pathOf(kit.file), out, kit.fileName)
  return { folder, zip, sha256: kit.sha256, commands: kit.commands, files: kit.files.map(({ name }) => name) }
}

type Imported = Output<'kit.import'>

function importCommand(io: Io): Command {
  return engagementCommand(
    'import',
    'Import a bundle: every answer under the call its manifest names, and every call that was denied or not made. Exit code 3 where something in the bundle was changed, is missing or is named by no call.',
    ['kit import acme.tickmark tickmark-bundle-20260301T100000Z.zip', 'kit import acme.tickmark ./tickmark-bundle-20260301T100000Z --json'],
  )
    .argument('<file>', 'the engagement')
    .argument('<bundle>', 'the folder, .zip or .tar.gz the kit made')
    .action(async (file: string, bundle: string, options: EngagementOptions) => {
      existing(io, bundle)
      const { imported, result, proposals } = await withEngagement(io, file, options, (session) => importBundle(session, io, bundle))
      const { problems, results } = imported
      const exitCode = problems.length > 0 && !imported.run.cancelled ? EXIT.refused : importExitCode(result)
      const json = { ...importDocument(result), problems, results, proposals }
      deliver(io, { json, text: importedText(imported, importText(result), proposals), exitCode }, options.json === true)
    })
}

async function importBundle(session: Session, io: Io, bundle: string) {
  const { call, job, tokenOf } = session
  const { expected } = choose(await detectPaths(session, io, [bundle]), () => null)
  const imported: Imported = await job((jobId) => call('kit.import', { jobId, files: [tokenOf(bundle)] }))
  const { files, ...run } = imported.run
  const result: ImportResult = {
    read: paired(expected, files),
    notAsked: [],
    run,
    earlier: [],
    onEarlier: null,
    dryRun: false,
  }
  return { imported, result, proposals: await proposalsFor(session, imported) }
}

/** What the evidence suggests for the services the kit was made for; a person decides. */
async function proposalsFor({ call }: Session, { results }: Imported): Promise<readonly ProposalCount[]> {
  const services = new Set(results.bundles[0]?.header?.services ?? [])
  const counts: ProposalCount[] = []
  for (const service of services) {
    const proposed = await call('criteria.proposals', { service })
    counts.push({ service, proposals: proposed.filter(({ proposal }) => proposal.verdict !== null).length })
  }
  return counts
}

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show what came back: answered, denied, missing, by service and by command.', [
    'kit show acme.tickmark',
    'kit show acme.tickmark --json',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const results = await withEngagement(io, file, options, ({ call }) => call('kit.results', {}))
      deliver(io, { json: results, text: resultsText(results) }, options.json === true)
    })
}

function commandsCommand(io: Io): Command {
  return command('commands', 'List what a kit for these services would call, with purpose and IAM permission. Needs no engagement.', [
    'kit commands --service pinpoint sso',
  ])
    .requiredOption('--service <keys...>', 'catalog keys of the services', collect)
    .action(async (options: SharedOptions & { readonly service: readonly string[] }) => {
      const { commands } = await withApp(io, options, ({ call }) => call('kit.commands', { services: [...options.service] }))
      deliver(io, { json: commands, text: commandsText(commands) }, options.json === true)
    })
}
