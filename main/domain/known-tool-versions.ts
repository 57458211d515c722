// Versions of scanners that are known to write wrong or incomplete output, as data. Holds only what FORMATS.md states.
import type { FormatId } from './imports.ts'

export type KnownToolVersion = {
  readonly tool: string
  /** First version concerned. */
  readonly from: string
  /** First version no longer concerned; null = up to now. */
  readonly before: string | null
  /** Formats concerned; null = every file of that version, because what is wrong stands in its sister files, which name no version. */
  readonly formats: readonly FormatId[] | null
  /** Goes on from “The file was written by Prowler “4.0.1”, known to …”. */
  readonly wrong: string
  readonly source: string
}

const PROWLER_FILES = ['prowler-csv', 'prowler-ocsf', 'asff'] as const

export const KNOWN_TOOL_VERSIONS: readonly KnownToolVersion[] = [
  {
    tool: 'Prowler',
    from: '3.3.0',
    before: '3.3.1',
    formats: ['asff'],
    wrong: 'write the invalid compliance status INFOED for checks that a person has to do',
    source: 'FORMATS.md §4.10, §21',
  },
  {
    tool: 'Prowler',
    from: '3.3.0',
    before: '3.3.1',
    formats: ['asff'],
    wrong: 'give the same id to different findings, one passed and one failed: tools that merge by id lose some, Tickmark keeps each',
    source: 'FORMATS.md §23 T2, §24 (prowler #6138 #7050 #9913 #10054); measured 731 findings, 728 ids',
  },
  {
    tool: 'Prowler',
    from: '4.0.0',
    before: '4.1',
    formats: ['prowler-ocsf'],
    wrong: 'leave all compliance references out of the OCSF file: only the CSV file of the same run has them',
    source: 'FORMATS.md §4.6, §4.7',
  },
  {
    tool: 'Prowler',
    from: '4.0.0',
    before: '4.0.1',
    formats: ['prowler-ocsf'],
    wrong: 'name the check only inside the id of each finding',
    source: 'FORMATS.md §4.7',
  },
  {
    tool: 'Prowler',
    from: '4.0.0',
    before: '4.1',
    formats: PROWLER_FILES,
    wrong: 'write something else than UTF-8 on Windows: letters with accents and other signs may be damaged',
    source: 'FORMATS.md §2, §24 (prowler #3766 #3806 #3866 #3961 #4066)',
  },
  {
    tool: 'Prowler',
    from: '4.0.0',
    before: '4.1',
    formats: ['prowler-csv', 'prowler-ocsf'],
    wrong: 'give the same id to different findings: tools that merge by id lose some, Tickmark keeps each',
    source: 'FORMATS.md §4.6, §23 T2, §24 (prowler #6138 #7050 #9913 #10054); measured 705 findings, 680 ids',
  },
  {
    tool: 'Prowler',
    from: '4.0.0',
    before: null,
    formats: ['asff'],
    wrong: 'leave the checks that a person has to do out of ASFF files: this file cannot show what is still to be done',
    source: 'FORMATS.md §4.10',
  },
  {
    tool: 'Prowler',
    from: '5.25',
    before: null,
    formats: ['sarif'],
    wrong: 'write only failed checks to SARIF files: this file cannot prove that anything passed',
    source: 'FORMATS.md §4.11',
  },
]

/** The numeric parts a version begins with (`3.0-beta-21Nov2022` gives 3, 0); null where it begins with none. */
export function versionParts(version: string): readonly number[] | null {
  const numbers = /^\s*v?(\d{1,9}(?:\.\d{1,9})*)/i.exec(version)?.[1]
  return numbers === undefined ? null : numbers.split('.').map(Number)
}

/** Below 0 where `a` is the earlier one; parts that are not written count as 0. */
function compareParts(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether a version as written lies in the range of an entry; one without numbers lies in none. */
export function isInRange(version: string, { from, before }: Pick<KnownToolVersion, 'from' | 'before'>): boolean {
  const parts = versionParts(version)
  const isBefore = (limit: string): boolean => parts !== null && compareParts(parts, versionParts(limit) ?? []) < 0
  return parts !== null && !isBefore(from) && (before === null || isBefore(before))
}
