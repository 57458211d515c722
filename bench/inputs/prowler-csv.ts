// Prowler's CSV output, version 5: thirty columns, semicolons between them, quotes where a text asks for them.
import { CHECKS } from './checks.ts'
import { accountOf, fill, nameOf, pick, regionOf, secondOf } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

const COLUMNS =
  'AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;ACCOUNT_NAME;ACCOUNT_EMAIL;ACCOUNT_ORGANIZATION_UID;ACCOUNT_ORGANIZATION_NAME;ACCOUNT_TAGS;FINDING_UID;PROVIDER;CHECK_ID;CHECK_TITLE;CHECK_TYPE;STATUS;STATUS_EXTENDED;MUTED;SERVICE_NAME;SUBSERVICE_NAME;SEVERITY;RESOURCE_TYPE;RESOURCE_UID;RESOURCE_NAME;RESOURCE_DETAILS;RESOURCE_TAGS;PARTITION;REGION;DESCRIPTION;RISK;RELATED_URL;REMEDIATION_RECOMMENDATION_TEXT;REMEDIATION_RECOMMENDATION_URL;REMEDIATION_CODE_NATIVEIAC;REMEDIATION_CODE_TERRAFORM;REMEDIATION_CODE_CLI;REMEDIATION_CODE_OTHER;COMPLIANCE;CATEGORIES;DEPENDS_ON;RELATED_TO;NOTES;PROWLER_VERSION'.split(
    ';',
  )
const STATUSES = ['PASS', 'FAIL', 'PASS', 'FAIL', 'PASS', 'PASS', 'MANUAL'] as const

export const prowlerCsv: Input = {
  formatId: 'prowler-csv',
  extension: '.csv',
  parts: (until) => oneByOne(`${COLUMNS.join(';')}\n`, (index) => `${lineOf(index)}\n`, '', until),
}

function lineOf(index: number): string {
  const check = pick(CHECKS, index)
  const status = pick(STATUSES, index)
  const name = nameOf(check.resourceName, index)
  const detail = (status === 'PASS' ? check.passes : status === 'FAIL' ? check.fails : check.manual).replace('NAME', name)
  const cells: Readonly<Record<string, string>> = {
    AUTH_METHOD: 'profile: audit',
    TIMESTAMP: new Date(secondOf(index) * 1000).toISOString().replace('T', ' ').replace('.000Z', '.123456'),
    ACCOUNT_UID: accountOf(index),
    FINDING_UID: `prowler-aws-${check.id}-${accountOf(index)}-${regionOf(index)}-${name}`,
    PROVIDER: 'aws',
    CHECK_ID: check.id,
    CHECK_TITLE: check.title,
    STATUS: status,
    STATUS_EXTENDED: detail,
    MUTED: status === 'FAIL' && index % 41 === 0 ? 'True' : 'False',
    SERVICE_NAME: check.service,
    SEVERITY: check.severity.toLowerCase(),
    RESOURCE_TYPE: check.resourceType,
    RESOURCE_UID: fill(check.arn, index, name),
    RESOURCE_NAME: name,
    RESOURCE_TAGS: index % 8 === 0 ? 'team=Zürich – “core”' : 'team=billing',
    PARTITION: 'aws',
    REGION: regionOf(index),
    DESCRIPTION: check.description,
    RISK: check.risk,
    RELATED_URL: check.url,
    REMEDIATION_RECOMMENDATION_TEXT: check.remediation,
    REMEDIATION_RECOMMENDATION_URL: check.url,
    REMEDIATION_CODE_CLI: check.command,
    COMPLIANCE: Object.entries(check.compliance)
      .map(([framework, ids]) => `${framework}: ${ids.join(', ')}`)
      .join(' | '),
    CATEGORIES: check.categories.join(' | '),
    PROWLER_VERSION: '5.12.0',
  }
  return COLUMNS.map((column) => quoted(cells[column] ?? '')).join(';')
}

const quoted = (text: string): string => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
