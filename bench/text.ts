// The figures as tables for people.
import type { AnswersCase } from './answers.ts'
import type { CoverageCase } from './coverage.ts'
import type { AgainCase, Beside, ImportCase } from './import-cases.ts'
import { MEGABYTE } from './inputs/write.ts'

const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(0)} MB`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
const count = (n: number): string => Math.round(n).toLocaleString('en-US')
const row = (cells: readonly string[]): string => cells.map((cell, index) => (index === 0 ? cell.padEnd(34) : cell.padStart(16))).join('')

export function caseText({ formatId, bytes, records, runs, import: ours, jsonParse, peer }: ImportCase, peerName: string): string {
  const beside = (name: string, other: Beside | null): string[] => {
    if (other === null) return []
    if ('cannot' in other) return [row([name, `cannot: ${other.cannot}`])]
    const { ms, megabytesPerSecond, peakBytes } = other
    return [
      row([name, seconds(ms), `${megabytesPerSecond.toFixed(1)} MB/s`, '', megabytes(peakBytes), '', `x ${(ms / ours.ms).toFixed(2)}`]),
    ]
  }
  return [
    `${formatId}, ${megabytes(bytes)}, ${count(records)} records; ${runs === 1 ? 'one run' : `medians of ${runs} runs`}`,
    row(['', 'time', 'speed', 'records/s', 'peak memory', 'on disk', 'of our time']),
    row([
      'tickmark import (encrypted)',
      seconds(ours.ms),
      `${ours.megabytesPerSecond.toFixed(1)} MB/s`,
      count(ours.recordsPerSecond),
      megabytes(ours.peakBytes),
      megabytes(ours.engagementBytes),
      '',
    ]),
    ...beside('JSON.parse of the whole file', jsonParse),
    ...beside(`${peerName} (converts only)`, peer),
  ].join('\n')
}

export const againText = ({ records, bytes, first, same, newer }: AgainCase): string =>
  [
    `${count(records)} ASFF records (${megabytes(bytes)}) again, one run`,
    row(['', 'time', 'peak memory', 'on disk', '']),
    ...(
      [
        ['first', first],
        ['the same bytes', same],
        ['a newer scan of the same', newer],
      ] as const
    ).map(([name, run]) =>
      row([
        name,
        seconds(run.elapsedMs),
        megabytes(run.peakBytes),
        megabytes(run.engagementBytes),
        run.outcome === 'imported' ? `unchanged ${count(run.changes['unchanged'] ?? 0)}` : run.outcome,
      ]),
    ),
  ].join('\n')

export const answersText = ({ records, idle, importing, importMs }: AnswersCase): string =>
  [
    `answers to app.info, while ${count(records)} ASFF records are imported (${seconds(importMs)})`,
    row(['', 'answers', 'p50', 'p99', 'longest']),
    ...(
      [
        ['idle', idle],
        ['importing', importing],
      ] as const
    ).map(([name, a]) => row([name, count(a.count), `${a.p50.toFixed(1)} ms`, `${a.p99.toFixed(1)} ms`, `${a.max.toFixed(1)} ms`])),
  ].join('\n')

export const coverageText = (c: CoverageCase): string => {
  const line = (name: string, { firstMs, ms, bytes }: CoverageCase['map']): string =>
    row([name, milliseconds(firstMs), milliseconds(ms), `${Math.round(bytes / 1000)} kB`, `x ${(c.groupByMs / ms).toFixed(1)}`])
  return [
    `Coverage of ${count(c.records)} records (${megabytes(c.engagementBytes)} on disk), ${c.services} services, over the loopback`,
    row(['', 'first answer', 'after it', 'answer', 'GROUP BY / ours']),
    line('coverage.get after the import', c.map),
    line('coverage.get, program anew', c.anew),
    line('coverage.services (all places)', c.depth),
    line('overview.get', c.overview),
    `A plain GROUP BY over the rows: ${seconds(c.groupByMs)}. The import took ${seconds(c.importMs)}.`,
  ].join('\n')
}

const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`
