// What became of a call, in words, colours and shapes.
import type { KitOutcome } from '#domain/kit'
import type { Look } from '../../design/marks.tsx'

/** `missing`: the manifest names an answer that is not among the evidence. */
export type CallState = KitOutcome | 'missing'

export const STATES: readonly CallState[] = ['answered', 'absent', 'access-denied', 'failed', 'not-run', 'missing']

export const STATE_WORDS: Readonly<Record<CallState, string>> = {
  answered: 'Answered',
  absent: 'None there',
  'access-denied': 'Access denied',
  failed: 'Failed',
  'not-run': 'Not made',
  missing: 'Answer missing',
}

export const STATE_HINTS: Readonly<Record<CallState, string>> = {
  answered: 'The answer is among the evidence.',
  absent: 'The service says that there is no such thing: a fact.',
  'access-denied': 'Not tested: who collected may not ask this.',
  failed: 'Not tested: any other error, for example a region without the service.',
  'not-run': 'Not tested: what names the things to ask about was not answered.',
  missing: 'Not tested: the manifest names an answer that was missing, was changed, or whose import was removed.',
}

export const STATE_LOOKS: Readonly<Record<CallState, Look>> = {
  answered: { tone: 'good', shape: 'circle-check' },
  absent: { tone: 'calm', shape: 'circle-i' },
  'access-denied': { tone: 'broken', shape: 'triangle-alert' },
  failed: { tone: 'bad', shape: 'square-cross' },
  'not-run': { tone: 'quiet', shape: 'chevrons-right' },
  missing: { tone: 'odd', shape: 'circle-query' },
}

/** Where and about what a call asked, in one line; null where neither is told. */
export function placeText({
  account,
  region,
  asked,
}: {
  readonly account: string | null
  readonly region: string | null
  readonly asked: string | null
}): string | null {
  const words = [region, asked, account].filter((word) => word !== null)
  return words.length === 0 ? null : words.join(' · ')
}

/** The folder of a bundle: `tickmark-bundle-20260302T093000Z`. */
export const bundleName = (fileName: string): string => fileName.split('/').at(-2) ?? fileName
