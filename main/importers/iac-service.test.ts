import { describe, expect, it } from 'vitest'
import { serviceOfCloudFormation, serviceOfTerraform } from './iac-service.ts'
import { kics } from './kics.ts'
import { bytesOf, readAll } from './reading.fixture.ts'

describe('services of types', () => {
  it.each([
    ['aws_s3_bucket', 's3'],
    ['aws_db_instance', 'rds'],
    ['aws_cloudwatch_log_group', 'logs'],
    ['aws_cloudwatch_metric_alarm', 'cloudwatch'],
    ['aws_route_table', 'vpc'],
    ['aws_route53_record', 'route53'],
    ['aws_vpc_endpoint', 'vpc'],
    ['aws_vpn_connection', 'vpn'],
    ['aws_network_acl_rule', 'ec2'],
    ['aws_ssoadmin_permission_set', 'sso'],
    ['aws_pinpoint_app', 'mobiletargeting'],
    ['aws_constructor_x', 'constructor'],
    ['aws_', null],
    ['google_container_cluster', null],
    [null, null],
  ])('Terraform %s: %s', (type, service) => {
    expect(serviceOfTerraform(type)).toBe(service)
  })

  it.each([
    ['AWS::S3::Bucket', 's3'],
    ['AWS::Serverless::Function', 'lambda'],
    ['AWS::Serverless::StateMachine', 'states'],
    ['AWS::Serverless::Connector', null],
    ['AwsS3Bucket', null],
    [null, null],
  ])('CloudFormation %s: %s', (type, service) => {
    expect(serviceOfCloudFormation(type)).toBe(service)
  })
})

it('KICS before resource_type: the resource of Terraform is read out of the search key, of anything else it is not', async () => {
  const match = (search_key: string) => ({ file_name: 'main.tf', line: 1, issue_type: 'MissingAttribute', search_key })
  const files = ['resource.aws_s3_bucket[logs].policy', 'metadata.name={{web}}.spec', 'module.aws_proxy.password'].map(match)
  const report = { queries: [{ query_name: 'Q', query_id: 'q-1', severity: 'HIGH', platform: 'Terraform', files }], severity_counters: {} }
  const { records } = await readAll(kics, bytesOf(JSON.stringify(report)))
  expect(
    records.map(({ resourceType, resourceName, scannerService, provider }) => [resourceType, resourceName, scannerService, provider]),
  ).toEqual([
    ['aws_s3_bucket', 'logs', 's3', 'aws'],
    [null, null, null, null],
    [null, null, null, null],
  ])
})
