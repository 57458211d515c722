// The canonical topics that tables of commands and answers name (main/catalog/topics.json), by what they hold.

export const DATA = 'data-protection'
export const IDENTITY = 'identity-and-access-management'
export const LOGGING = 'logging-and-monitoring'
export const COMPLIANCE = 'compliance-validation'
export const RESILIENCE = 'resilience'
export const NETWORK = 'infrastructure-security'
/** Configuration, patches, inventory and tags. */
export const CONFIGURATION = 'configuration-and-vulnerability-analysis'
export const ENDPOINTS = 'vpc-endpoints'
