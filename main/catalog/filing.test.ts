import { describe, expect, it } from 'vitest'
import type { Filing, ScanRecord } from '#domain/evidence'
import { createCatalog } from './catalog.ts'
import { createFiler } from './filing.ts'
import { scanRecord } from './scan-record.fixture.ts'

const catalog = createCatalog()
const file = createFiler(catalog)

type Case = readonly [what: string, said: Partial<ScanRecord>, filed: Partial<Filing>]

const prowler = (checkId: string, scannerService: string, more: Partial<ScanRecord> = {}): Partial<ScanRecord> => ({
  checkId,
  scannerService,
  toolName: 'Prowler',
  ...more,
})
const hub = (checkId: string, more: Partial<ScanRecord> = {}): Partial<ScanRecord> => ({ checkId, toolName: 'Security Hub', ...more })

describe('filing by service', () => {
  const cases: readonly Case[] = [
    ['Prowler service names', prowler('iam_root_mfa_enabled', 'iam'), { service: 'iam' }],
    ['Prowler names that differ from ours', prowler('awslambda_function_url_public', 'awslambda'), { service: 'lambda' }],
    [
      'a Prowler check the catalog does not know',
      prowler('kms_key_made_up', 'kms', { title: 'Something' }),
      { service: 'kms', topic: null },
    ],
    ['a Prowler check without its service name', { checkId: 'ec2_made_up', toolName: 'Prowler' }, { service: 'ec2' }],
    ['Security Hub control prefixes', hub('S3.8', { resourceType: 'AwsAccount' }), { service: 's3' }],
    ['older control prefixes', hub('ELBv2.1', { title: 'x' }), { service: 'elb' }],
    ['PCI control ids by their second part', hub('PCI.KMS.1', { title: 'x' }), { service: 'kms' }],
    ['Pinpoint resources', { resourceId: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1' }, { service: 'pinpoint' }],
    ['SMS and voice resources', { resourceId: 'arn:aws:sms-voice:eu-west-1:111122223333:pool/p1' }, { service: 'pinpoint' }],
    ['Identity Center instances', { resourceId: 'arn:aws:sso:::instance/ssoins-1' }, { service: 'sso' }],
    ['identity stores', { resourceId: 'arn:aws:identitystore::111122223333:identitystore/d-1' }, { service: 'sso' }],
    ['the Identity Center directory', { resourceId: 'arn:aws:sso-directory:us-east-1:111122223333:x' }, { service: 'sso' }],
    ['SES stays SES', { resourceId: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com' }, { service: 'ses' }],
    ['CloudFormation types', { resourceType: 'AWS::PinpointEmail::ConfigurationSet' }, { service: 'pinpoint' }],
    ['ASFF types', { resourceType: 'AwsWafv2WebAcl' }, { service: 'waf' }],
    ['a VPC in the EC2 namespace', { resourceId: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1' }, { service: 'vpc' }],
    ['a VPC under an EC2 control', hub('EC2.6', { resourceType: 'AwsEc2Vpc' }), { service: 'vpc', topic: 'logging-and-monitoring' }],
    ['a VPN connection', { resourceType: 'AWS::EC2::VPNConnection' }, { service: 'vpn' }],
    ['a Client VPN endpoint', hub('EC2.51', { resourceType: 'AwsEc2ClientVpnEndpoint' }), { service: 'clientvpn' }],
    [
      'a security group stays with EC2',
      prowler('ec2_securitygroup_default_restrict_traffic', 'ec2', { resourceType: 'AwsEc2SecurityGroup' }),
      { service: 'ec2' },
    ],
    [
      'log groups under Prowler cloudwatch',
      prowler('cloudwatch_log_group_no_secrets_in_logs', 'cloudwatch', { resourceType: 'AwsLogsLogGroup' }),
      { service: 'logs' },
    ],
    ['DocumentDB by the scanner’s word', hub('DocumentDB.1', { resourceType: 'AwsRdsDbCluster' }), { service: 'documentdb' }],
    ['RDS when nothing tells the engine', { resourceType: 'AwsRdsDbCluster' }, { service: 'rds' }],
    [
      'a remediation link to a control',
      { title: 'x', remediationUrls: ['https://docs.aws.amazon.com/console/securityhub/IAM.6/remediation'] },
      { service: 'iam', topic: 'identity-and-access-management' },
    ],
    [
      'the old CIS standard',
      { checkId: '1.14', remediationUrls: ['https://docs.aws.amazon.com/console/securityhub/standards-cis-1.14/remediation'] },
      { service: 'iam' },
    ],
    [
      'use of the root user in the old CIS standard, which is looked for in logs',
      { checkId: '1.1', remediationUrls: ['https://docs.aws.amazon.com/console/securityhub/standards-cis-1.1/remediation'] },
      { service: 'cloudwatch', topic: 'logging-and-monitoring' },
    ],
    ['the old PCI standard’s word for CloudWatch', hub('PCI.CW.1'), { service: 'cloudwatch' }],
    ['Prowler 2’s word for Config', prowler('check25', 'configservice'), { service: 'config' }],
  ]
  it.each(cases)('files %s', (_, said, filed) => {
    expect(file(scanRecord(said))).toMatchObject(filed)
  })

  const nowhere: readonly (readonly [what: string, said: Partial<ScanRecord>])[] = [
    ['an unknown namespace', { resourceId: 'arn:aws:newthing:eu-west-1:111122223333:x/1' }],
    ['an unknown type', { resourceType: 'AwsNewThingBox' }],
    ['a type that only begins like a segment', { resourceType: 'AwsClimateModel' }],
    ['a whole account', { resourceType: 'AwsAccount', resourceId: 'AWS::::Account:111122223333' }],
    ['Kubernetes', prowler('core_minimize_privileged_containers', 'core', { provider: 'kubernetes' })],
    ['Azure, even with a word AWS has too', prowler('iam_subscription_roles', 'iam', { provider: 'azure' })],
    ['Google Cloud', prowler('kms_key_rotation_enabled', 'kms', { provider: 'gcp' })],
    ['a bare word in a record that never mentions AWS', { scannerService: 'config', provider: null }],
  ]
  it.each(nowhere)('gives no service to %s', (_, said) => {
    expect(file(scanRecord(said)).service).toBeNull()
  })
})

describe('filing by topic', () => {
  const cases: readonly Case[] = [
    ['control:IAM.6', hub('IAM.6'), { topic: 'identity-and-access-management', confidence: 'exact' }],
    [
      'bridge:iam_root_hardware_mfa_enabled',
      prowler('iam_root_hardware_mfa_enabled', 'iam'),
      { topic: 'identity-and-access-management', confidence: 'exact' },
    ],
    [
      'category:encryption',
      prowler('kms_made_up', 'kms', { categories: ['encryption'] }),
      { topic: 'data-protection', confidence: 'high' },
    ],
    [
      'words:deletion-protection',
      prowler('elb_made_up', 'elb', { categories: ['resilience'], title: 'Deletion protection is on' }),
      { topic: 'data-protection' },
    ],
    [
      'words:tagging',
      hub('Pinpoint.99', { title: 'Pinpoint apps should be tagged', resourceId: 'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a1' }),
      { service: 'pinpoint', topic: 'configuration-and-vulnerability-analysis', confidence: 'high' },
    ],
    [
      'words:logging',
      { title: 'Event logging is enabled for the instance', resourceId: 'arn:aws:sso:::instance/ssoins-1' },
      { service: 'sso', topic: 'logging-and-monitoring' },
    ],
    [
      'product:inspector',
      { toolName: 'Inspector', title: 'x', resourceType: 'AwsEc2Instance' },
      { service: 'ec2', topic: 'configuration-and-vulnerability-analysis' },
    ],
  ]
  it.each(cases)('uses %s and says so', (rule, said, filed) => {
    const filing = file(scanRecord(said))
    expect(filing).toMatchObject(filed)
    expect(filing.rule).toContain(`topic=${rule}`)
  })

  it('knows a Prowler check in ASFF too, where finding types stand in place of categories', () => {
    const types = ['Software and Configuration Checks/AWS Security Best Practices']
    const filing = file(scanRecord({ checkId: 's3_bucket_kms_encryption', toolName: 'Prowler', scannerService: 's3', categories: types }))
    expect(filing).toMatchObject({ service: 's3', topic: 'data-protection' })
  })

  const hub99 = (title: string, more: Partial<ScanRecord> = {}): ScanRecord => scanRecord(hub('S3.99', { title, ...more }))
  const open: readonly (readonly [what: string, said: ScanRecord, suggestion: string | null])[] = [
    ['vague words', hub99('S3 buckets should have versioning enabled'), 'resilience'],
    [
      'words against the scanner’s own category',
      scanRecord(prowler('sqs_made_up', 'sqs', { title: 'Queues require authentication', categories: ['encryption'] })),
      'identity-and-access-management',
    ],
    ['a category that scatters', scanRecord(prowler('ssm_made_up', 'ssm', { title: 'x', categories: ['secrets'] })), 'data-protection'],
    ['words nobody has a rule for', hub99('Widgets should frobnicate'), null],
  ]
  it.each(open)('leaves the topic open and suggests one for %s', (_, said, suggestedTopic) => {
    expect(file(said)).toMatchObject({ topic: null, subtopic: null, suggestedTopic, confidence: 'none' })
    expect(file(said).service).not.toBeNull()
  })

  it('takes vague words where the scanner’s category confirms them', () => {
    const filing = file(scanRecord(prowler('s3_made_up', 's3', { title: 'Versioning is on', categories: ['resilience'] })))
    expect(filing).toMatchObject({ topic: 'resilience', topicConfidence: 'high', confidence: 'high' })
  })

  it('suggests a topic, and files none, for other clouds', () => {
    const filing = file(scanRecord({ provider: 'kubernetes', title: 'Audit logs are kept' }))
    expect(filing).toMatchObject({ service: null, topic: null, suggestedTopic: 'logging-and-monitoring', topicConfidence: 'low' })
  })

  it('suggests a service that only the title names, and files by it where the record says that it is about AWS', () => {
    const title = 'Amazon SQS queues should be encrypted at rest'
    expect(file(scanRecord({ provider: null, title }))).toMatchObject({ service: null, suggestedService: 'sqs', serviceConfidence: 'low' })
    expect(file(scanRecord({ title }))).toMatchObject({ service: 'sqs', serviceConfidence: 'high' })
    expect(file(scanRecord({ title: 'SQS queues and SNS topics should be encrypted' })).service).toBeNull()
  })

  it('tells the engine of an RDS resource by the words of a check that has no id of its own', () => {
    const resourceType = 'AWS::RDS::DBCluster'
    expect(file(scanRecord({ resourceType, checkId: 'neptune-cluster-encrypted' })).service).toBe('neptune')
    expect(file(scanRecord({ resourceType, checkId: 'docdb-cluster-encrypted' })).service).toBe('documentdb')
  })

  it('takes the topic the format itself tells, and Security Hub’s own category, over any words', () => {
    const said = { resourceId: 'arn:aws:s3:::a-bucket', title: 'Audit logs are encrypted' }
    expect(file(scanRecord({ ...said, topic: 'resilience' }))).toMatchObject({ topic: 'resilience', topicConfidence: 'exact' })
    const category = 'Protect > Secure network configuration > Resources not publicly accessible'
    expect(file(scanRecord({ ...said, categories: [category] })).topic).toBe('infrastructure-security')
    expect(file(scanRecord({ ...said, categories: ['Recover - Resilience'] })).topic).toBe('resilience')
  })

  it('knows controls in any spelling of their prefix, and those only Prowler’s checks tell of', () => {
    expect(file(scanRecord(hub('OpenSearch.1'))).topic).toBe('data-protection')
    expect(file(scanRecord(hub('ELB.6'))).rule).toContain('topic=bridge:ELB.6')
  })

  it('files a record written once per requirement by its check, whatever the requirement is called', () => {
    const said = prowler('sqs_queues_made_up_encryption', 'sqs', { perRequirement: true })
    const one = file(scanRecord({ ...said, title: 'Backups and availability' }))
    expect(one).toMatchObject({ topic: 'data-protection' })
    expect(file(scanRecord({ ...said, title: 'Gestión de incidentes' }))).toBe(one)
  })

  it('falls back on what a service is wholly about', () => {
    expect(file(scanRecord(prowler('guardduty_made_up', 'guardduty', { title: 'Frobnication is on' })))).toMatchObject({
      topic: 'logging-and-monitoring',
      rule: 'service=prowler:guardduty topic=service:guardduty',
    })
  })

  it('names the part of the topic by the words', () => {
    expect(file(scanRecord(hub('RDS.3', { title: 'RDS DB instances should have encryption at-rest enabled' }))).subtopic).toBe(
      'encryption-at-rest',
    )
    expect(file(scanRecord(hub('RDS.3'))).subtopic).toBeNull()
  })

  it('leaves a record that says nothing unfiled', () => {
    expect(file(scanRecord({}))).toMatchObject({ service: null, topic: null, rule: 'none', confidence: 'none' })
  })

  it('never lets a PCI control number stand for the control of the same number', () => {
    expect(file(scanRecord(hub('PCI.IAM.6'))).rule).not.toContain('control:')
  })

  it('keeps the topic of a service whose chapter lacks it', () => {
    const filing = file(
      scanRecord({ title: 'Keys are encrypted', resourceId: 'arn:aws:kms:eu-west-1:111122223333:key/1', categories: ['encryption'] }),
    )
    expect(filing).toMatchObject({ service: 'kms', topic: 'data-protection' })
    const sso = file(scanRecord({ title: 'Data is encrypted at rest', resourceId: 'arn:aws:sso:::instance/ssoins-1' }))
    expect(sso).toMatchObject({ service: 'sso', topic: 'data-protection' })
    expect(catalog.service('sso')?.chapter.map((c) => c.topic)).not.toContain('data-protection')
  })

  it('answers the same for the same record, however often it is asked', () => {
    const said = scanRecord(prowler('s3_bucket_default_encryption', 's3'))
    expect(file(said)).toEqual(createFiler(catalog)(said))
    expect(file({ ...said, resourceId: 'arn:aws:s3:::another-bucket' })).toBe(file({ ...said, resourceId: 'arn:aws:s3:::a-bucket' }))
  })

  it('tells apart records whose texts would look alike when joined', () => {
    const one = scanRecord({ checkId: 'a', title: 'b","c' })
    const two = scanRecord({ checkId: 'a","b', title: 'c' })
    expect(file(one)).toEqual(createFiler(catalog)(one))
    expect(file(two)).toEqual(createFiler(catalog)(two))
  })

  it('files a record with a title of a million words (an unbounded rule would run into the time limit)', () => {
    expect(file(scanRecord({ title: 'no '.repeat(1_000_000), resourceId: 'arn:aws:s3:::a-bucket' }))).toMatchObject({ service: 's3' })
  })

  it('names only topics and services the catalog has, for every control and check it knows', () => {
    const topics = new Set(catalog.topics().map((t) => t.topic))
    const filings = [
      ...Object.keys(catalog.data.controls).map((id) => file(scanRecord(hub(id)))),
      ...Object.keys(catalog.data.checks).map((id) => file(scanRecord(prowler(id, '')))),
    ]
    expect(filings.filter((f) => catalog.resolveKey(f.service ?? '') !== f.service)).toEqual([])
    expect(filings.filter((f) => f.topic !== null && !topics.has(f.topic))).toEqual([])
  })
})
