// What came back in the bundles of kits: which calls were answered, denied, failed or never made, and which answers are missing.

import type { KitCommandResult, KitResults } from '#contract/kit'
import { listIssues } from '#db/queries/imports'
import { readSource } from '#db/queries/source'
import type { ReadableDb } from '#db/types'
import { askedAbout, KitLine, noOutcomes } from '#domain/kit'
import { type CurrentKitCall, kitCalls } from './kit-answers.ts'

/** Calls listed per command; how many there are is always said. */
const MOST_OPEN = 50
const MOST_ISSUES = 200

/** The results of all bundles as they stand now. */
export function kitResults(db: ReadableDb): KitResults {
  const calls = kitCalls(db)
  const byCommand = Map.groupBy(calls, ({ call }) => `${call.service} ${call.topic} ${call.cli} ${call.operation}`)
  const byService = Map.groupBy(calls, ({ call }) => call.service)
  return {
    bundles: bundlesIn(db, calls),
    services: [...byService].map(([service, own]) => ({ service, counts: countsOf(own) })).sort((a, b) => (a.service < b.service ? -1 : 1)),
    commands: [...byCommand.values()].flatMap(resultOf).sort((a, b) => (a.service + a.command < b.service + b.command ? -1 : 1)),
  }
}

type Counts = KitCommandResult['counts']

function countsOf(calls: readonly CurrentKitCall[]): Counts {
  const counts: Counts = { ...noOutcomes(), missing: 0 }
  for (const { call, isHere } of calls) {
    if (isHere) counts[call.outcome] += 1
    else counts.missing += 1
  }
  return counts
}

const isOpen = ({ call: { outcome }, isHere }: CurrentKitCall): boolean => !isHere || (outcome !== 'answered' && outcome !== 'absent')

function resultOf(calls: readonly CurrentKitCall[]): readonly KitCommandResult[] {
  const [first] = calls
  if (first === undefined) return []
  const { service, topic, cli, operation } = first.call
  const open = calls.filter(isOpen)
  return [
    {
      service,
      topic,
      command: `${cli} ${operation}`,
      counts: countsOf(calls),
      open: open.slice(0, MOST_OPEN).map(({ call, isHere, evidenceId }) => ({
        evidenceId,
        outcome: call.outcome,
        account: call.account,
        region: call.region,
        asked: askedAbout(call),
        error: isHere
          ? call.error
          : 'The answer is not among the evidence: it was missing from the bundle, was changed, or its import was removed.',
      })),
      openTotal: open.length,
    },
  ]
}

type ManifestRow = { source_key: number; sha256: string; file_name: string; bytes: number; records: number }

/** A header is one line of some hundred bytes; the end line comes last. */
const HEAD_BYTES = 64 * 1024
const TAIL_BYTES = 1024

function bundlesIn(db: ReadableDb, calls: readonly CurrentKitCall[]): KitResults['bundles'] {
  const current = Map.groupBy(calls, ({ sha256 }) => sha256)
  return db
    .prepare<[], ManifestRow>(
      "SELECT source_key, sha256, file_name, bytes, records FROM sources WHERE format_id = 'kit-manifest' ORDER BY source_key DESC",
    )
    .all()
    .map((row) => {
      const head = readSource(db, row.source_key, 0, Math.min(row.bytes, HEAD_BYTES)).toString('utf8')
      const from = Math.max(0, row.bytes - TAIL_BYTES)
      const tail = readSource(db, row.source_key, from, row.bytes - from).toString('utf8')
      const header = lineOf(head.slice(0, head.indexOf('\n')))
      const last = lineOf(tail.trimEnd().slice(tail.trimEnd().lastIndexOf('\n') + 1))
      return {
        sha256: row.sha256,
        fileName: row.file_name,
        header: header?.type === 'header' ? header : null,
        whole: last?.type === 'end',
        calls: row.records,
        current: current.get(row.sha256)?.length ?? 0,
        // That some calls gave nothing is told call by call.
        problems: listIssues(db, row.sha256, 0, MOST_ISSUES)
          .rows.filter(({ code }) => code !== 'tool-failure')
          .map(({ message }) => message),
      }
    })
}

function lineOf(text: string): KitLine | null {
  try {
    return KitLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
