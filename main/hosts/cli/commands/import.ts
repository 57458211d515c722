// `tickmark import`: scans into evidence, with the balance sheet of what became of every record.
import { Argument, type Command, Option } from 'commander'
import { AppError, toAppError } from '#domain/errors'
import { balanceOf, FORMAT_IDS, FormatId } from '#domain/imports'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withEngagement } from '../session.ts'
import { type ImportResult, importDocument, importExitCode, importText, type ReadFile } from './import-result.ts'
import { detectPaths, type ScanFile } from './scan-files.ts'

/** What the contract takes in one call. */
const FILES_PER_CALL = 10_000

type Options = EngagementOptions & { readonly format?: string; readonly dryRun?: true }

export function importCommand(io: Io): Command {
  return engagementCommand('import', 'Import scan files. Folders are walked; what holds no records is listed and left out.', [
    'import acme.tickmark scans/prowler-output.ocsf.json',
    'import acme.tickmark ./scans --json',
    'import acme.tickmark odd-name.txt --format asff --dry-run',
  ])
    .argument('<file>', 'the engagement')
    .addArgument(new Argument('<paths...>', 'scan files and folders'))
    .addOption(new Option('--format <id>', 'take the files for this format instead of detecting it').choices(FORMAT_IDS))
    .option('--dry-run', 'read and count, but store nothing')
    .action(async (file: string, paths: readonly string[], options: Options) => {
      for (const path of paths) existing(io, path)
      const formatId = options.format === undefined ? undefined : FormatId.parse(options.format)
      const result = await withEngagement(io, file, options, async (session) => {
        const found = await detectPaths(session, io, paths)
        const wanted = found.filter((scan) => scan.isFile && (scan.named || scan.detection.importable || formatId !== undefined))
        const leftOut = found.filter((scan) => !wanted.includes(scan))
        return importAll(session, wanted, leftOut, { formatId, dryRun: options.dryRun === true })
      })
      const exitCode = importExitCode(result)
      deliver(io, { json: importDocument(result), text: importText(result), exitCode }, options.json === true)
    })
}

type How = { readonly formatId: FormatId | undefined; readonly dryRun: boolean }

async function importAll(session: Session, wanted: readonly ScanFile[], leftOut: readonly ScanFile[], how: How): Promise<ImportResult> {
  const read: ReadFile[] = []
  let run = { draftedFindings: 0, elapsedMs: 0, cancelled: false }
  for (let from = 0; from < wanted.length && !run.cancelled; from += FILES_PER_CALL) {
    const part = wanted.slice(from, from + FILES_PER_CALL)
    const files = part.map(({ token }) => ({ token, ...(how.formatId === undefined ? {} : { formatId: how.formatId }) }))
    const answer = await runPart(session, files, how.dryRun, read)
    read.push(...paired(part, answer))
    run = {
      draftedFindings: run.draftedFindings + answer.draftedFindings,
      elapsedMs: run.elapsedMs + answer.elapsedMs,
      cancelled: answer.cancelled,
    }
  }
  return { read, leftOut, run, dryRun: how.dryRun }
}

/** One call of the contract. An error that ends it also tells what earlier calls of this run imported. */
async function runPart(
  session: Session,
  files: { readonly token: string; readonly formatId?: FormatId }[],
  dryRun: boolean,
  before: readonly ReadFile[],
) {
  try {
    return await session.job((jobId) => session.call('imports.run', { jobId, files, dryRun }))
  } catch (error) {
    const { code, message, details } = toAppError(error)
    if (dryRun || before.length === 0) throw error
    const imported = before.filter(({ outcome }) => outcome.outcome === 'imported')
    const stored = imported.reduce((sum, { outcome }) => sum + balanceOf(outcome).stored, 0)
    throw new AppError(
      code,
      `${message} Of the ${before.length} files before these, ${imported.length} with ${stored} stored records were imported and are kept.`,
      {
        ...details,
        importedFiles: Number(details['importedFiles'] ?? 0) + imported.length,
        storedRecords: Number(details['storedRecords'] ?? 0) + stored,
      },
      { cause: error },
    )
  }
}

/** Outcomes come in the order of the files; only a cancelled run may answer for fewer. */
function paired(
  part: readonly ScanFile[],
  answer: { readonly files: readonly ReadFile['outcome'][]; readonly cancelled: boolean },
): ReadFile[] {
  if (answer.files.length !== part.length && !answer.cancelled)
    throw new AppError('unexpected', `${part.length} files were read but ${answer.files.length} outcomes came back.`)
  return answer.files.flatMap((outcome, index) => {
    const file = part[index]
    return file === undefined ? [] : [{ file, outcome }]
  })
}
