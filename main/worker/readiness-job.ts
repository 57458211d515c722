// Draws up what would refuse a report now, without laying out a page.
import { checkBalance } from '../report/balance.ts'
import type { Jobs } from './jobs.ts'
import { readSources } from './report-reading.ts'

/** Per order: what would refuse the report now, and what is still open. */
export async function readinessJob({ db, orders }: Jobs['readiness']['input']): Promise<Jobs['readiness']['output']> {
  const { sources, journalProblems } = readSources(db, orders)
  return sources.map((source) => {
    const balance = checkBalance(source)
    return {
      service: source.service.key,
      serviceName: source.service.name,
      balance,
      openPoints: source.openPoints,
      blockers: [
        ...balance.lines
          .filter((line) => !line.holds)
          .map((line) => ({ code: line.code, message: `${line.statement}: ${line.left} ≠ ${line.right}` })),
        ...journalProblems.map((message) => ({ code: 'journal-broken', message })),
      ],
    }
  })
}
