// The words of check ids and titles that tell which part of its topic a record is about. Data only; the parts are those of topics.json.

type SubtopicRule = readonly [subtopic: string, words: RegExp]

/** Per topic, read from the top; the first that matches decides. What none matches has no part. */
export const SUBTOPIC_RULES: Readonly<Record<string, readonly SubtopicRule[]>> = {
  'data-protection': [
    [
      'data-lifecycle',
      /\b(?:deletion|delete|termination|removal) protection\b|\bdeleted unintentionally\b|\bobject lock\b|\bvault lock\b|\bmfa delete\b|\bdeletion\b|\blog (?:file )?(?:integrity )?validation\b|\blife ?cycle\b|\bversioning\b|\bintegrity\b|\bretention\b/,
    ],
    ['key-management', /\brotat\w+\b|\bkey (?:length|algorithms?|size|material|management)\b|\bexpir\w+\b|\brenew\w*\b/],
    [
      'encryption-in-transit',
      /\bin transit\b|\btls\b|\bssl\b|\bhttps\b|\b(?:in)?secure transport\b|\bcertificates?\b|\bciphers?\b|\bprotocols?\b|\btraffic\b|\bbetween nodes\b|\bnode to node\b|\bftp\b|\blisteners?\b/,
    ],
    ['encryption-at-rest', /\bencrypt\w*\b|\bunencrypted\b|\bat rest\b|\bcmks?\b|\bkms\b|\bsse\b|\bcustomer managed keys?\b/],
    ['internetwork-traffic-privacy', /\bprivate ?link\b|\bvpc endpoints?\b/],
  ],
  'identity-and-access-management': [
    ['cross-service-confused-deputy', /\bconfused deputy\b|\bsource(?: ?arn| ?account)\b/],
    ['service-linked-roles', /\bservice linked roles?\b/],
    [
      'credentials',
      /\bmfa\b|\bmulti ?factor\b|\bpasswords?\b|\baccess keys?\b|\bcredentials?\b|\b(?:un)?authenticat\w+\b|\bauth\b|\broot (?:user|account)\b|\bsecrets?\b|\brotat\w+\b|\bapi keys?\b|\bsign in\b|\bsession\b/,
    ],
    [
      'permissions',
      /\bpolic(?:y|ies)\b|\bpermissions?\b|\broles?\b|\bprivileg\w+\b|\bauthori[sz]\w+\b|\baccess\b|\bacls?\b|\badmin\w*\b|\bcross account\b|\bshared\b|\broot\b/,
    ],
  ],
  'logging-and-monitoring': [
    [
      'detection-services',
      /\bguard ?duty\b|\bmacie\b|\binspector\b|\bdetective\b|\bsecurity ?hub\b|\baccess ?analyzer\b|\bthreat\b|\bmalware\b/,
    ],
    ['cloudtrail', /\bcloud ?trail\b|\btrails?\b/],
    [
      'cloudwatch',
      /\bmetric filters?\b|\balarms?\b|\bmetrics\b|\bmonitoring\b|\bnotifications?\b|\bevent subscriptions?\b|\bhealth reporting\b|\bcontainer insights\b/,
    ],
    ['service-logs', /\blogs?\b|\blogging\b|\blogged\b|\baudit\w*\b|\btracing\b|\bx ?ray\b/],
  ],
  resilience: [
    [
      'backup',
      /\bback ?ups?\b|\bbacked up\b|\bpoint in time\b|\bpitr\b|\brecovery points?\b|\bsnapshots?\b|\bbacktrack\w*\b|\bretention\b|\bversioning\b|\brestor\w+\b/,
    ],
    ['regions-and-zones', /\bmulti ?az\b|\bzones?\b|\bazs?\b|\bregions?\b/],
    [
      'high-availability',
      /\bfail ?over\b|\bredundan\w+\b|\bavailab\w+\b|\bnodes\b|\binstances?\b|\btunnels?\b|\breplica\w*\b|\bscal\w+\b|\bhealth\b|\bdraining\b|\bstandby\b/,
    ],
  ],
  'infrastructure-security': [
    ['vpc-endpoints', /\bvpc endpoints?\b|\binterface endpoints?\b|\bprivate ?link\b/],
    ['security-groups', /\bsecurity ?groups?\b|\bnetwork ?acls?\b|\bnacls?\b|\bnetwork access control lists?\b|\bingress\b|\bports?\b/],
    [
      'network-isolation',
      /\bvpcs?\b|\bsubnets?\b|\bpublic\w*\b|\binternet\b|\bnetwork\b|\bisolation\b|\bfirewalls?\b|\bwaf\b|\bweb acls?\b|\bprivate\b|\brout\w+\b|\bexposed\b|\bpeering\b|\bip\b|\beips?\b/,
    ],
    ['api-access-tls', /\bsni\b|\bhttps?\b|\btls\b|\bheaders?\b/],
  ],
  'configuration-and-vulnerability-analysis': [
    [
      'inventory-and-tagging',
      /\btag(?:s|ged|ging)?\b|\binventory\b|\bunused\b|\bnot (?:being )?used\b|\bin use\b|\bstopped\b|\bolder than\b|\bmanaged by\b/,
    ],
    [
      'patching-and-versions',
      /\bpatch\w*\b|\bversions?\b|\bupgrades?\b|\bupdates?\b|\bupdated\b|\bruntimes?\b|\bvulnerab\w+\b|\bcve\b|\bghsa\b|\bscan\w*\b|\bend of (?:life|support)\b|\bparavirtual\b|\bsupported\b/,
    ],
    [
      'configuration-baseline',
      /\bconfig\w*\b|\bdefault\b|\bcustom\b|\bcontacts?\b|\blife ?cycle\b|\blaunch templates?\b|\bdrift\w*\b|\bbaseline\b/,
    ],
  ],
  'security-best-practices': [
    [
      'secure-development',
      /\bcredentials?\b|\bsecrets?\b|\bcode\b|\bbuild\w*\b|\bsource\b|\brepositor\w+\b|\bpipelines?\b|\bdependenc\w+\b/,
    ],
  ],
}
