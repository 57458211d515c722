// Every evaluator. A new one is one file and one line here; which criterion it speaks to, it says itself.

import {
  bucketEncryption,
  bucketOwnership,
  bucketPolicyStatus,
  bucketPublicBlock,
  bucketTls,
  bucketTrust,
  bucketVersioning,
} from './buckets.ts'
import type { Evaluator } from './evaluator.ts'
import { passwordPolicy } from './iam-account.ts'
import { keyRotation, longTermCredentials, pinpointMfa, rootKeys, rootMfa, rootUse, unusedCredentials, userMfa } from './iam-credentials.ts'
import {
  iamBroadPolicies,
  iamGroupAttachment,
  iamPassRole,
  iamSensitiveServices,
  iamTrust,
  iamWildcards,
  ssoManagedPolicyHolders,
} from './iam-policies.ts'
import { keyPolicies, keyRotationOn, keyStates } from './kms-keys.ts'
import { CLUSTER_SETTINGS, LISTED_RESOURCES } from './listed-resources.ts'
import { accessAnalyzer, configRecorder, guardDuty, macie, pinpointAlarms, securityHub, ssoAlerts } from './monitoring.ts'
import { pinpointVpcEndpoints } from './network.ts'
import { pinpointDirectUsers, pinpointResources, pinpointWildcards } from './pinpoint-permissions.ts'
import {
  pinpointExports,
  pinpointHealthChannels,
  pinpointLimits,
  pinpointMessageEvents,
  pinpointNames,
  pinpointOwners,
  pinpointPlainChannels,
  pinpointWebhooks,
} from './pinpoint-projects.ts'
import { pinpointConfusedDeputy, pinpointExportRole, pinpointImportRole, pinpointStreamRole } from './pinpoint-roles.ts'
import {
  ssoApplications,
  ssoBoundary,
  ssoDelegatedAdmin,
  ssoGroupAssignments,
  ssoIdentitySource,
  ssoInstance,
  ssoManagementAccount,
  ssoTokenIssuers,
} from './sso-people.ts'
import { ssoAdministrators, ssoIdentityStoreAuth, ssoPermissionSets, ssoSessionDuration } from './sso-permission-sets.ts'
import { trailBuckets, trailCoverage, trailEncryption, trailLogGroups, trailValidation } from './trails.ts'

export const EVALUATORS: readonly Evaluator[] = [
  bucketPublicBlock,
  bucketPolicyStatus,
  bucketTrust,
  bucketTls,
  bucketVersioning,
  bucketOwnership,
  bucketEncryption,
  passwordPolicy,
  userMfa,
  pinpointMfa,
  rootMfa,
  rootKeys,
  rootUse,
  keyRotation,
  unusedCredentials,
  longTermCredentials,
  iamWildcards,
  iamSensitiveServices,
  iamPassRole,
  iamGroupAttachment,
  iamTrust,
  iamBroadPolicies,
  ssoManagedPolicyHolders,
  keyRotationOn,
  keyStates,
  keyPolicies,
  configRecorder,
  guardDuty,
  securityHub,
  macie,
  accessAnalyzer,
  pinpointAlarms,
  ssoAlerts,
  pinpointVpcEndpoints,
  pinpointWildcards,
  pinpointResources,
  pinpointDirectUsers,
  pinpointMessageEvents,
  pinpointPlainChannels,
  pinpointHealthChannels,
  pinpointNames,
  pinpointOwners,
  pinpointLimits,
  pinpointWebhooks,
  pinpointExports,
  pinpointConfusedDeputy,
  pinpointStreamRole,
  pinpointImportRole,
  pinpointExportRole,
  ssoGroupAssignments,
  ssoManagementAccount,
  ssoBoundary,
  ssoInstance,
  ssoDelegatedAdmin,
  ssoApplications,
  ssoTokenIssuers,
  ssoIdentitySource,
  ssoSessionDuration,
  ssoPermissionSets,
  ssoAdministrators,
  ssoIdentityStoreAuth,
  trailCoverage,
  trailValidation,
  trailEncryption,
  trailLogGroups,
  trailBuckets,
  ...LISTED_RESOURCES,
  ...CLUSTER_SETTINGS,
]
