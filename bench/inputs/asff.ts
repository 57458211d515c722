// Security Hub findings as `aws securityhub get-findings` writes them, some 2 KB each, of 320 controls. Our own words throughout.
// They name their standard, as findings did before controls were consolidated: on the newer ones the peer throws.
import { accountOf, fill, nameOf, pick, regionOf, timeOf } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

/** ARN namespace, control prefix, ASFF resource type, what its ARN ends with. */
const SERVICES = [
  ['s3', 'S3', 'AwsS3Bucket', ':::NAME'],
  ['iam', 'IAM', 'AwsIamUser', '::ACCOUNT:user/NAME'],
  ['ec2', 'EC2', 'AwsEc2SecurityGroup', ':REGION:ACCOUNT:security-group/NAME'],
  ['rds', 'RDS', 'AwsRdsDbInstance', ':REGION:ACCOUNT:db:NAME'],
  ['lambda', 'Lambda', 'AwsLambdaFunction', ':REGION:ACCOUNT:function:NAME'],
  ['kms', 'KMS', 'AwsKmsKey', ':REGION:ACCOUNT:key/NAME'],
  ['cloudtrail', 'CloudTrail', 'AwsCloudTrailTrail', ':REGION:ACCOUNT:trail/NAME'],
  ['sns', 'SNS', 'AwsSnsTopic', ':REGION:ACCOUNT:NAME'],
  ['sqs', 'SQS', 'AwsSqsQueue', ':REGION:ACCOUNT:NAME'],
  ['dynamodb', 'DynamoDB', 'AwsDynamoDbTable', ':REGION:ACCOUNT:table/NAME'],
  ['ecs', 'ECS', 'AwsEcsService', ':REGION:ACCOUNT:service/NAME'],
  ['mobiletargeting', 'Pinpoint', 'AwsPinpointApp', ':REGION:ACCOUNT:apps/NAME'],
  ['sso', 'SSO', 'AwsSsoInstance', ':::instance/NAME'],
  ['elasticloadbalancing', 'ELB', 'AwsElbv2LoadBalancer', ':REGION:ACCOUNT:loadbalancer/app/NAME'],
  ['logs', 'CloudWatch', 'AwsLogsLogGroup', ':REGION:ACCOUNT:log-group:NAME'],
  ['secretsmanager', 'SecretsManager', 'AwsSecretsManagerSecret', ':REGION:ACCOUNT:secret:NAME'],
] as const
const SUBJECTS = ['encryption at rest', 'public access', 'logging', 'backups', 'rotation', 'least privilege', 'tags', 'deletion protection']
const VERBS = ['should have', 'should not lack', 'must keep', 'should be set up with', 'needs']
const CONTROLS = 320
const STATUSES = ['PASSED', 'FAILED', 'PASSED', 'PASSED', 'FAILED', 'NOT_AVAILABLE', 'PASSED', 'FAILED', 'WARNING'] as const
const SEVERITIES = [
  ['LOW', 10],
  ['MEDIUM', 40],
  ['HIGH', 70],
  ['CRITICAL', 90],
] as const
const STANDARD = 'aws-foundational-security-best-practices/v/1.0.0'

export const asff = (day = 0): Input => ({
  formatId: 'asff',
  extension: '.asff.json',
  parts: (until) => oneByOne('{"Findings":[', (index) => `${index === 0 ? '' : ','}${JSON.stringify(findingOf(index, day))}`, ']}', until),
})

function findingOf(index: number, day: number): object {
  const control = index % CONTROLS
  const [namespace, prefix, type, arnEnd] = pick(SERVICES, control)
  const controlId = `${prefix}.${Math.floor(control / SERVICES.length) + 1}`
  const region = regionOf(index)
  const name = nameOf(namespace, index)
  const arn = `arn:aws:${namespace}${fill(arnEnd, index, name)}`
  const subject = pick(SUBJECTS, Math.floor(control / 3))
  const status = pick(STATUSES, index)
  const [label, normalized] = status === 'PASSED' ? (['INFORMATIONAL', 0] as const) : pick(SEVERITIES, control)
  const time = timeOf(index, day)
  const owner = `arn:aws:securityhub:${region}:${accountOf(index)}`
  return {
    SchemaVersion: '2018-10-08',
    Id: `${owner}:subscription/${STANDARD}/${controlId}/finding/${uuidOf(index)}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    Region: region,
    GeneratorId: `${STANDARD}/${controlId}`,
    AwsAccountId: accountOf(index),
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards/AWS-Foundational-Security-Best-Practices'],
    LastObservedAt: time,
    CreatedAt: time,
    UpdatedAt: time,
    Severity: { Label: label, Normalized: normalized, Original: label },
    Title: `${prefix} resources ${pick(VERBS, control)} ${subject} (${controlId})`,
    Description: `This control looks whether ${prefix} resources have ${subject} as the rules ask.`,
    Remediation: {
      Recommendation: {
        Text: 'For how to correct this, see the documentation.',
        Url: `https://docs.example.org/securityhub/${controlId}`,
      },
    },
    ProductFields: {
      StandardsArn: `arn:aws:securityhub:::standards/${STANDARD}`,
      ControlId: controlId,
      StandardsControlArn: `${owner}:control/${STANDARD}/${controlId}`,
      'RelatedAWSResources:0/name': `securityhub-${subject.replaceAll(' ', '-')}-${control.toString(16).padStart(8, '0')}`,
      'aws/securityhub/ProductName': 'Security Hub',
      'aws/securityhub/annotation':
        status === 'NOT_AVAILABLE'
          ? 'AWS Config evaluated your resources and found none to look at.'
          : `${name} was evaluated against ${controlId}.`,
      'Resources:0/Id': arn,
    },
    Resources: [
      {
        Type: type,
        Id: arn,
        Partition: 'aws',
        Region: region,
        Tags: { team: index % 8 === 0 ? 'Zürich – “core”' : 'billing', 'cost-center': String(1000 + (index % 90)) },
      },
    ],
    Compliance: {
      Status: status,
      RelatedRequirements: [`NIST.800-53.r5 AC-${(control % 25) + 1}`, `PCI DSS v3.2.1/${(control % 12) + 1}.${(control % 4) + 1}`],
      ...(status === 'NOT_AVAILABLE'
        ? { StatusReasons: [{ ReasonCode: 'CONFIG_EVALUATIONS_EMPTY', Description: 'Nothing to evaluate.' }] }
        : {}),
    },
    WorkflowState: 'NEW',
    Workflow: { Status: index % 83 === 0 ? 'SUPPRESSED' : 'NEW' },
    RecordState: index % 97 === 0 ? 'ARCHIVED' : 'ACTIVE',
  }
}

/** The same for the same index, and never twice. */
function uuidOf(index: number): string {
  const hex = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  return `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(4, 7)}-${index.toString(16).padStart(12, '0')}`
}
