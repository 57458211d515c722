// Which services exist once per account instead of once per region, so that coverage expects no region of them. Data only.
import * as z from 'zod'

/** `regional`: looked for in every account and region of the scope. `global`: in every account, whatever region a scanner writes. */
export const ServiceReach = z.enum(['regional', 'global'])
export type ServiceReach = z.infer<typeof ServiceReach>

const FAULT_ISOLATION = 'AWS whitepaper "AWS Fault Isolation Boundaries", page "Global services"'
const ENDPOINTS = 'AWS General Reference, service endpoints'

/** By catalog key; `source` says where AWS says so. Everything else is regional. */
const GLOBAL_SERVICES: Readonly<Record<string, { readonly source: string }>> = {
  account: { source: `${FAULT_ISOLATION}: AWS Account Management, unique by partition` },
  billing: { source: `${ENDPOINTS}: AWS Billing and Cost Management, one Region serves all` },
  cloudfront: { source: `${FAULT_ISOLATION}: Amazon CloudFront, edge network` },
  cur: { source: `${ENDPOINTS}: AWS Cost and Usage Reports, one Region serves all` },
  globalaccelerator: { source: `${FAULT_ISOLATION}: AWS Global Accelerator, edge network` },
  iam: { source: `${FAULT_ISOLATION}: AWS IAM, unique by partition` },
  organizations: { source: `${FAULT_ISOLATION}: AWS Organizations, unique by partition` },
  route53: { source: `${FAULT_ISOLATION}: Route 53, edge network and unique by partition` },
  // No other region of the account than the one its owner chose holds anything to look at.
  sso: { source: 'IAM Identity Center user guide, "Organization and account instances": an account has one instance, in one Region' },
  support: { source: `${ENDPOINTS}: AWS Support, cases belong to the account whatever endpoint is asked` },
}

/** Whether a service is looked for once per account or once per account and region. */
export const reachOf = (service: string): ServiceReach => (Object.hasOwn(GLOBAL_SERVICES, service) ? 'global' : 'regional')

/** Where AWS says that a service is global; null for regional ones. */
export const reachSource = (service: string): string | null =>
  Object.hasOwn(GLOBAL_SERVICES, service) ? (GLOBAL_SERVICES[service]?.source ?? null) : null

/** The services that are global, by catalog key. */
export const globalServices = (): readonly string[] => Object.keys(GLOBAL_SERVICES)
