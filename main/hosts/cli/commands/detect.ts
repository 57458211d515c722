// `tickmark detect`: says what each file is, without importing anything.
import type { Command } from 'commander'
import { command, type SharedOptions } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, withApp } from '../session.ts'
import { plural, size, table } from '../text.ts'
import { detectPaths, eachOnce } from './scan-files.ts'

export function detectCommand(io: Io): Command {
  return command(
    'detect',
    'Say what each file is, without importing it. Folders and archives (zip, tar, tar.gz, gz) are walked. Judged by content, never by name.',
    ['detect scans/prowler-output.ocsf.json', 'detect ./scans evidence.zip --json'],
  )
    .argument('<paths...>', 'files, folders and archives')
    .action(async (paths: readonly string[], options: SharedOptions) => {
      for (const path of paths) existing(io, path)
      const found = eachOnce(await withApp(io, options, (session) => detectPaths(session, io, paths)))
      const rows = found.map(({ path, bytes, isFile, detection }) => ({
        path,
        bytes,
        formatId: detection.formatId,
        label: detection.label,
        confidence: detection.confidence,
        toolVersion: detection.toolVersion,
        encoding: isFile ? detection.encoding : null,
        reason: detection.reason,
        importable: detection.importable,
      }))
      const text = table(
        [
          { title: 'FILE' },
          { title: 'SIZE', align: 'right' },
          { title: 'FORMAT' },
          { title: 'CONFIDENCE' },
          { title: 'VERSION' },
          { title: 'ENCODING' },
          { title: 'WHY' },
        ],
        rows.map((row) => [
          row.path,
          row.bytes === null ? null : size(row.bytes),
          row.formatId,
          row.confidence,
          row.toolVersion,
          row.encoding,
          row.reason,
        ]),
      )
      deliver(io, { json: rows, text: `${text}\n\n${plural(rows.length, 'file')}` }, options.json === true)
    })
}
