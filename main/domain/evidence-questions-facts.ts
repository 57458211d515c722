// What the questions about a file are asked with: the file's facts, the scope they are held against, and an answer.
import type { Engagement } from './engagement.ts'
import type { ResultCounts, TimeQuality } from './evidence.ts'
import { sumOf } from './evidence.ts'
import type { FormatId } from './imports.ts'

/** What one file says as a whole. */
export type FileFacts = {
  readonly formatId: FormatId
  /** Records kept and rejected. */
  readonly records: number
  /** Of the records kept, as are the scopes and the times. */
  readonly byResult: ResultCounts
  /** Where the file looked, with the first and last time it names there. */
  readonly scopes: readonly {
    readonly account: string | null
    readonly region: string | null
    readonly scannerService: string | null
    readonly seenFrom: string | null
    readonly seenTo: string | null
    readonly records: number
  }[]
  readonly tools: readonly string[]
  readonly versions: readonly string[]
  readonly timeQualities: Readonly<Record<TimeQuality, number>>
  readonly seenFrom: string | null
  readonly seenTo: string | null
}

/** The part of an engagement that evidence is held against. */
export type AskedScope = Pick<Engagement, 'periodFrom' | 'periodTo' | 'accounts' | 'regions'>

/** A warning: one sentence, and how many records it concerns (1 where it concerns the file). */
export type Answer = { readonly message: string; readonly count: number }

/** Asks one thing of a file; no answer means nothing to say. `now` is the clock's ISO instant. */
export type Question = (facts: FileFacts, scope: AskedScope, now: string) => readonly Answer[]

/** Records that were kept; what was rejected says nothing. */
export const keptOf = (facts: FileFacts): number => sumOf(facts.byResult)
export const datedOf = (facts: FileFacts): number => keptOf(facts) - facts.timeQualities.none
