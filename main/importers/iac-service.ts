// Which AWS service a type of infrastructure as code belongs to, the same for every scanner of code. Words are ARN namespaces, and
// `vpc` and `vpn`, which ARNs do not tell from EC2 but the catalog does (catalog/filing-rules.ts).

/**
 * Beginnings of Terraform types of the AWS provider, by one word or two, whose service is not their first word, as the provider's
 * documentation sorts its resources.
 */
const TERRAFORM: ReadonlyMap<string, string> = new Map([
  ...words('ec2', 'ami eip instance key_pair launch_template network_acl network_interface placement_group security_group spot_instance'),
  ...words('ec2', 'ebs volume default_security default_network'),
  ...words('vpc', 'vpc subnet route route_table main_route internet_gateway egress_only nat_gateway flow_log default_vpc default_subnet'),
  ...words('vpc', 'default_route'),
  ...words('vpn', 'customer_gateway vpn_connection vpn_gateway'),
  ...words('elasticloadbalancing', 'lb alb elb'),
  ...words('rds', 'db'),
  ...words('elasticfilesystem', 'efs'),
  ...words('autoscaling', 'launch_configuration'),
  ...words('logs', 'cloudwatch_log'),
  ...words('events', 'cloudwatch_event'),
  ...words('elasticmapreduce', 'emr'),
  ...words('kafka', 'msk'),
  ...words('states', 'sfn'),
  ...words('es', 'elasticsearch opensearch'),
  ...words('apigateway', 'api_gateway apigatewayv2'),
  ...words('cognito-idp', 'cognito_user'),
  ...words('cognito-identity', 'cognito_identity'),
  ...words('kinesis', 'kinesis_stream'),
  ...words('firehose', 'kinesis_firehose'),
  ...words('kinesisvideo', 'kinesis_video'),
  ...words('ses', 'sesv2'),
  ...words('acm-pca', 'acmpca'),
  ...words('elasticbeanstalk', 'elastic_beanstalk'),
  ...words('mobiletargeting', 'pinpoint'),
  ...words('sso', 'ssoadmin'),
  ...words('waf-regional', 'wafregional'),
])
function words(namespace: string, list: string): readonly (readonly [string, string])[] {
  return list.split(' ').map((word) => [word, namespace] as const)
}

const AWS = 'aws_'

/** The service word of a Terraform type of AWS (`aws_s3_bucket`); a type that is listed nowhere keeps its word. Null for any other type. */
export function serviceOfTerraform(type: string | null): string | null {
  if (type === null || !type.startsWith(AWS)) return null
  const [first = '', second] = type.slice(AWS.length).split('_', 2)
  if (first === '') return null
  return (second === undefined ? undefined : TERRAFORM.get(`${first}_${second}`)) ?? TERRAFORM.get(first) ?? first
}

/** `AWS::Serverless::…` is a short form that CloudFormation writes out as resources of these services (AWS SAM, its resource types). */
const SERVERLESS: ReadonlyMap<string, string> = new Map([
  ['Function', 'lambda'],
  ['LayerVersion', 'lambda'],
  ['CapacityProvider', 'lambda'],
  ['Api', 'apigateway'],
  ['HttpApi', 'apigateway'],
  ['WebSocketApi', 'apigateway'],
  ['GraphQLApi', 'appsync'],
  ['SimpleTable', 'dynamodb'],
  ['StateMachine', 'states'],
  ['Application', 'serverlessrepo'],
])

const CLOUDFORMATION = /^AWS::([A-Za-z0-9]{1,60})::([A-Za-z0-9]{1,60})/

/** The service word of a CloudFormation type (`AWS::S3::Bucket`); null for what is no such type, or connects services. */
export function serviceOfCloudFormation(type: string | null): string | null {
  const [, service = '', kind = ''] = CLOUDFORMATION.exec(type ?? '') ?? []
  if (service === 'Serverless') return SERVERLESS.get(kind) ?? null
  return service === '' ? null : service.toLowerCase()
}
