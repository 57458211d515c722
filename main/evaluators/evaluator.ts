// What an evaluator is: a pure function from evidence to a statement on criteria. What it sees is evidence.ts; what becomes of the
// statements of several is combine.ts.
import type { Place, ProposedVerdict } from '#domain/proposal'
import type { Command, Evidence } from './evidence.ts'

/** What an evaluator says. Make it with statement.ts, which keeps figures, lists and places together. */
export type Statement = {
  /** Null = the evidence does not decide; the reason says what is missing. */
  readonly verdict: ProposedVerdict | null
  /** Plain words with the figures; long lists shortened, with shown/total. */
  readonly reason: string
  /** The same with every list in full: what the digest is over. */
  readonly full: string
  readonly places: readonly Place[]
}

export type Evaluator = {
  readonly evaluatorId: string
  /** Ids of the catalog's criteria it speaks to. */
  readonly criterionIds: readonly string[]
  /** The answers it reads; nothing else is shown to it. */
  readonly reads: readonly Command[]
  readonly evaluate: (evidence: Evidence) => Statement
}
