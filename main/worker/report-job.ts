// Reads one consistent view of the engagement and makes the PDF of one service from it, away from the main thread.

import { AppError } from '#domain/errors'
import { renderReport } from '../report/render.ts'
import type { JobContext, Jobs } from './jobs.ts'
import { readSources } from './report-reading.ts'

/** Throws AppError('journal-broken') before any page is laid out on a file that was changed outside Tickmark. */
export async function reportJob({ db, order }: Jobs['report']['input'], context: JobContext): Promise<Jobs['report']['output']> {
  context.progress({ step: 'reading', done: 0, total: null, records: 0 })
  const { sources, journalProblems } = readSources(db, [order])
  const [source] = sources
  if (!source) throw new Error('no report source')
  if (journalProblems[0] !== undefined) throw journalBroken(journalProblems)
  const records = source.evidence.length
  const { pdf, pages, balance, dataSha256 } = await renderReport(source, { onStep: (step) => context.progress({ ...step, records }) })
  return {
    pdf: new Uint8Array(pdf),
    pages,
    balance,
    dataSha256,
    serviceName: source.service.name,
    openPoints: source.openPoints,
    journal: source.journal,
  }
}

const journalBroken = (problems: readonly string[]): AppError =>
  new AppError('journal-broken', `No report is made from a broken journal: ${problems[0] ?? ''}`, { problems: problems.slice(0, 20) })
