// Derives the shipped catalog facts (services, Security Hub controls, Prowler checks) from the research in ../shared/catalog.
// Run by hand when that research changes: node scripts/build-catalog.mjs [folder [file]]. What people write (topics, criteria) is not made here.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOTES } from './catalog-notes.mjs'

const [, , folder, only] = process.argv
const from = folder ?? join(import.meta.dirname, '../../shared/catalog')
const into = join(import.meta.dirname, '../main/catalog')
const read = (name) => JSON.parse(readFileSync(join(from, name), 'utf8'))
const research = read('services.json').services
const controls = read('securityhub-controls.json')
const prowler = read('prowler-checks.json')

/** Keys we name otherwise than the research does. */
const KEY = { 'identity-center': 'sso' }
const keyOf = (key) => KEY[key] ?? key

/** Where a service has several chapters: the path (or repository) of the one that stands for the service as a whole. */
const MAIN_CHAPTER = {
  elasticache: 'redis/redis-security.md',
  fsx: 'amazon-fsx-windows-user-guide',
  storagegateway: 'aws-storagegateway-user-guide',
  lex: 'amazon-lexv2-developer-guide',
  managedblockchain: 'hyperledger-fabric',
  opensearch: 'amazon-opensearch-service-developer-guide doc_source/security.md',
  s3: 'amazon-s3-userguide doc_source/security.md',
  greengrass: 'aws-iot-greengrass-v2-developer-guide',
  iot: 'developerguide/security.md',
  waf: 'developer-guide doc_source/security.md',
}

/** Names people look for that the research's display name does not hold. */
const NAMES = {
  sso: ['AWS SSO', 'AWS Single Sign-On', 'IAM Identity Center', 'identity-center', 'Identity Center'],
  ec2: ['Elastic Compute Cloud', 'EBS', 'Elastic Block Store'],
  s3: ['Simple Storage Service'],
  vpc: ['Virtual Private Cloud'],
  rds: ['Relational Database Service'],
  iam: ['Identity and Access Management', 'STS', 'Security Token Service', 'IAM Access Analyzer'],
  kms: ['KMS'],
  eks: ['Elastic Kubernetes Service'],
  ecs: ['ECS'],
  ecr: ['ECR'],
  efs: ['Elastic File System'],
  elb: ['Application Load Balancer', 'Network Load Balancer'],
  ses: ['Simple Email Service'],
  sns: ['Simple Notification Service'],
  sqs: ['Simple Queue Service'],
  msk: ['Managed Streaming for Apache Kafka'],
  mwaa: ['Managed Workflows for Apache Airflow'],
  waf: ['AWS WAF', 'AWS Shield', 'AWS Firewall Manager'],
  ssm: ['SSM'],
  acm: ['ACM'],
  ds: ['Managed Microsoft AD'],
  kinesisanalytics: ['Managed Service for Apache Flink'],
  firehose: ['Amazon Data Firehose'],
  support: ['AWS Trusted Advisor'],
  securityhub: ['Security Hub CSPM'],
  pinpoint: ['AWS End User Messaging SMS'],
}

/** Namespaces the research lists for a service although they lead to another one (pinpoint-email signs as ses). */
const NOT_ITS_ARN = {
  pinpoint: ['ses'],
  aurora: ['rds'],
  documentdb: ['rds'],
  neptune: ['rds'],
  vpc: ['ec2'],
  clientvpn: ['ec2'],
  vpn: ['ec2'],
  vmimport: ['ec2'],
  filecache: ['fsx'],
}
/** The same for Prowler's and Security Hub's words: the service named here is not what the bare word means; resource types split it later. */
const NOT_ITS_PROWLER = { aurora: ['rds'], logs: ['cloudwatch'], clientvpn: ['ec2'], vpn: ['ec2', 'vpc'] }
const NOT_ITS_PREFIX = { aurora: ['RDS'], logs: ['CloudWatch'], vpc: ['EC2'], clientvpn: ['EC2'], vpn: ['EC2'] }
/** ARN namespaces in use that the research does not list. */
const MORE_ARN = { pinpoint: ['social-messaging'], elb: ['elb'] }
/** Spellings of control prefixes in older Security Hub standards. */
const MORE_PREFIX = { elb: ['ELBv2'], cloudwatch: ['CW'] }
/** Words of Prowler 2. */
const MORE_PROWLER = { config: ['configservice'] }

