// The words of check ids and titles that tell a topic. Data only; filing-topic.ts applies it. How far each rule can be trusted was
// measured on labelled controls (docs/adr/0015-filing.md, `npm run bench -- filing`).

export type WordRule = {
  readonly id: string
  readonly topic: string
  /** Tested against the words of id and title: lower-case, hyphens and underscores as spaces (filing-text.ts). */
  readonly words: RegExp
  /** `firm`: the words say more than a scanner's category does. `vague`: too often wrong to file by; no more than a suggestion. */
  readonly trust?: 'firm' | 'vague'
}

const DATA = 'data-protection'
const IDENTITY = 'identity-and-access-management'
const LOGS = 'logging-and-monitoring'
const RESILIENCE = 'resilience'
const NETWORK = 'infrastructure-security'
const CONFIG = 'configuration-and-vulnerability-analysis'
const PRACTICE = 'security-best-practices'

/** Read from the top; the first that matches decides. */
export const WORD_RULES: readonly WordRule[] = [
  {
    id: 'tagging',
    topic: CONFIG,
    trust: 'firm',
    words:
      /\btagged\b|\b(?:have|has|with|without|be|required|mandatory|missing|no|resource) tags?\b|\btag (?:immutability|polic\w+|keys?)\b|\btags? (?:are |is |should be )?immutable\b|\bcopy tags\b|\btags to (?:db )?snapshots?\b/,
  },
  { id: 'cve', topic: CONFIG, trust: 'firm', words: /\bcve[ -]\d{4}\b|\bghsa\b|\bvulnerabilit(?:y|ies)\b|\bvulnerable\b/ },
  { id: 'alarm', topic: LOGS, trust: 'firm', words: /\bmetric filters?\b|\balarms?\b/ },
  {
    id: 'deletion-protection',
    topic: DATA,
    trust: 'firm',
    words:
      /\b(?:deletion|delete|termination|removal) protection\b|\bprotected (?:against|from) (?:deletion|termination)\b|\bdeleted unintentionally\b|\baccidental(?:ly)? delet\w+|\bobject lock\b|\bvault lock\b|\bmfa delete\b|\bdeletion window\b|\bscheduled for deletion\b/,
  },
  { id: 'log-integrity', topic: DATA, trust: 'firm', words: /\blog (?:file )?(?:integrity )?validation\b|\blog file integrity\b/ },
  {
    id: 'detection',
    topic: LOGS,
    words:
      /\bguard ?duty\b|\binspector\b|\bmacie\b|\bsecurity ?hub\b|\bdetective\b|\baccess ?analyzer\b.*\benabled\b|\banomaly detection\b|\bthreat detection\b|\bmalware protection\b|\bruntime monitoring\b|\bsensitive data discovery\b/,
  },
  {
    id: 'secret-rotation',
    topic: PRACTICE,
    words:
      /\bsecrets?\b.*\b(?:automatic(?:ally)? rotat\w+|rotation enabled|rotate successfully)\b|\bautomatic rotation enabled\b.*\bsecret/,
  },
  {
    id: 'credentials-in-source',
    topic: PRACTICE,
    words: /\b(?:clear ?text|plain ?text|sensitive|hard ?coded|embedded)\b(?: \w+)? credentials?\b/,
  },
  {
    id: 'hardcoded-secrets',
    topic: DATA,
    words:
      /\bsecrets? should not be\b|\bsecrets? (?:in|passed|exposed|stored)\b|\bno (?:hard ?coded )?secrets\b|\bhard ?coded\b|\b(?:clear|plain) ?text (?:secrets?|passwords?)\b|\bfind secrets\b|\bsensitive data\b|\bpersonal data\b|\bpersonally identifiable\b|\bpii\b/,
  },
  {
    id: 'open-to-internet',
    topic: NETWORK,
    words: /\bingress\b|\b0\.0\.0\.0\b|::\/0|\bfrom (?:the )?internet\b|\bblock public\b|\bpublic access block\b/,
  },
  {
    id: 'support-of-tls',
    topic: NETWORK,
    words: /\bsni\b|\bserver name indication\b/,
  },
  {
    id: 'key-strength',
    topic: CONFIG,
    trust: 'vague',
    words: /\bkey (?:length|algorithms?|size)\b/,
  },
  {
    id: 'encryption-at-rest',
    topic: DATA,
    trust: 'firm',
    words:
      /\bencrypt(?:ed|ion|s|ing)?\b|\bunencrypted\b|\bcmks?\b|\bcustomer (?:managed|master|created) (?:kms )?keys?\b|\bkms\b.*\brotat|\bkeys? rotation\b|\brotation\b.*\bkms\b|\bat rest\b|\bsse\b/,
  },
  {
    id: 'encryption-in-transit',
    topic: DATA,
    words:
      /\btls(?:v?\d[\d.]*)?\b|\bssl(?:v\d)?\b|\bhttps(?: only)?\b|\bin transit\b|\bcertificates?\b|\bciphers?\b|\b(?:in)?secure transport\b|\b(?:recommended|predefined|latest|modern|secure|outdated|insecure) (?:\w+ )?(?:security polic(?:y|ies)|protocols?)\b|\b(?:unsecured? )?ftp\b|\b(?:plain|clear) ?text (?:\(?http|traffic|protocols?|channels?|communication|transport)\b|\ballowing clear ?text\b/,
  },
  {
    id: 'bucket-lifecycle',
    topic: DATA,
    words: /\bbuckets?\b.*\blife ?cycle\b|\blife ?cycle\b.*\bbuckets?\b|\bdata integrity\b|\bretention (?:lock|polic(?:y|ies) lock)\b/,
  },
  {
    id: 'security-contact',
    topic: CONFIG,
    words: /\bcontact (?:information|details)\b|\b(?:security|alternate|billing|operations) contacts?\b|\bsecurity questions\b/,
  },
  {
    id: 'default-names',
    topic: CONFIG,
    words:
      /\b(?:default|custom|common) (?:admin\w* |master |root |database |db )?(?:user ?names?|names?|admin)\b|\b(?:master|admin\w*) user ?names?\b|\bdefault admin\b/,
  },
  {
    id: 'unused-groups',
    topic: CONFIG,
    words: /\bunused (?:\w+ ){0,2}security ?groups?\b|\bsecurity ?groups?\b (?:\w+ ){0,2}(?:not (?:being )?used|unused|in use)\b/,
  },
  {
    id: 'patching',
    topic: CONFIG,
    words:
      /\bpatch(?:es|ed|ing)?\b|\bversion upgrades?\b|\bminor (?:version )?(?:upgrades?|updates?)\b|\b(?:automatic|auto|managed|platform|software|security) (?:\w+ ){0,2}(?:upgrades?|updates?)\b|\bupgrades? to\b|\bupdated to\b|\b(?:un)?supported (?:\w+ ){0,2}(?:versions?|runtimes?|engines?|platforms?)\b|\bend of (?:life|support)\b|\bruntimes? (?:\w+ ){0,2}(?:deprecated|supported)\b|\b(?:latest|newest|current|obsolete|outdated|deprecated|old|legacy) (?:\w+ ){0,3}(?:versions?|runtimes?|platforms?|generation|ami|instance types?)\b|\bplatform version\b|\bimage scanning\b|\bscan(?:ning|s|ned)? (?:on push|images?)\b|\bimages? (?:are |is )?scan\w*\b|\bparavirtual\b|\bmalware scan\b/,
  },
  {
    id: 'web-traffic-filter',
    topic: NETWORK,
    words: /^(?!.*\b(?:logging|logs|metrics|zones)\b).*\b(?:waf(?:v2)?|rule groups?|web ?acls? (?:attached|associated))\b/,
  },
  {
    id: 'iam-policies',
    topic: IDENTITY,
    words: /\biam (?:\w+ ){0,3}polic(?:y|ies)\b|\binline polic\w+\b|\bno full access\b|\bprivileges\b/,
  },
  {
    id: 'cloudtrail',
    topic: LOGS,
    words: /\bcloud ?trail\b|\btrails?\b/,
  },
  {
    id: 'logging',
    topic: LOGS,
    words:
      /\blogs\b|\blogging\b|\bshould log\b|\blogs? (?:dns|object|quer\w+|events?|requests?)\b|\bnotification service\b|\blogged\b|\blog (?:groups?|streams?|exports?|deliver\w+|types?|retention)\b|\bflow log\b|\baudit(?:ing|s)?\b|\btracing\b|\bx ?ray\b|\bcontainer insights\b|\b(?:enhanced|detailed|performance) (?:monitoring|insights|health reporting)\b|\bmonitoring\b|\bmonitored\b|\bcloudwatch metrics\b|\b(?:send|event|sns) notifications?\b|\bnotifications? (?:for|to|subscription)\b|\bevent subscriptions?\b|\bsubscription should be configured\b|\bhealth reporting\b/,
  },
  {
    id: 'multi-zone',
    topic: RESILIENCE,
    words:
      /\b(?:multi|single) ?az\b|\b(?:multiple|more than one|at least two|several|two or more) (?:availability zones?|azs?)\b|\bavailability zones?\b|\bazs\b|\bcross zone\b|\bmultiple az\b/,
  },
  {
    id: 'backups',
    topic: RESILIENCE,
    words:
      /\bback ?ups?\b|\bbacked up\b|\bbackup plan\b|\bpoint in time\b|\bpitr\b|\brecovery points?\b|\bdisaster recovery\b|\b(?:recovery|emergency|break ?glass) (?:access|accounts?|users?)\b|\bdrs\b|\bautomat(?:ed|ic) (?:\w+ )?snapshots?\b|\bbacktrack\w*\b|\b(?:data )?retention period\b/,
  },
  {
    id: 'failover',
    topic: RESILIENCE,
    words:
      /\bfail ?over\b|\bredundan\w+\b|\bhigh(?:ly)? availab\w+\b|\bfault toleran\w+\b|\bactive\/standby\b|\bcluster deployment mode\b|\b(?:both|two|more than one|at least two) (?:vpn )?tunnels?\b|\btunnels? (?:should be |are |is )?up\b|\bconnection draining\b|\bat least (?:\w+ ){1,3}nodes\b|\b(?:two|three|\d) (?:\w+ ){0,2}nodes\b|\binstance count\b|\bcross region (?:snapshot )?(?:copy|copies)\b|\bmulti ?region\b|\bdead letter\b|\bscales? capacity\b|\bauto ?scal\w+\b.*\bcapacity\b|\bat least (?:two|three|2|3) (?:\w+ )*(?:instances|nodes|replicas|origins)\b/,
  },
  {
    id: 'interface-endpoint-for',
    topic: IDENTITY,
    words: /\bconfigured with an interface endpoint for\b/,
  },
  {
    id: 'resource-recording',
    topic: CONFIG,
    words: /\baws config\b|\bconfig(?:uration)? recorder\b|\bresource recording\b|\bprocess namespaces?\b/,
  },
  {
    id: 'sign-in',
    topic: IDENTITY,
    words: /\biam (?:database |db )?auth\w+\b|\bmfa\b|\bpassword polic\w+\b|\bpasswordless\b/,
  },
  {
    id: 'origin-access',
    topic: IDENTITY,
    words: /\borigin access\b|\bdefault root object\b/,
  },
  {
    id: 'metadata-service',
    topic: NETWORK,
    words: /\bimds(?:v[12])?\b|\bmetadata (?:service|response|hop)\b|\bhop limit\b/,
  },
  {
    id: 'public',
    topic: NETWORK,
    words:
      /\bpublic(?:ly)?\b|\binternet\b|\b0\.0\.0\.0\b|::\/0|\bingress\b|\bunrestricted (?:\w+ )?(?:traffic|access)\b|\bopen to the world\b|\bexposed\b|\bsnapshots? should be private\b|\bany ip\b|\bworld readable\b|\beveryone\b|\ball ?(?:authenticated ?)?users\b/,
  },
  {
    id: 'network',
    topic: NETWORK,
    words:
      /\bvpcs?\b(?! lambda)|\bsecurity ?groups?\b|\bnetwork ?acls?\b|\bnacls?\b|\bsubnets?\b|\b(?:default|non default|tcp|udp|admin\w*|high risk|engine) ports?\b|\bports\b|\bport \d+\b|\bfirewalls?\b|\bprivate ?link\b|\bvpc endpoints?\b|\bnetwork (?:isolation|mode|interfaces?|access control lists?)\b|\beips?\b|\belastic ip\b|\benis?\b|\brout(?:e tables?|ing)\b|\bpeering\b|\btransit gateways?\b|\bvpn\b|\bshield\b|\bddos\b|\bdesync\b|\bhttp headers?\b|\bheader fields?\b|\bisolation\b|\bsource\/destination\b|\bip addresses\b|\bip (?:allow|white)list\w*\b|\bstateless\b|\bfragmented packets\b/,
  },
  {
    id: 'identity',
    topic: IDENTITY,
    words:
      /\bmfa\b|\bmulti ?factor\b|\bpasswords?\b|\bpassword ?less\b|\baccess keys?\b|\bapi keys?\b|\bcredentials?\b|\biam\b|\broot\b|\bleast privilege\b|\bpriv[ie]l[ie]ged?s?\b|\bprivileges\b|\bauthori[sz](?:ation|ers?|ed)\b|\b(?:un)?authenticat\w+\b|\bpermissions?\b|\bcross account\b|\baccounts? (?:access|actions)\b|\bconfused deputy\b|\baccess control\b|\bacls?\b|\boauth\b|\buser (?:ident\w+|pools?|definitions?)\b|\bidentit(?:y|ies)\b(?! (?:center|store))|\bsigned urls?\b|\bshared (?:within|outside|with)\b|\bauth\b|\badmin(?:istrator|istrative)?s?\b|\bservice accounts?\b|\bservice roles?\b|\broles?\b|\bresource based polic\w+\b|\bwildcards?\b|\bprincipals?\b|\bconsole access\b|\biam users?\b|\b(?:key|bucket|resource|access|trust|queue|topic) polic(?:y|ies)\b|\bpolic(?:y|ies)\b.*\b(?:allow|attached|actions?|principals?|restrict)\b|\bsession (?:duration|timeout)\b|\bsso\b|\bsingle sign on\b|\bread ?only\b|\bsecrets?\b|\bdecryption\b|\bfull access\b|\baws organizations?\b|\bpart of an (?:aws )?organization\b|\bthreat protection\b|\badvanced security\b/,
  },
  {
    id: 'versioning',
    topic: RESILIENCE,
    words:
      /\bversioning\b|\breplicat(?:ion|ed|es?)\b|\breplicas?\b|\bsnapshots?\b|\bhealth checks?\b|\brestor\w+\b|\brecover\w*\b|\bretention\b/,
    trust: 'vague',
  },
  {
    id: 'unused',
    topic: CONFIG,
    words:
      /\bunused\b|\bnot (?:being )?used\b|\bno longer used\b|\bstopped\b|\bolder than\b|\bunattached\b|\borphan\w*\b|\bnon ?existent\b|\bexisting\b/,
  },
  {
    id: 'configuration',
    topic: CONFIG,
    words:
      /\blaunch templates?\b|\binstance types?\b|\blife ?cycle polic\w+\b|\bdrift\w*\b|\binventory\b|\bmanaged by\b|\bsystems manager\b|\bssm\b|\bmaintenance windows?\b|\bvirtualization\b/,
  },
  {
    id: 'settings',
    topic: CONFIG,
    words: /\bin use\b|\blife ?cycle\b|\bimages?\b|\bdescription\b|\bplatform\b|\bupdates?\b|\bmaintenance\b|\blimits?\b|\bconfiguration\b/,
    trust: 'vague',
  },
]
