// A report's version in a few words.
import type { ReportSummary } from '#domain/report'

/** `v3 draft`, `v4 final`, `v4 final, signed`. */
export const versionWords = ({ version, kind, signed }: Pick<ReportSummary, 'version' | 'kind' | 'signed'>): string =>
  `v${version} ${kind}${signed === null ? '' : ', signed'}`