/**
 * Resource type segments: the X of AWS::X::Y, and the beginning of an ASFF type AwsXy. Given by hand where the segment is not
 * simply the service's key, prefix or namespace.
 */
const MORE_SEGMENTS = {
  pinpoint: ['Pinpoint', 'PinpointEmail', 'SMSVOICE'],
  sso: ['SSO', 'IdentityStore'],
  logs: ['Logs'],
  eventbridge: ['Events', 'EventSchemas', 'Scheduler', 'Pipes'],
  acm: ['CertificateManager'],
  'acm-pca': ['ACMPCA', 'AcmPca'],
  iam: ['IAM', 'AccessAnalyzer', 'RolesAnywhere'],
  elb: ['ElasticLoadBalancing', 'ElasticLoadBalancingV2', 'Elb', 'Elbv2'],
  opensearch: ['Elasticsearch', 'OpenSearch', 'OpenSearchService', 'OpenSearchServerless'],
  dynamodb: ['DAX'],
  firehose: ['KinesisFirehose'],
  kinesisanalytics: ['KinesisAnalytics', 'KinesisAnalyticsV2'],
  kinesisvideo: ['KinesisVideo'],
  mq: ['AmazonMQ'],
  msk: ['KafkaConnect', 'MSK', 'Kafka'],
  connect: ['CustomerProfiles'],
  apigateway: ['ApiGatewayV2'],
  waf: ['WAFRegional', 'WAFv2', 'Shield', 'FMS'],
  stepfunctions: ['StepFunction'],
  bedrock: ['BedrockAgentCore'],
  keyspaces: ['Cassandra'],
  redshift: ['RedshiftServerless'],
  documentdb: ['DocDB', 'DocDBElastic'],
  ds: ['DirectoryService'],
  inspector: ['InspectorV2', 'Inspector'],
  'resource-explorer': ['ResourceExplorer2'],
  networkfirewall: ['NetworkFirewall'],
  route53: ['Route53Resolver', 'Route53'],
  servicediscovery: ['ServiceDiscovery'],
  imagebuilder: ['ImageBuilder'],
  efs: ['EFS', 'Efs'],
  emr: ['EMRServerless', 'EMRContainers', 'EMR'],
}
const segmentsOf = (s) => {
  const own = [s.key, ...s.prefixes].map((w) => w.replace(/[^A-Za-z0-9]/g, ''))
  return [...new Set([...own, ...(MORE_SEGMENTS[s.key] ?? [])].map((w) => w.toLowerCase()))].filter((w) => w !== 'account').sort()
}

/**
 * The topic of one chapter page. The research reads the words "Identity and access management" in the service name
 * "AWS Identity and Access Management" as the topic (seven pages of IAM's own chapter, one of Kendra's); the beginning of the title decides there.
 */
const LEADING = [
  [/^data protection /i, 'data-protection'],
  [/^logging and monitoring /i, 'logging-and-monitoring'],
  [/^compliance validation /i, 'compliance-validation'],
  [/^resilience /i, 'resilience'],
  [/^infrastructure security /i, 'infrastructure-security'],
  [/^configuration and vulnerability analysis /i, 'configuration-and-vulnerability-analysis'],
  [/^security best practices /i, 'security-best-practices'],
]
const topicOf = (page) =>
  (/ AWS Identity and Access Management$/.test(page.title) && LEADING.find(([words]) => words.test(page.title))?.[1]) || page.topic

const CANONICAL_WORDS = {
  'data-protection': /data protection/i,
  'identity-and-access-management': /^identity and access management|authentication and access control/i,
  'logging-and-monitoring': /logging and monitoring/i,
  'compliance-validation': /compliance validation/i,
  resilience: /resilien/i,
  'infrastructure-security': /infrastructure security/i,
  'configuration-and-vulnerability-analysis': /vulnerability analysis|update management/i,
  'security-best-practices': /best practices/i,
}

/** One entry per canonical topic, at the place of its first page; service-specific pages keep all their titles. */
function chapterTopics(pages) {
  const byTopic = new Map()
  for (const page of pages) {
    const topic = topicOf(page)
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), page.title.replace(/\s+/g, ' ').trim()])
  }
  return [...byTopic].map(([topic, titles]) => ({
    topic,
    title: topic === 'service-specific' ? titles.join('; ') : (titles.find((t) => CANONICAL_WORDS[topic]?.test(t)) ?? titles[0]),
  }))
}

