// The formats Tickmark can import: one line each. A new format is one importer file, its fixtures and its line here.
import type { FormatId } from '#domain/imports'
import { accessAnalyzer } from './access-analyzer.ts'
import { accessAnalyzerPolicyValidation } from './access-analyzer-policy-validation.ts'
import { asff } from './asff.ts'
import { attachment } from './attachment.ts'
import { awsCli } from './aws-cli.ts'
import { awsConfig } from './aws-config.ts'
import { cfnLint } from './cfn-lint.ts'
import { cfnNag } from './cfn-nag.ts'
import { checkov } from './checkov.ts'
import { cloudsplaining } from './cloudsplaining.ts'
import { cloudsploit } from './cloudsploit.ts'
import { guardDuty } from './guardduty.ts'
import { hdf } from './hdf.ts'
import { iamAuthorizationDetails } from './iam-authorization-details.ts'
import { iamCredentialReport } from './iam-credential-report.ts'
import type { Importer } from './importer.ts'
import { inspecNdjson } from './inspec-ndjson.ts'
import { inspector2 } from './inspector2.ts'
import { kics } from './kics.ts'
import { kitManifest } from './kit-manifest.ts'
import { kubeBench } from './kube-bench.ts'
import { kubescape } from './kubescape.ts'
import { nessus } from './nessus.ts'
import { nessusCsv } from './nessus-csv.ts'
import { ocsf } from './ocsf.ts'
import { oscalAr } from './oscal-ar.ts'
import { powerpipeCsv } from './powerpipe-csv.ts'
import { powerpipeJson } from './powerpipe-json.ts'
import { powerpipeSnapshot } from './powerpipe-snapshot.ts'
import { prowlerComplianceCsv } from './prowler-compliance-csv.ts'
import { prowlerCsv } from './prowler-csv.ts'
import { prowlerOcsf } from './prowler-ocsf.ts'
import { prowlerV2Csv } from './prowler-v2-csv.ts'
import { prowlerV2Json } from './prowler-v2-json.ts'
import { prowlerV3Json } from './prowler-v3-json.ts'
import { sarif } from './sarif.ts'
import { scout2 } from './scout2.ts'
import { scoutsuite } from './scoutsuite.ts'
import { securityHubReference } from './security-hub-reference.ts'
import { terrascan } from './terrascan.ts'
import { tfsec } from './tfsec.ts'
import { trivy } from './trivy.ts'
import { trivyK8s } from './trivy-k8s.ts'
import { trivyOperator } from './trivy-operator.ts'
import { trustedAdvisor } from './trusted-advisor.ts'
import { xccdf } from './xccdf.ts'

export const IMPORTERS: readonly Importer[] = [
  kitManifest,
  prowlerOcsf,
  asff,
  prowlerCsv,
  prowlerComplianceCsv,
  prowlerV2Csv,
  prowlerV2Json,
  prowlerV3Json,
  ocsf,
  powerpipeCsv,
  awsConfig,
  accessAnalyzer,
  accessAnalyzerPolicyValidation,
  guardDuty,
  inspector2,
  securityHubReference,
  xccdf,
  awsCli,
  trustedAdvisor,
  iamAuthorizationDetails,
  iamCredentialReport,
  nessus,
  nessusCsv,
  oscalAr,
  checkov,
  cloudsplaining,
  cloudsploit,
  hdf,
  inspecNdjson,
  kubeBench,
  powerpipeJson,
  powerpipeSnapshot,
  sarif,
  scout2,
  scoutsuite,
  cfnLint,
  cfnNag,
  kics,
  kubescape,
  terrascan,
  tfsec,
  trivy,
  trivyK8s,
  trivyOperator,
  attachment,
]

/** The importer of a format, or null where Tickmark can name the format but not read it yet. */
export const importerFor = (formatId: FormatId): Importer | null => IMPORTERS.find((importer) => importer.formatId === formatId) ?? null
