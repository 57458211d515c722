// A report's version in a few words.
import type { ReportSummary } from '#domain/report'

/** `v3 draft`, `v4 final`, `v4 final, signed`. */
export const versionWords = ({ version, kind, signed }: Pick<ReportSummary, 'version' | 'kind' | 'signed'>): string =>
  `v${version} ${kind}${signed === null ? '' : ', signed'}`

/** The first digits of a hash, for telling versions apart at a glance; the whole stands in the details. */
export const shortHash = (sha256: string): string => sha256.slice(0, 12)
