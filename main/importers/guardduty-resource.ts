// Which resource a GuardDuty finding is about: GuardDuty names no ARN, but details per kind of resource (FORMATS.md §7.5).
import type { ScanRecord } from '#domain/evidence'
import { eitherCase } from './aws-answers.ts'
import { firstText, type JsonObject, objectOf, textOf } from './fields.ts'

type Place = { readonly details: string; readonly id: readonly string[]; readonly name: string | null; readonly service: string }

/** Members of Resource in the GuardDuty service model, most telling first: S3 findings name an access key beside their bucket. */
const PLACES: readonly Place[] = [
  { details: 'S3BucketDetails', id: ['Arn', 'Name'], name: 'Name', service: 's3' },
  { details: 'LambdaDetails', id: ['FunctionArn'], name: 'FunctionName', service: 'lambda' },
  { details: 'RdsDbInstanceDetails', id: ['DbInstanceArn', 'DbInstanceIdentifier'], name: 'DbInstanceIdentifier', service: 'rds' },
  { details: 'RdsLimitlessDbDetails', id: ['DbShardGroupArn'], name: 'DbShardGroupIdentifier', service: 'rds' },
  { details: 'EksClusterDetails', id: ['Arn'], name: 'Name', service: 'eks' },
  { details: 'EcsClusterDetails', id: ['Arn'], name: 'Name', service: 'ecs' },
  { details: 'EbsSnapshotDetails', id: ['SnapshotArn'], name: null, service: 'ec2' },
  { details: 'Ec2ImageDetails', id: ['ImageArn'], name: null, service: 'ec2' },
  { details: 'RecoveryPointDetails', id: ['RecoveryPointArn'], name: 'BackupVaultName', service: 'backup' },
  { details: 'InstanceDetails', id: ['InstanceId'], name: null, service: 'ec2' },
  { details: 'AccessKeyDetails', id: ['AccessKeyId', 'PrincipalId'], name: 'UserName', service: 'iam' },
]

/** `Resource.ResourceType` leads where it names one of these; otherwise the first details that are there. */
const TYPE_DETAILS: Readonly<Record<string, string>> = {
  AccessKey: 'AccessKeyDetails',
  EC2Image: 'Ec2ImageDetails',
  EBSSnapshot: 'EbsSnapshotDetails',
  ECSCluster: 'EcsClusterDetails',
  EKSCluster: 'EksClusterDetails',
  Instance: 'InstanceDetails',
  Lambda: 'LambdaDetails',
  RDSDBInstance: 'RdsDbInstanceDetails',
  RDSLimitlessDB: 'RdsLimitlessDbDetails',
  S3Bucket: 'S3BucketDetails',
  S3Object: 'S3BucketDetails',
}

/** Resource, its type as GuardDuty writes it, and its service; `guardduty` itself where the details name no service. */
export function guardDutyResource(
  resource: JsonObject,
): Pick<ScanRecord, 'resourceId' | 'resourceName' | 'resourceType' | 'otherResources' | 'scannerService'> {
  const resourceType = textOf(eitherCase(resource, 'ResourceType'))
  const leading = Object.hasOwn(TYPE_DETAILS, resourceType ?? '') ? TYPE_DETAILS[resourceType ?? ''] : undefined
  const found = [...PLACES]
    .sort((a, b) => Number(b.details === leading) - Number(a.details === leading))
    .flatMap((place) => readPlace(resource, place))
  const [first, ...others] = found
  return {
    resourceId: first?.id ?? null,
    resourceName: first?.name ?? null,
    resourceType,
    otherResources: others.map(({ id }) => id),
    scannerService: first?.service ?? 'guardduty',
  }
}

function readPlace(resource: JsonObject, place: Place) {
  const details = eitherCase(resource, place.details)
  return (Array.isArray(details) ? details : [details]).flatMap((item) => {
    const id = firstText(...place.id.map((name) => eitherCase(objectOf(item), name)))
    const name = place.name === null ? null : textOf(eitherCase(objectOf(item), place.name))
    return id === null ? [] : [{ id, name, service: place.service }]
  })
}
