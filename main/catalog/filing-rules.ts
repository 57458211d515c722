// The tables filing goes by where no exact id decides: Prowler categories, words of ids and titles, products, and the resource
// kinds that tell services of one namespace apart. Data only; filing.ts applies them.

/**
 * Prowler's categories as topics, in the order in which they decide when a check has several. `files`: right in at least 85 of 100
 * labelled checks, so it may file where the words of a check say nothing; the others suggest (docs/adr/0015-filing.md has the figures).
 */
export const CATEGORY_TOPICS: readonly { readonly category: string; readonly topic: string; readonly files: boolean }[] = [
  { category: 'vulnerabilities', topic: 'configuration-and-vulnerability-analysis', files: true },
  { category: 'encryption', topic: 'data-protection', files: true },
  { category: 'logging', topic: 'logging-and-monitoring', files: true },
  { category: 'ec2-imdsv1', topic: 'infrastructure-security', files: true },
  { category: 'internet-exposed', topic: 'infrastructure-security', files: true },
  { category: 'identity-access', topic: 'identity-and-access-management', files: true },
  { category: 'resilience', topic: 'resilience', files: false },
  { category: 'forensics-ready', topic: 'logging-and-monitoring', files: false },
  { category: 'threat-detection', topic: 'logging-and-monitoring', files: false },
  { category: 'privilege-escalation', topic: 'identity-and-access-management', files: false },
  { category: 'trust-boundaries', topic: 'infrastructure-security', files: false },
  { category: 'cluster-security', topic: 'infrastructure-security', files: false },
  { category: 'node-security', topic: 'configuration-and-vulnerability-analysis', files: false },
  { category: 'container-security', topic: 'configuration-and-vulnerability-analysis', files: false },
  { category: 'software-supply-chain', topic: 'configuration-and-vulnerability-analysis', files: false },
  { category: 'secrets', topic: 'data-protection', files: false },
  { category: 'ci-cd', topic: 'security-best-practices', files: false },
]

/**
 * Security Hub's own categories (`Protect > Data protection > ...`) and the finding types of ASFF, by their first levels; the longest
 * that fits decides (shared/catalog/topics.md).
 */
export const TAXONOMY_TOPICS: readonly (readonly [levels: string, topic: string])[] = [
  ['identify > compliance', 'compliance-validation'],
  ['identify > inventory', 'configuration-and-vulnerability-analysis'],
  ['identify > logging', 'logging-and-monitoring'],
  ['identify > resource configuration', 'configuration-and-vulnerability-analysis'],
  ['identify > vulnerability, patch, and version management', 'configuration-and-vulnerability-analysis'],
  ['protect > api protection', 'infrastructure-security'],
  ['protect > data protection', 'data-protection'],
  ['protect > network security', 'infrastructure-security'],
  ['protect > protective services', 'infrastructure-security'],
  ['protect > secure access management', 'identity-and-access-management'],
  ['protect > secure development', 'security-best-practices'],
  ['protect > secure development > credentials not hard coded', 'data-protection'],
  ['protect > secure network configuration', 'infrastructure-security'],
  ['detect > detection services', 'logging-and-monitoring'],
  ['detect > secure access management', 'identity-and-access-management'],
  ['detect > vulnerability, patch, and version management', 'configuration-and-vulnerability-analysis'],
  ['respond > response actions', 'incident-response'],
  ['respond > forensics', 'incident-response'],
  ['recover > resilience', 'resilience'],
  ['software and configuration checks > vulnerabilities', 'configuration-and-vulnerability-analysis'],
  ['software and configuration checks > patch management', 'configuration-and-vulnerability-analysis'],
  ['sensitive data identifications', 'data-protection'],
]

/** Services that are about one topic as a whole: it decides where nothing else does. */
export const SERVICE_SUBJECTS: Readonly<Record<string, string>> = {
  guardduty: 'logging-and-monitoring',
  securityhub: 'logging-and-monitoring',
  macie: 'logging-and-monitoring',
  inspector: 'logging-and-monitoring',
  detective: 'logging-and-monitoring',
  iam: 'identity-and-access-management',
  backup: 'resilience',
  drs: 'resilience',
  waf: 'infrastructure-security',
  networkfirewall: 'infrastructure-security',
}