/** Which part of its topic a page is about, by its title; the first that fits. Null where none does. */
const SUBTOPICS = {
  'data-protection': [
    ['internetwork-traffic-privacy', /internetwork|privatelink|vpc endpoint/i],
    ['encryption-in-transit', /in transit|\bTLS\b|\bSSL\b|HTTPS|certificate|encrypt\w* (?:a )?(?:connection|communication)/i],
    ['key-management', /key management|\bkeys?\b|rotat|customer.managed/i],
    ['encryption-at-rest', /at rest|encrypt|server-side/i],
    ['data-lifecycle', /delet|retention|integrity|version|durab|object lock|lifecycle/i],
  ],
  'identity-and-access-management': [
    ['cross-service-confused-deputy', /confused deputy/i],
    ['service-linked-roles', /service-linked role/i],
    ['aws-managed-policies', /managed polic/i],
    ['troubleshooting', /troubleshoot/i],
    ['policy-examples', /example/i],
    ['permissions-reference', /permissions? reference|actions?, resources|\bactions\b|condition keys|api permissions/i],
    ['credentials', /password|credential|authentication|multi-factor|\bMFA\b|sign-in|access keys?/i],
    ['how-it-works-with-iam', /works with IAM|overview of (?:managing )?access/i],
    ['permissions', /polic|permission|\broles?\b|access|authoriz/i],
  ],
  'logging-and-monitoring': [
    ['cloudtrail', /cloudtrail/i],
    ['cloudwatch', /cloudwatch|metric|alarm|eventbridge|events/i],
    ['detection-services', /guardduty|security hub|macie|inspector|detective|\bconfig\b/i],
    ['service-logs', /\blogs?\b|logging/i],
  ],
  'compliance-validation': [
    ['artifact', /artifact/i],
    ['programmes', /program|certification|\b(?:SOC|PCI|HIPAA|FedRAMP|ISO)\b/i],
  ],
  resilience: [
    ['backup', /backup|snapshot|restor|recovery/i],
    ['high-availability', /availability|failover|replica|redundan|multi-/i],
    ['regions-and-zones', /region|zone/i],
  ],
  'infrastructure-security': [
    ['vpc-endpoints', /privatelink|vpc endpoint|interface endpoint/i],
    ['security-groups', /security groups?|network acl/i],
    ['network-isolation', /isolat|\bVPCs?\b|subnet|private|network/i],
    ['api-access-tls', /\bTLS\b|\bAPI\b/i],
  ],
  'configuration-and-vulnerability-analysis': [
    ['patching-and-versions', /patch|update|version|upgrad|vulnerab/i],
    ['inventory-and-tagging', /tag|inventory/i],
    ['configuration-baseline', /configur|baseline|drift/i],
  ],
  'security-best-practices': [
    ['detective', /detective|monitor/i],
    ['preventive', /preventa?tive/i],
    ['secure-development', /develop|dependenc|code/i],
  ],
}
const subtopicOf = (topic, title) => SUBTOPICS[topic]?.find(([, words]) => words.test(title))?.[0] ?? null

/** All pages of a chapter in its order, each with its depth below the chapter, its file and the part of the topic it is about. */
function chapterPages(pages, topic = null, depth = 1) {
  return pages.flatMap((page) => {
    const of = topic ?? topicOf(page)
    const title = page.title.replace(/\s+/g, ' ').trim()
    return [[of, depth, title, page.file, subtopicOf(of, title)], ...chapterPages(page.pages ?? [], of, depth + 1)]
  })
}

/** A note of the research that nobody has put in order is an error, so that none is lost. */
function notesOf(key, research) {
  if (NOTES[key]) return NOTES[key]
  if (research.note || research.formerly || research.status_notes) throw new Error(`${key}: a note of the research has no entry in NOTES`)
  return []
}

function mainChapter(service) {
  const chapters = service.chapters ?? []
  if (chapters.length < 2) return chapters[0]
  const wanted = MAIN_CHAPTER[service.key]
  const found = chapters.filter((c) => `${c.repo} ${c.path}`.includes(wanted))
  if (found.length !== 1) throw new Error(`${service.key}: ${found.length} chapters match "${wanted}"`)
  return found[0]
}

const sourceOf = (c) => `${c.repo} ${c.path} at ${c.commit.slice(0, 8)} (${c.commit_date})`

