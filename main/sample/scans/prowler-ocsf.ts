// Writes Prowler results as Prowler 5 writes its OCSF file: one JSON array of Detection Findings (FORMATS.md §4.7).
import { PROWLER_CHECKS, type ProwlerCheck } from './prowler-checks.ts'
import type { ProwlerResult } from './prowler-results.ts'

const SEVERITY_IDS = { low: 2, medium: 3, high: 4, critical: 5 } as const
const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** The whole file's text. `scannedAt` is seconds since 1970, which is what Prowler writes into `time`. */
export function prowlerOcsf(
  account: string,
  accountName: string,
  version: string,
  scannedAt: number,
  results: readonly ProwlerResult[],
): string {
  const at = new Date(scannedAt * 1000).toISOString().replace('Z', '000')
  const findings = results.map((r) => {
    const check: ProwlerCheck = PROWLER_CHECKS[r.check]
    const known = r.severity !== null
    return {
      message: r.detail,
      metadata: {
        event_code: r.check,
        product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version },
        profiles: ['cloud', 'datetime'],
        tenant_uid: '',
        version: '1.4.0',
      },
      severity_id: known ? SEVERITY_IDS[check.severity] : 0,
      severity: known ? capital(check.severity) : 'Unknown',
      status: r.muted ? 'Suppressed' : 'New',
      status_code: r.status,
      status_detail: r.detail,
      status_id: r.muted ? 3 : 1,
      unmapped: {
        related_url: '',
        categories: check.categories,
        depends_on: [],
        related_to: [],
        additional_urls: [check.url],
        notes: '',
        compliance: check.compliance,
      },
      activity_name: 'Create',
      activity_id: 1,
      finding_info: {
        created_time: scannedAt,
        created_time_dt: at,
        desc: `Checks whether this holds: ${check.title}.`,
        product_uid: 'prowler',
        title: check.title,
        types: ['Software and Configuration Checks'],
        uid: `prowler-aws-${r.check}-${account}-${r.region}-${r.name}`,
      },
      resources: [
        {
          cloud_partition: 'aws',
          region: r.region,
          data: { details: '', metadata: { arn: r.arn, name: r.name, region: r.region } },
          group: { name: check.service },
          labels: [],
          name: r.name,
          type: check.type,
          uid: r.arn,
        },
      ],
      category_name: 'Findings',
      category_uid: 2,
      class_name: 'Detection Finding',
      class_uid: 2004,
      cloud: {
        account: { name: accountName, type: 'AWS Account', type_id: 10, uid: account, labels: [] },
        org: { name: 'Harbour & Finch Ltd', uid: 'o-hf4examp1e' },
        provider: 'aws',
        region: r.region,
      },
      remediation: { desc: check.remedy, references: check.cli === '' ? [check.url] : [check.cli, check.url] },
      risk_details: check.risk,
      time: scannedAt,
      time_dt: at,
      type_uid: 200401,
      type_name: 'Detection Finding: Create',
    }
  })
  return `${JSON.stringify(findings, null, 4)}\n`
}
