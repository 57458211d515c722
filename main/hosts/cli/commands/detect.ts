// `tickmark detect`: says what each file is, without importing anything.
import type { Command } from 'commander'
import { command, type SharedOptions } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, withApp } from '../session.ts'
import { plural, table } from '../text.ts'
import { detectPaths } from './scan-files.ts'

export function detectCommand(io: Io): Command {
  return command('detect', 'Say what each file is, without importing it. Folders are walked.', [
    'detect scans/prowler-output.ocsf.json',
    'detect ./scans --json',
  ])
    .argument('<paths...>', 'files and folders')
    .action(async (paths: readonly string[], options: SharedOptions) => {
      for (const path of paths) existing(io, path)
      const found = await withApp(io, options, (session) => detectPaths(session, io, paths))
      const rows = found.map(({ path, detection }) => ({
        path,
        formatId: detection.formatId,
        label: detection.label,
        confidence: detection.confidence,
        toolVersion: detection.toolVersion,
        reason: detection.reason,
        importable: detection.importable,
      }))
      const text = table(
        [{ title: 'FILE' }, { title: 'FORMAT' }, { title: 'CONFIDENCE' }, { title: 'VERSION' }, { title: 'WHY' }],
        rows.map((row) => [row.path, row.formatId, row.confidence, row.toolVersion, row.reason]),
      )
      deliver(io, { json: rows, text: `${text}\n\n${plural(rows.length, 'file')}` }, options.json === true)
    })
}