const services = research
  .map((r) => {
    const key = keyOf(r.key)
    const chapter = mainChapter(r)
    const others = (r.chapters ?? []).filter((c) => c !== chapter)
    const without = (list, drop = []) => list.filter((w) => !drop.includes(w))
    const n = r.namespaces
    const prefixes = [...without(n.securityhub_prefix, NOT_ITS_PREFIX[key]), ...(MORE_PREFIX[key] ?? [])]
    const aliases = [...new Set([...(r.formerly ? [r.formerly.replace(/ \(.*\)$/, '')] : []), ...(NAMES[key] ?? [])])]
    const topics = chapter ? chapterTopics(chapter.topics) : []
    const notes = [
      ...notesOf(key, r),
      ...(others.length > 0
        ? [
            {
              kind: 'chapter',
              text: `${others.length + 1} guides have a Security chapter for this name; this catalog follows "${chapter.page_title}" (${chapter.repo.split('/')[1]}). The others: ${others.map((c) => `${c.page_title} (${c.repo.split('/')[1]})`).join('; ')}.`,
              source: 'Tables of contents of these guides',
              date: others
                .map((c) => c.commit_date)
                .sort()
                .at(-1),
            },
          ]
        : []),
    ]
    return {
      key,
      name: r.display_name,
      aliases,
      arn: [...without(n.arn_or_iam, NOT_ITS_ARN[key]), ...(MORE_ARN[key] ?? [])],
      prowler: [...without(n.prowler, NOT_ITS_PROWLER[key]), ...(MORE_PROWLER[key] ?? [])],
      securityHub: prefixes,
      segments: segmentsOf({ key, prefixes }),
      types: { cloudFormation: n.cfn_resource_types_seen_in_securityhub, asff: n.asff_resource_types_seen_in_prowler },
      chapter:
        chapter && topics.length > 0
          ? { title: chapter.page_title, source: sourceOf(chapter), topics, pages: chapterPages(chapter.topics) }
          : null,
      notes,
    }
  })
  .sort((a, b) => (a.key < b.key ? -1 : 1))

const severity = (word) => (word ?? 'unknown').toLowerCase()
const controlRows = Object.fromEntries(
  controls.controls.map((c) => [c.id, { service: keyOf(c.service), topic: c.topic, severity: severity(c.severity) }]),
)

/** Checks whose words and categories leave their topic in doubt, as read by a person. */
const CHECK_TOPICS = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(join(import.meta.dirname, 'check-topics.json'), 'utf8'))).flatMap(([topic, ids]) =>
    ids.map((id) => [id, topic]),
  ),
)
for (const id of Object.keys(CHECK_TOPICS))
  if (!prowler.checks.some((c) => c.CheckID === id)) throw new Error(`check-topics.json names ${id}, which is no check`)

const checkRows = Object.fromEntries(
  prowler.checks
    .map((c) => {
      const topics = c.topics_from_securityhub
      return [
        c.CheckID,
        {
          service: c.ServiceName,
          /** Only where the bridge is unambiguous, or where a person has read the check. */
          topic: topics.length === 1 ? topics[0] : (CHECK_TOPICS[c.CheckID] ?? null),
          topicBy: topics.length === 1 ? 'security-hub' : CHECK_TOPICS[c.CheckID] ? 'catalog' : null,
          controls: c.securityhub_controls,
          categories: c.Categories,
          aliases: c.CheckAliases,
        },
      ]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1)),
)
const byProwlerName = new Map(services.flatMap((s) => s.prowler.map((name) => [name, s.key])))
for (const row of Object.values(checkRows)) {
  const key = byProwlerName.get(row.service)
  if (!key) throw new Error(`no service for Prowler's word ${row.service}`)
  row.service = key
}

/** One record per line: small, and a changed fact is one changed line. */
const lines = (items) => `[\n${items.map((i) => JSON.stringify(i)).join(',\n')}\n]\n`
const table = (rows) =>
  `{\n${Object.entries(rows)
    .map(([id, row]) => `${JSON.stringify(id)}:${JSON.stringify(row)}`)
    .join(',\n')}\n}\n`
const write = (name, text) => {
  if (only && only !== name) return
  writeFileSync(join(into, name), text)
  console.log(`${name}: ${Math.round(Buffer.byteLength(text) / 1024)} KB`)
}
write('services.json', lines(services))
write('controls.json', table(controlRows))
write('checks.json', table(checkRows))
