// The tables filing goes by where no exact id decides: Prowler categories, words of ids and titles, products, and the resource
// kinds that tell services of one namespace apart. Data only; filing.ts applies them.

/**
 * Prowler's categories as topics, in the order in which they decide when a check has several: most trustworthy first
 * (topics.md, "What a classifier can lean on"; agreement counted against Security Hub's own labels).
 */
export const CATEGORY_TOPICS: readonly (readonly [category: string, topic: string])[] = [
  ['vulnerabilities', 'configuration-and-vulnerability-analysis'],
  ['encryption', 'data-protection'],
  ['logging', 'logging-and-monitoring'],
  ['forensics-ready', 'logging-and-monitoring'],
  ['threat-detection', 'logging-and-monitoring'],
  ['resilience', 'resilience'],
  ['internet-exposed', 'infrastructure-security'],
  ['ec2-imdsv1', 'infrastructure-security'],
  ['privilege-escalation', 'identity-and-access-management'],
  ['identity-access', 'identity-and-access-management'],
  ['trust-boundaries', 'infrastructure-security'],
]

/** Categories that scatter over topics: they decide only where the words of the check do not. */
export const SCATTERED_CATEGORY_TOPICS: readonly (readonly [category: string, topic: string])[] = [
  ['cluster-security', 'infrastructure-security'],
  ['node-security', 'configuration-and-vulnerability-analysis'],
  ['container-security', 'configuration-and-vulnerability-analysis'],
  ['software-supply-chain', 'configuration-and-vulnerability-analysis'],
  ['secrets', 'data-protection'],
  ['ci-cd', 'security-best-practices'],
]

export type WordRule = {
  readonly id: string
  readonly topic: string
  /** Tested against the check id and the title, lower-case, with punctuation of ids as spaces. */
  readonly words: RegExp
  /** Decides even against a Prowler category, because the words say more than the category does. */
  readonly firm?: true
}

