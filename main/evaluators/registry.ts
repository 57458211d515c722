// Every evaluator. A new one is one file and one line here; which criterion it speaks to, it says itself.
import type { Evaluator } from './evaluator.ts'
import { pinpointDirectUsers, pinpointResources, pinpointWildcards } from './pinpoint-permissions.ts'
import { pinpointConfusedDeputy, pinpointExportRole, pinpointImportRole, pinpointStreamRole } from './pinpoint-roles.ts'

export const EVALUATORS: readonly Evaluator[] = [
  pinpointWildcards,
  pinpointResources,
  pinpointDirectUsers,
  pinpointConfusedDeputy,
  pinpointStreamRole,
  pinpointImportRole,
  pinpointExportRole,
]
