// Reads one consistent view of the engagement and makes the PDF of one service from it, away from the main thread.

import { openSibling } from '#db/open'
import type { DbLocation } from '#db/types'
import { AppError } from '#domain/errors'
import { createCatalog } from '../catalog/catalog.ts'
import { checkBalance } from '../report/balance.ts'
import { renderReport } from '../report/render.ts'
import type { ReportSource } from '../report/source.ts'
import { proveJournal } from '../views/journal-proof.ts'
import { type ReportOrder, readReportSource } from '../views/report-source.ts'
import type { JobContext, Jobs } from './jobs.ts'

type Reading = { readonly sources: readonly ReportSource[]; readonly journalProblems: readonly string[] }

function read(location: DbLocation, orders: readonly ReportOrder[]): Reading {
  const db = openSibling(location)
  try {
    db.pragma('query_only = ON')
    const catalog = createCatalog()
    return db.transaction(() => ({
      sources: orders.map((order) => readReportSource(db, catalog, order)),
      // The chain and the states; reading every byte again is `journal verify`'s part.
      journalProblems: proveJournal(db, { deep: false })
        .problems.filter((p) => p.code !== 'clock-went-back')
        .map((p) => p.message),
    }))()
  } finally {
    db.close()
  }
}

/** Throws AppError('journal-broken') before any page is laid out on a file that was changed outside Tickmark. */
export async function reportJob({ db, order }: Jobs['report']['input'], context: JobContext): Promise<Jobs['report']['output']> {
  context.progress({ step: 'reading', done: 0, total: 3, records: 0 })
  const { sources, journalProblems } = read(db, [order])
  const [source] = sources
  if (!source) throw new Error('no report source')
  if (journalProblems[0] !== undefined) throw journalBroken(journalProblems)
  context.throwIfCancelled()
  context.progress({ step: 'laying out', done: 1, total: 3, records: source.evidence.length })
  const { pdf, pages, balance, dataSha256 } = await renderReport(source)
  context.throwIfCancelled()
  context.progress({ step: 'done', done: 3, total: 3, records: source.evidence.length })
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

/** Per order: what would refuse the report now, and what is still open. */
export async function readinessJob({ db, orders }: Jobs['readiness']['input']): Promise<Jobs['readiness']['output']> {
  const { sources, journalProblems } = read(db, orders)
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
