// `tickmark coverage`: the coverage map, services down, topics across.
import type { Command } from 'commander'
import type { Coverage } from '#domain/coverage'
import { sumOf } from '#domain/evidence'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { blocks, figure, table } from '../text.ts'

export function coverageCommand(io: Io): Command {
  return engagementCommand('coverage', 'The coverage map: what was tested, how it came out, and what was not tested.', [
    'coverage acme.tickmark',
    'coverage acme.tickmark --json',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const coverage = await withEngagement(io, file, options, ({ call }) => call('coverage.get', {}))
      deliver(io, { json: coverageDocument(coverage), text: coverageText(coverage) }, options.json === true)
    })
}

/** Gives the JSON document of `coverage`; `counts` are evidence records by result. */
export const coverageDocument = (coverage: Coverage) => ({
  ...coverage,
  services: coverage.services.map((row) => ({
    ...row,
    topics: row.topics.map(({ evidence, ...cell }) => ({ ...cell, counts: evidence })),
  })),
})

function coverageText(coverage: Coverage): string {
  const columns = coverage.topics.map(({ label }, index) => ({ title: String(index + 1), label }))
  const rows = coverage.services.map((row) => [
    row.key,
    ...coverage.topics.map(({ topic }) => {
      const cell = row.topics.find((candidate) => candidate.topic === topic)
      if (cell === undefined || cell.state === 'not-in-chapter') return '.'
      const records = sumOf(cell.evidence)
      return records === 0 ? cell.state : `${cell.state} ${figure(records)}`
    }),
    sumOf(row.unfiled),
    sumOf(row.evidence),
  ])
  return blocks(
    columns.map(({ title, label }) => `${title.padStart(2)}  ${label}`).join('\n'),
    coverage.services.length === 0
      ? 'No service is in scope and none was seen.'
      : table(
          [
            { title: 'SERVICE' },
            ...columns.map(({ title }) => ({ title })),
            { title: 'NO TOPIC', align: 'right' as const },
            { title: 'EVIDENCE', align: 'right' as const },
          ],
          rows,
        ),
    `${figure(sumOf(coverage.total))} records of evidence, ${figure(sumOf(coverage.unfiled))} of them filed under no service. A point: not a topic of that service's chapter.`,
  )
}
