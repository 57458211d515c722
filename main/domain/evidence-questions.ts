// What an auditor asks of a file before believing it: is it old, is it of the right account, did it look everywhere, can this
// version of the tool be trusted? Each answer is a warning of the import (FORMATS.md §23, traps T9, T12, T14).
import { type AskedScope, type FileFacts, keptOf, type Question } from './evidence-questions-facts.ts'
import { isMissingRegions, isOfOtherAccounts, isOfOtherRegions, isWithoutAccount } from './evidence-questions-place.ts'
import { isBeforeAws, isInFuture, isOld, isOutsidePeriod, isTooLong, isUndated, isWithoutOffset } from './evidence-questions-time.ts'
import { isKnownBadVersion, isToolFailure } from './evidence-questions-tool.ts'
import type { ImportIssue, IssueCode } from './imports.ts'

export type { AskedScope, FileFacts } from './evidence-questions-facts.ts'

/** In the order in which the answers are told. */
const QUESTIONS: readonly { readonly code: IssueCode; readonly ask: Question }[] = [
  { code: 'scan-outside-period', ask: isOutsidePeriod },
  { code: 'scan-outside-period', ask: isOld },
  { code: 'account-out-of-scope', ask: isOfOtherAccounts },
  { code: 'region-out-of-scope', ask: isOfOtherRegions },
  { code: 'region-missing', ask: isMissingRegions },
  { code: 'account-unknown', ask: isWithoutAccount },
  { code: 'tool-failure', ask: isToolFailure },
  { code: 'clock-odd', ask: isInFuture },
  { code: 'clock-odd', ask: isBeforeAws },
  { code: 'clock-odd', ask: isWithoutOffset },
  { code: 'clock-odd', ask: isUndated },
  { code: 'clock-odd', ask: isTooLong },
  { code: 'known-bad-version', ask: isKnownBadVersion },
]

/** Gives the warnings about a file, none where it keeps no record. `now` is the clock's ISO instant. */
export function askEvidence(facts: FileFacts, scope: AskedScope, now: string): readonly ImportIssue[] {
  if (keptOf(facts) === 0) return []
  return QUESTIONS.flatMap(({ code, ask }) =>
    ask(facts, scope, now).map(({ message, count }) => ({
      kind: 'warning' as const,
      code,
      message,
      pointer: null,
      count: Math.max(1, count),
    })),
  )
}