/** Products all of whose records are about one topic; lower-case words of the product's name. */
export const PRODUCT_TOPICS: readonly (readonly [word: string, topic: string])[] = [
  ['inspector', 'configuration-and-vulnerability-analysis'],
  ['guardduty', 'logging-and-monitoring'],
  ['macie', 'data-protection'],
  ['access analyzer', 'identity-and-access-management'],
  ['cloudsplaining', 'identity-and-access-management'],
  ['firewall manager', 'infrastructure-security'],
  ['patch manager', 'configuration-and-vulnerability-analysis'],
]

/**
 * Services that share a namespace, told apart by the resource kind (catalog README). Security groups and network ACLs stay with EC2:
 * Prowler and Security Hub both count them there. RDS, Aurora, Neptune and DocumentDB share their resource kinds; only a scanner's
 * own word can tell them apart.
 */
export const KIND_SPLITS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ec2: {
    vpc: [
      'vpc',
      'subnet',
      'routetable',
      'internetgateway',
      'egressonlyinternetgateway',
      'natgateway',
      'flowlog',
      'vpcflowlog',
      'vpcendpoint',
      'vpcendpointservice',
      'vpcendpointserviceconfiguration',
      'vpcpeeringconnection',
      'vpcblockpublicaccessoptions',
      'dhcpoptions',
    ],
    clientvpn: ['clientvpnendpoint'],
    vpn: ['vpnconnection', 'vpngateway', 'customergateway'],
  },
  vpc: { vpn: ['vpnconnection', 'vpngateway', 'customergateway'], clientvpn: ['clientvpnendpoint'] },
  cloudwatch: { logs: ['loggroup'] },
}

/** Services that share resource kinds too: the words of check and title tell, where no id does. */
export const WORD_SPLITS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  rds: { neptune: /\bneptune\b/, documentdb: /\bdocument ?db\b|\bdoc ?db\b/ },
}

/** Names of services that mean something else in most titles; with "AWS" or "Amazon" in front they count. */
export const PLAIN_WORDS: ReadonlySet<string> = new Set([
  'account',
  'athena',
  'backup',
  'batch',
  'config',
  'connect',
  'detective',
  'ds',
  'events',
  'health',
  'location',
  'logs',
  'monitoring',
  'organizations',
  'outposts',
  'personalize',
  'pipes',
  'polly',
  'scheduler',
  'shield',
  'sign in',
  'signin',
  'support',
  'tag',
  'transfer',
  'translate',
])

/** ARN namespaces whose resource kinds the splits look at. */
export const KINDED_NAMESPACES: ReadonlySet<string> = new Set(['ec2', 'logs'])

/**
 * Security Hub's old standard for the CIS benchmark 1.2 names nothing but requirement numbers; the service each is about, and its topic
 * where the whole row has one. 1.1 (use of the root user) is left out: Security Hub answers it by an alarm and by an IAM check.
 */
export const CIS_1_2: readonly { readonly requirements: RegExp; readonly service: string; readonly topic: string | null }[] = [
  // Use of the root user is looked for in CloudTrail's logs: Security Hub's control for it is CloudWatch.1, as for 3.3.
  { requirements: /^1\.1$/, service: 'cloudwatch', topic: 'logging-and-monitoring' },
  { requirements: /^1\.(?:[2-9]|1\d|2\d)$/, service: 'iam', topic: 'identity-and-access-management' },
  { requirements: /^2\.[14]$/, service: 'cloudtrail', topic: 'logging-and-monitoring' },
  { requirements: /^2\.[2367]$/, service: 'cloudtrail', topic: null },
  { requirements: /^2\.5$/, service: 'config', topic: null },
  { requirements: /^2\.8$/, service: 'kms', topic: 'data-protection' },
  { requirements: /^2\.9$/, service: 'vpc', topic: 'logging-and-monitoring' },
  { requirements: /^3\.\d+$/, service: 'cloudwatch', topic: 'logging-and-monitoring' },
  { requirements: /^4\.[1-3]$/, service: 'ec2', topic: 'infrastructure-security' },
]
