// Writes Prowler results as Prowler 5.13 and later write their CSV file: 42 columns, semicolons, CRLF, naive local time (FORMATS.md §4.6).
import { PROWLER_CHECKS, type ProwlerCheck } from './prowler-checks.ts'
import type { ProwlerResult } from './prowler-results.ts'

/** Quoted where Python's csv module quotes: delimiter, quote or line end inside. */
const cell = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The whole file's text. `scannedAt` is written as it stands: local time without an offset. */
export function prowlerCsv(
  account: string,
  accountName: string,
  version: string,
  scannedAt: string,
  results: readonly ProwlerResult[],
): string {
  const rows = results.map((r) => {
    const check: ProwlerCheck = PROWLER_CHECKS[r.check]
    return {
      AUTH_METHOD: 'profile: harbour-finch-audit',
      TIMESTAMP: scannedAt,
      ACCOUNT_UID: account,
      ACCOUNT_NAME: accountName,
      ACCOUNT_EMAIL: '',
      ACCOUNT_ORGANIZATION_UID: 'o-hf4examp1e',
      ACCOUNT_ORGANIZATION_NAME: 'Harbour & Finch Ltd',
      ACCOUNT_TAGS: '',
      FINDING_UID: `prowler-aws-${r.check}-${account}-${r.region}-${r.name}`,
      PROVIDER: 'aws',
      CHECK_ID: r.check,
      CHECK_TITLE: check.title,
      CHECK_TYPE: 'Software and Configuration Checks',
      STATUS: r.status,
      STATUS_EXTENDED: r.detail,
      MUTED: r.muted ? 'True' : 'False',
      SERVICE_NAME: check.service,
      SUBSERVICE_NAME: '',
      SEVERITY: r.severity === null ? '' : check.severity,
      RESOURCE_TYPE: check.type,
      RESOURCE_UID: r.arn,
      RESOURCE_NAME: r.name,
      RESOURCE_DETAILS: '',
      RESOURCE_TAGS: '',
      PARTITION: 'aws',
      REGION: r.region,
      DESCRIPTION: `Checks whether this holds: ${check.title}.`,
      RISK: check.risk,
      RELATED_URL: '',
      REMEDIATION_RECOMMENDATION_TEXT: check.remedy,
      REMEDIATION_RECOMMENDATION_URL: check.url,
      REMEDIATION_CODE_NATIVEIAC: '',
      REMEDIATION_CODE_TERRAFORM: '',
      REMEDIATION_CODE_CLI: check.cli,
      REMEDIATION_CODE_OTHER: '',
      COMPLIANCE: Object.entries(check.compliance)
        .map(([framework, ids]) => `${framework}: ${ids.join(', ')}`)
        .join(' | '),
      CATEGORIES: check.categories.join(', '),
      DEPENDS_ON: '',
      RELATED_TO: '',
      NOTES: '',
      PROWLER_VERSION: version,
      ADDITIONAL_URLS: '',
    }
  })
  const header = Object.keys(rows[0] ?? {})
  return [header, ...rows.map((row) => Object.values(row))].map((cells) => `${cells.map(cell).join(';')}\r\n`).join('')
}
