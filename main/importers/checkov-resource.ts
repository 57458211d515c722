// What a Checkov resource address says: the type, the cloud and the service it belongs to. Addresses are of infrastructure as
// code, never ARNs (FORMATS.md §12); only providers that name themselves are taken for AWS.
import type { ScanRecord } from '#domain/evidence'
import { arnOf } from './asff-service.ts'
import { serviceOfCloudFormation, serviceOfTerraform } from './iac-service.ts'

/** `module.alb.aws_lb.main[0]`: the type is the first part that begins with a provider and an underscore. */
const TERRAFORM_PART = /^(?:aws|azurerm|azuread|google|kubernetes|github|alicloud|oci|ibm)_[a-z0-9_]+$/
const CLOUDFORMATION = /^(AWS::[A-Za-z0-9]+::[A-Za-z0-9:]+)\./

type ResourceFacts = Pick<ScanRecord, 'resourceType' | 'scannerService' | 'provider' | 'partition' | 'region' | 'accountId'>

const SAYS_NOTHING: ResourceFacts = {
  resourceType: null,
  scannerService: null,
  provider: null,
  partition: null,
  region: null,
  accountId: null,
}

/** Gives what an address says, and nothing more. */
export function factsOf(address: string | null): ResourceFacts {
  if (address === null) return SAYS_NOTHING
  const arn = arnOf(address)
  if (arn !== null)
    return {
      ...SAYS_NOTHING,
      provider: 'aws',
      partition: arn.partition,
      scannerService: arn.namespace,
      region: arn.region,
      accountId: arn.account,
    }
  const cloudFormation = CLOUDFORMATION.exec(address)?.[1]
  if (cloudFormation !== undefined)
    return { ...SAYS_NOTHING, resourceType: cloudFormation, scannerService: serviceOfCloudFormation(cloudFormation), provider: 'aws' }
  const type = address.split('.').find((part) => TERRAFORM_PART.test(part))
  if (type === undefined) return SAYS_NOTHING
  const scannerService = serviceOfTerraform(type)
  return { ...SAYS_NOTHING, resourceType: type, scannerService, provider: scannerService === null ? null : 'aws' }
}
