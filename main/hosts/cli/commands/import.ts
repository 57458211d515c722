// `tickmark import`: scans into evidence, with the balance sheet of what became of every record.
import { basename, resolve } from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { type ChangeCounts, type ImportSummary, TextEncodingName } from '#domain/imports'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withEngagement } from '../session.ts'
import { checkDirections, DIRECTABLE_FORMATS, type DirectionOptions, directionsFor } from './import-directions.ts'
import { type ImportResult, importDocument, importExitCode } from './import-result.ts'
import { importText } from './import-text.ts'
import { choose, detectPaths, eachOnce, paired, type ReadFile } from './scan-files.ts'

type Options = EngagementOptions & DirectionOptions & { readonly name?: string; readonly dryRun?: true }

const LONGEST_NAME = 500

export function importCommand(io: Io): Command {
  return engagementCommand(
    'import',
    'Import scan files as one import: all of it is kept, or nothing. Folders and archives (zip, tar, tar.gz, gz) are walked; what holds no records is listed and left out.',
    [
      'import acme.tickmark scans/prowler-output.ocsf.json',
      'import acme.tickmark ./scans evidence.zip --name "Q3 collection" --json',
      'import acme.tickmark ./scans --dry-run                                    (reads and counts, stores nothing)',
      'import acme.tickmark empty.json --format prowler-ocsf                     (what names no tool; remembered for its bytes)',
      'import acme.tickmark export.csv --encoding windows-1252                   (text that is not UTF-8)',
      'import acme.tickmark apps.json --aws-service pinpoint --aws-operation get-apps',
      'import acme.tickmark own.csv --profile mapping.json                       (a CSV or JSON of your own)',
    ],
  )
    .argument('<file>', 'the engagement')
    .addArgument(new Argument('<paths...>', 'scan files, folders and archives'))
    .addOption(new Option('--format <id>', 'take the files for this format instead of detecting it').choices(DIRECTABLE_FORMATS))
    .addOption(
      new Option(
        '--encoding <name>',
        'read the files named as this; in folders and archives only those that are not UTF-8 and carry no mark',
      ).choices(TextEncodingName.options),
    )
    .option('--aws-service <name>', 'the files are answers of this service of the AWS CLI, e.g. pinpoint')
    .option('--aws-operation <name>', '… and of this operation, e.g. get-apps')
    .option('--profile <mapping>', 'read the files by a mapping: the name of a saved one, or a file ending in .json')
    .option('--name <text>', 'what the import is called (default: what was named)')
    .option('--dry-run', 'read and count, but store nothing')
    .action(async (file: string, paths: readonly string[], options: Options) => {
      for (const path of paths) existing(io, path)
      checkDirections(options)
      const result = await withEngagement(io, file, options, (session) => runImport(session, io, paths, options))
      const exitCode = importExitCode(result)
      deliver(io, { json: importDocument(result), text: importText(result), exitCode }, options.json === true)
    })
}

async function runImport(session: Session, io: Io, paths: readonly string[], options: Options): Promise<ImportResult> {
  const { call, job } = session
  const dryRun = options.dryRun === true
  const directionsOf = await directionsFor(session, io, options)
  const named = await detectPaths(session, io, paths)
  const { chosen, expected } = choose(named, directionsOf)
  const asked = new Set(expected.map(({ token }) => token))
  const notAsked = eachOnce(named).filter(({ token }) => !asked.has(token))
  const before = dryRun ? [] : await call('imports.list', {})
  const { files, ...run } = await job((jobId) =>
    call('imports.run', { jobId, files: [...chosen], dryRun, name: options.name ?? nameOf(io, paths) }),
  )
  const read = paired(expected, files)
  return {
    read,
    notAsked,
    run,
    earlier: await importsMet(session, read, run.import),
    onEarlier: run.import === null || before.length === 0 ? null : await effectOnEarlier(session, before),
    dryRun,
  }
}

/** The last part of what was named; several named things joined. */
function nameOf(io: Io, paths: readonly string[]): string {
  const names = [...new Set(paths.map((path) => basename(resolve(io.cwd, path)) || path))]
  const joined = names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  return joined.length <= LONGEST_NAME ? joined : `${joined.slice(0, LONGEST_NAME - 1)}…`
}

/** The imports that brought the same bytes before, as they stand now. */
async function importsMet({ call }: Session, read: readonly ReadFile[], own: ImportSummary | null): Promise<readonly ImportSummary[]> {
  const ids = read.flatMap(({ outcome }) => (outcome.outcome === 'already-imported' ? [outcome.summary.importId] : []))
  const others = [...new Set(ids)].filter((importId) => importId !== own?.importId)
  return Promise.all(others.map((importId) => call('imports.get', { importId })))
}

/** What the import did to the records of those before it. */
async function effectOnEarlier({ call }: Session, before: readonly ImportSummary[]): Promise<ImportResult['onEarlier']> {
  const known = new Set(before.map(({ importId }) => importId))
  const now = (await call('imports.list', {})).filter(({ importId }) => known.has(importId))
  const grown = (key: keyof ChangeCounts): number => sumOf(now, key) - sumOf(before, key)
  return {
    superseded: grown('superseded'),
    gone: grown('gone'),
    restated: grown('restated'),
    notScannedAgain: grown('notScannedAgain'),
  }
}

const sumOf = (imports: readonly ImportSummary[], key: keyof ChangeCounts): number =>
  imports.reduce((sum, { changes }) => sum + changes[key], 0)
