// The formats of the CLI contract as people call them, and which of them a person may say a file is. Data only.
import { FORMAT_IDS, type FormatId, type TextEncodingName } from '#domain/imports'

export const FORMAT_WORDS: Readonly<Record<FormatId, string>> = {
  asff: 'AWS Security Finding Format (ASFF)',
  'aws-cli': 'Answer of the AWS CLI',
  'aws-config': 'AWS Config',
  'access-analyzer': 'IAM Access Analyzer findings',
  'access-analyzer-policy-validation': 'IAM Access Analyzer policy validation',
  'cfn-lint': 'cfn-lint',
  'cfn-nag': 'cfn_nag',
  checkov: 'Checkov',
  cloudsploit: 'CloudSploit',
  cloudsplaining: 'Cloudsplaining',
  guardduty: 'Amazon GuardDuty findings',
  hdf: 'InSpec report (HDF)',
  'iam-authorization-details': 'IAM account authorization details',
  'iam-credential-report': 'IAM credential report',
  'inspec-ndjson': 'Chef InSpec log (NDJSON)',
  inspector2: 'Amazon Inspector findings',
  'kit-manifest': 'Manifest of a collection kit',
  kics: 'KICS',
  'kube-bench': 'kube-bench',
  kubescape: 'Kubescape',
  nessus: 'Nessus scan',
  'nessus-csv': 'Nessus CSV',
  ocsf: 'OCSF',
  'oscal-ar': 'OSCAL assessment results',
  'powerpipe-csv': 'Powerpipe CSV',
  'powerpipe-json': 'Powerpipe JSON',
  'powerpipe-snapshot': 'Powerpipe snapshot',
  'prowler-compliance-csv': 'Prowler compliance CSV',
  'prowler-csv': 'Prowler CSV',
  'prowler-ocsf': 'Prowler OCSF',
  'prowler-v2-csv': 'Prowler 2 CSV',
  'prowler-v2-json': 'Prowler 2 JSON',
  'prowler-v3-json': 'Prowler 3 JSON',
  sarif: 'SARIF',
  scout2: 'Scout2',
  scoutsuite: 'ScoutSuite',
  'security-hub-reference': 'Security Hub controls and insights',
  terrascan: 'Terrascan',
  tfsec: 'tfsec',
  trivy: 'Trivy',
  'trivy-k8s': 'Trivy, Kubernetes cluster',
  'trivy-operator': 'Trivy Operator',
  'trusted-advisor': 'AWS Trusted Advisor',
  xccdf: 'XCCDF results',
  custom: 'CSV or JSON, read by a profile',
  attachment: 'Document, kept as it is',
  ambiguous: 'Names no tool',
  unreadable: 'Unreadable',
  unknown: 'Unknown',
}

const NOT_SAID: ReadonlySet<FormatId> = new Set(['aws-cli', 'custom', 'attachment', 'ambiguous', 'unreadable', 'unknown'])

/** What a person may say a file is, by name; answers of the AWS CLI and documents are said in their own way. */
export const SAID_FORMATS: readonly FormatId[] = FORMAT_IDS.filter((formatId) => !NOT_SAID.has(formatId)).toSorted((a, b) =>
  FORMAT_WORDS[a].localeCompare(FORMAT_WORDS[b], 'en'),
)

export const ENCODING_WORDS: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'windows-1252': 'Not UTF-8; Windows code page 1252 would fit',
}
