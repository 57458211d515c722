// Writes findings as `aws securityhub get-findings` prints them (FORMATS.md §6): consolidated controls, partner findings, a threat.
import type { HubFinding } from './securityhub-findings.ts'

const NORMALIZED = { INFORMATIONAL: 0, LOW: 1, MEDIUM: 40, HIGH: 70, CRITICAL: 90 } as const

const PRODUCTS = {
  'Security Hub': { company: 'AWS', arn: (region: string) => `arn:aws:securityhub:${region}::product/aws/securityhub` },
  GuardDuty: { company: 'Amazon', arn: (region: string) => `arn:aws:securityhub:${region}::product/aws/guardduty` },
  'Quayside Posture': {
    company: 'Quayside (fictitious)',
    arn: (region: string) => `arn:aws:securityhub:${region}::product/quayside/posture`,
  },
} as const

/** The whole file's text. `seenAt` is the last observation of all active findings. */
export function securityHubFindings(seenAt: string, findings: readonly HubFinding[]): string {
  const written = findings.map((f, i) => {
    const product = PRODUCTS[f.product]
    const control = f.product === 'Security Hub'
    const id = `5ea51de0-0000-4000-8000-${String(i + 1).padStart(12, '0')}`
    const lastSeen = f.archived ? '2026-08-20T05:12:44.000Z' : seenAt
    return {
      SchemaVersion: '2018-10-08',
      Id: control
        ? `arn:aws:securityhub:${f.region}:${f.account}:security-control/${f.rule}/finding/${id}`
        : `${f.product.toLowerCase().replace(' ', '-')}/${f.rule}/${id}`,
      ProductArn: product.arn(f.region),
      ProductName: f.product,
      CompanyName: product.company,
      Region: f.region,
      GeneratorId: control
        ? `security-control/${f.rule}`
        : f.product === 'GuardDuty'
          ? `arn:aws:guardduty:${f.region}:${f.account}:detector/12ab34cd56ef78ab90cd12ef34ab56cd`
          : `quayside-posture/${f.rule}`,
      AwsAccountId: f.account,
      Types:
        f.product === 'GuardDuty' ? [`TTPs/${f.rule.replace(':', '/')}`] : ['Software and Configuration Checks/Security Best Practices'],
      FirstObservedAt: f.firstSeen,
      LastObservedAt: lastSeen,
      CreatedAt: f.firstSeen,
      UpdatedAt: lastSeen,
      ...(f.severity ? { Severity: { Label: f.severity, Normalized: NORMALIZED[f.severity], Original: f.severity } } : {}),
      Title: f.title,
      Description: f.description,
      Remediation: {
        Recommendation: {
          Text: f.remedy,
          ...(control ? { Url: `https://docs.aws.amazon.com/console/securityhub/${f.rule}/remediation` } : {}),
        },
      },
      ProductFields: {
        'aws/securityhub/ProductName': f.product,
        'aws/securityhub/CompanyName': product.company,
      },
      Resources: f.resources.map((r) => ({ Type: r.type, Id: r.id, Partition: 'aws', Region: f.region })),
      ...(f.status
        ? {
            Compliance: {
              Status: f.status,
              ...(f.reason ? { StatusReasons: [{ ReasonCode: f.reason.code, Description: f.reason.text }] } : {}),
              ...(control
                ? {
                    SecurityControlId: f.rule,
                    AssociatedStandards: [{ StandardsId: 'standards/aws-foundational-security-best-practices/v/1.0.0' }],
                  }
                : {}),
            },
          }
        : {}),
      WorkflowState: 'NEW',
      Workflow: { Status: f.suppressed ? 'SUPPRESSED' : 'NEW' },
      RecordState: f.archived ? 'ARCHIVED' : 'ACTIVE',
    }
  })
  return `${JSON.stringify({ Findings: written }, null, 4)}\n`
}
