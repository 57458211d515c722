// What a person can do about a file that was not read, or not read in full.
import type { FileOutcome } from '#domain/imports'

const AS_WINDOWS = 'with --encoding windows-1252, if it was written on Windows'

/** Gives the advice in words, or null where there is nothing to do. */
export function hintFor(outcome: FileOutcome, dryRun: boolean): string | null {
  if (outcome.outcome === 'already-imported') return null
  const isNotUtf8 = outcome.issues.some(({ code }) => code === 'bad-encoding')
  if (outcome.outcome === 'imported') {
    if (!isNotUtf8 || outcome.summary.encoding !== 'utf-8') return null
    return dryRun
      ? `Records were rejected because the text is not UTF-8: import it ${AS_WINDOWS}.`
      : `Records were rejected because the text is not UTF-8: take this import out (tickmark imports remove) and import the file again ${AS_WINDOWS}.`
  }
  if (outcome.detection?.formatId === 'ambiguous')
    return 'Name the file with --format ID to say what it is, e.g. --format prowler-ocsf; the answer is remembered for its bytes.'
  if (isNotUtf8 || outcome.detection?.encoding === 'windows-1252') return `The text is not UTF-8: name the file ${AS_WINDOWS}.`
  return null
}
