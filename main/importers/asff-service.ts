// Finds the service word of an ASFF finding, which has no field of its own for it (FORMATS.md §6.2). Words are ARN
// namespaces in lower case (`s3`, `mobiletargeting`), as the catalog resolves them; which service they mean is not decided here.
import { type JsonObject, textOf } from './fields.ts'

/** Beginnings of ASFF resource types whose ARN namespace is not simply the first word; longer beginnings come first. */
const TYPE_NAMESPACES: readonly (readonly [string, string])[] = [
  ['AccessAnalyzer', 'access-analyzer'],
  ['AcmPca', 'acm-pca'],
  ['AmazonMQ', 'mq'],
  ['ApiGateway', 'apigateway'],
  ['AppSync', 'appsync'],
  ['AutoScaling', 'autoscaling'],
  ['CertificateManager', 'acm'],
  ['CloudFormation', 'cloudformation'],
  ['CloudFront', 'cloudfront'],
  ['CloudTrail', 'cloudtrail'],
  ['CloudWatch', 'cloudwatch'],
  ['CodeBuild', 'codebuild'],
  ['CodeCommit', 'codecommit'],
  ['CodePipeline', 'codepipeline'],
  ['DataPipeline', 'datapipeline'],
  ['DynamoDb', 'dynamodb'],
  ['ElastiCache', 'elasticache'],
  ['ElasticBeanstalk', 'elasticbeanstalk'],
  ['ElasticLoadBalancing', 'elasticloadbalancing'],
  ['Elasticsearch', 'es'],
  ['Elbv2', 'elasticloadbalancing'],
  ['Elb', 'elasticloadbalancing'],
  ['Emr', 'elasticmapreduce'],
  ['EMR', 'elasticmapreduce'],
  ['EventSchemas', 'schemas'],
  ['Events', 'events'],
  ['Efs', 'elasticfilesystem'],
  ['FSx', 'fsx'],
  ['GuardDuty', 'guardduty'],
  ['Macie', 'macie2'],
  ['MskConnect', 'kafkaconnect'],
  ['Msk', 'kafka'],
  ['NetworkFirewall', 'network-firewall'],
  ['OpenSearchService', 'es'],
  ['RolesAnywhere', 'rolesanywhere'],
  ['SageMaker', 'sagemaker'],
  ['SecretsManager', 'secretsmanager'],
  ['SecurityHub', 'securityhub'],
  ['StepFunction', 'states'],
  ['WafRegional', 'waf-regional'],
  ['Wafv2', 'wafv2'],
]
/** Types that name an account or nothing, not a service. */
const NO_SERVICE = new Set(['Account'])

const ARN = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d*)/
/** `AWS::IAM::AccessKey:AKIA…`, as GuardDuty writes ids. `AWS::::Account:…` has no service. */
const CLOUDFORMATION_ID = /^AWS::([A-Za-z0-9]+)::/
const CONTROL = /^(?:(?:CIS|PCI|CT)\.)?([A-Za-z][A-Za-z0-9]+)\.\d+$/

export type Arn = {
  readonly partition: string
  readonly namespace: string
  readonly region: string | null
  readonly account: string | null
}

export function arnOf(id: string | null): Arn | null {
  const match = ARN.exec(id ?? '')
  if (match === null) return null
  const [, partition = '', namespace = '', region = '', account = ''] = match
  return { partition, namespace, region: region === '' ? null : region, account: account === '' ? null : account }
}

/**
 * Gives the service word of a finding, first that says one: the ARN namespace of its first resource, `arn`; the service in a
 * CloudFormation-like resource id; the service its resource type begins with; the service in a control id (`IAM.6`,
 * `PCI.Lambda.2`). Null where none does, as for an account under a CIS rule number.
 */
export function serviceOfFinding(resource: JsonObject, arn: Arn | null, controlId: string | null): string | null {
  if (arn !== null) return arn.namespace
  const inId = CLOUDFORMATION_ID.exec(textOf(resource['Id']) ?? '')?.[1]
  if (inId !== undefined) return inId.toLowerCase()
  return serviceOfType(textOf(resource['Type'])) ?? CONTROL.exec(controlId ?? '')?.[1]?.toLowerCase() ?? null
}

function serviceOfType(type: string | null): string | null {
  if (type === null || !type.startsWith('Aws')) return null
  const rest = type.slice(3)
  const listed = TYPE_NAMESPACES.find(([beginning]) => rest.startsWith(beginning))
  if (listed !== undefined) return listed[1]
  const word = /^[A-Z][a-z0-9]+|^[A-Z]+(?=[A-Z][a-z])/.exec(rest)?.[0]
  return word === undefined || NO_SERVICE.has(word) ? null : word.toLowerCase()
}