/** Read from the top; the first that matches decides. */
export const WORD_RULES: readonly WordRule[] = [
  {
    id: 'tagging',
    topic: 'configuration-and-vulnerability-analysis',
    words: /\b(?:be|are|is|has|have|with) tag(?:s|ged)?\b|\btagged\b|\btag immutability\b|\bcopy tags\b/,
    firm: true,
  },
  {
    id: 'cve',
    topic: 'configuration-and-vulnerability-analysis',
    words: /\bcve[ -]\d{4}\b|\bghsa\b|\bvulnerabilit(?:y|ies)\b/,
    firm: true,
  },
  { id: 'alarm', topic: 'logging-and-monitoring', words: /\bmetric filter\b|\balarms?\b/, firm: true },
  {
    id: 'deletion-protection',
    topic: 'data-protection',
    words:
      /\b(?:deletion|delete|termination) protection\b|\bdeleted unintentionally\b|\bobject lock\b|\bmfa delete\b|\bdeletion window\b|\bscheduled for deletion\b/,
    firm: true,
  },
  { id: 'log-integrity', topic: 'data-protection', words: /\blog file (?:integrity )?validation\b/, firm: true },
  {
    id: 'security-contact',
    topic: 'configuration-and-vulnerability-analysis',
    words: /\bcontact (?:information|details)\b|\bsecurity contact\b|\bsecurity questions\b/,
  },
  {
    id: 'personal-data',
    topic: 'data-protection',
    words: /\bpersonal data\b|\bpersonally identifiable\b|\bpii\b/,
  },
  {
    id: 'credentials-in-code',
    topic: 'data-protection',
    words:
      /\b(?:hard ?coded|clear ?text|plain ?text|sensitive|no)\b.*\b(?:credentials?|secrets?)\b|\bsecrets? (?:should not be |in|passed)|\bno secrets\b/,
  },
  {
    id: 'encryption-at-rest',
    topic: 'data-protection',
    words:
      /\bencrypt(?:ed|ion|s)?\b|\bcmks?\b|\bcustomer managed keys?\b|\bkms\b.*\brotat|\bkeys?\b.*\brotation\b.*\bkms\b|\bat rest\b|\bsse\b/,
  },
  {
    id: 'encryption-in-transit',
    topic: 'data-protection',
    words:
      /\btls\b|\bssl\b|\bhttps\b|\bin transit\b|\bcertificates?\b|\bciphers?\b|\bsecure transport\b|\brecommended security polic(?:y|ies)\b/,
  },
  {
    id: 'public',
    topic: 'infrastructure-security',
    words:
      /\bpublic(?:ly)?\b|\binternet\b|\b0\.0\.0\.0\b|\bingress\b|\bunrestricted (?:\w+ )?(?:traffic|access)\b|\bopen to the world\b|\bexposed\b|\bsnapshots? should be private\b/,
  },
  {
    id: 'patching',
    topic: 'configuration-and-vulnerability-analysis',
    words:
      /\bpatch|\bversion upgrades?\b|\bminor (?:version )?upgrades?\b|\bautomatic (?:minor )?(?:version )?(?:upgrades?|updates?)\b|\bsupported (?:\w+ )?(?:version|runtime|engine)|\b(?:latest|newest|current|obsolete|outdated|deprecated|old) (?:\w+ ){0,3}(?:versions?|runtimes?|platform|generation|ami)\b|\bruntimes\b|\bplatform updates?\b|\bsupported platforms?\b|\bimage scanning\b|\bscan(?:ning|s)? (?:on push|images?)\b/,
  },
  {
    id: 'default-names',
    topic: 'configuration-and-vulnerability-analysis',
    words: /\b(?:default|custom) (?:admin\w* |master |database |db )?(?:user ?names?|names?)\b/,
  },
  { id: 'unused', topic: 'configuration-and-vulnerability-analysis', words: /\bunused\b|\bnot (?:being )?used\b|\bno longer used\b/ },
  {
    id: 'logging',
    topic: 'logging-and-monitoring',
    words:
      /\blog(?:s|ging|ged)?\b|\baudit(?:ing)?\b|\btrails?\b|\bcloudtrail\b|\bmonitor(?:ing|ed)?\b|\btracing\b|\bx-ray\b|\binsights\b|\bnotifications?\b|\bevent subscriptions?\b|\bguardduty\b|\binspector\b.*\benabled\b|\b(?:health|enhanced) reporting\b|\bsecurity ?hub\b.*\benabled\b|\bmacie\b.*\benabled\b|\bdetector\b|\bconfig(?:uration)? recorder\b/,
  },
  {
    id: 'identity',
    topic: 'identity-and-access-management',
    words:
      /\bmfa\b|\bmulti-?factor\b|\bpasswords?\b|\baccess keys?\b|\bcredentials?\b|\biam\b|\broot\b|\broles?\b|\bpolic(?:y|ies)\b.*\b(?:allow|attached|permissions?|privileges?|least|cross[- ]account|wildcards?|admin\w*|principals?)\b|\bleast privilege\b|\bauthori[sz](?:ation|ers?|ed)\b|\bauthenticat\w+\b|\bprivileged?\b|\bpermissions?\b|\bcross[- ]account\b|\bconfused deputy\b|\baccess control\b|\bacls?\b.*\b(?:user|access)\b|\baccess ?analyzer\b|\boauth\b|\buser ident\w+\b|\brotat(?:ed?|es|ion|ing)\b|\bsigned urls?\b|\bshared (?:within|outside|with)\b|\bauth\b|\badmin(?:istrator)?s?\b|\bservice account/,
  },
  {
    id: 'resilience',
    topic: 'resilience',
    words:
      /\bmulti[- ]?az\b|\bmultiple availability zones?\b|\bavailability zones?\b|\bazs\b|\bbackups?\b|\bback(?:ed)? up\b|\brecovery\b|\bpoint[- ]in[- ]time\b|\bpitr\b|\bversioning\b|\breplica(?:tion|s|ted)?\b|\bfail ?over\b|\bredundan\w+\b|\bsnapshots?\b|\bcross[- ]zone\b|\bcross[- ]region\b|\bhealth checks?\b|\bhigh availability\b|\bbacktrack\w*\b|\b(?:at least|minimum of|more than|greater than) (?:one|two|three|\d)\b(?: \w+)*(?: (?:nodes?|instances?|az))?|\binstance count\b|\bauto ?scal\w+\b.*\bcapacity\b|\bscales? capacity\b|\bmulti[- ]region\b|\bfault toleran\w+\b|\bdead[- ]letter\b|\b(?:both|two|more than one|at least two) (?:vpn )?tunnels?\b|\borigin failover\b|\bretention period\b/,
  },
  {
    id: 'network',
    topic: 'infrastructure-security',
    words:
      /\bvpcs?\b|\bsecurity groups?\b|\bnetwork acls?\b|\bnacls?\b|\bsubnets?\b|\bports?\b|\bwaf\b|\bweb acls?\b|\bfirewalls?\b|\bprivatelink\b|\bvpc endpoints?\b|\bendpoints?\b.*\b(?:service|vpc)\b|\bnetwork (?:isolation|mode|interfaces?)\b|\benis?\b|\bnetwork access control lists?\b|\bnetwork firewall\b|\brouting\b|\bimds(?:v[12])?\b|\bmetadata service\b|\bpeering\b|\btransit gateways?\b|\bshield\b|\bddos\b|\bdesync\b|\bhttp headers?\b|\bprivileged containers?\b|\bisolation\b|\bdirect internet\b|\bdefault root object\b|\borigin access\b/,
  },
  {
    id: 'configuration',
    topic: 'configuration-and-vulnerability-analysis',
    words:
      /\baws config\b|\bin use\b|\blaunch templates?\b|\binstance types?\b|\blifecycle\b|\bdrift\b|\binventory\b|\bmanaged by\b|\bsystems manager\b|\bimages?\b|\bdescription\b|\bstopped\b|\bolder than\b|\bplatform version\b|\bupdates?\b|\bmaintenance\b|\blimits?\b/,
  },
]

/** Products whose records say by themselves what they are about; lower-case words of the product's name. */
export const PRODUCT_TOPICS: readonly (readonly [word: string, topic: string])[] = [
  ['inspector', 'configuration-and-vulnerability-analysis'],
  ['guardduty', 'logging-and-monitoring'],
  ['macie', 'data-protection'],
  ['access analyzer', 'identity-and-access-management'],
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
  cloudwatch: { logs: ['loggroup', 'metricfilter'] },
}

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
