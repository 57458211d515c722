// Why a topic of a service's chapter is not tested: the first reason that holds. Pure.
import * as z from 'zod'
import type { Reached } from './coverage-places.ts'

/**
 * `access-denied` the kit asked and was refused · `call-failed` it asked in vain, or was interrupted before it asked ·
 * `no-check-exists` no scanner known to the catalog has a check for it, and no evaluator or call of the kit looks at it ·
 * `import-missing` nothing was imported, or no export of a tool that could test it · `place-not-scanned` such exports are there, but of
 * none of the expected accounts and regions · `nothing-reported` such a tool looked there and says nothing of it.
 */
export const NotTestedWhy = z.enum([
  'no-check-exists',
  'access-denied',
  'call-failed',
  'import-missing',
  'place-not-scanned',
  'nothing-reported',
])
export type NotTestedWhy = z.infer<typeof NotTestedWhy>

/** What the catalog knows to test topics: two scanners' checks, and the collection kit with its evaluators. */
export const Tester = z.enum(['prowler', 'security-hub', 'kit'])
export type Tester = z.infer<typeof Tester>

/** The testers whose records a format holds. A scan of any other tool may hold any check. */
const TESTERS_OF: Readonly<Record<string, readonly Tester[]>> = {
  asff: ['security-hub', 'prowler'],
  'prowler-compliance-csv': ['prowler'],
  'prowler-csv': ['prowler'],
  'prowler-ocsf': ['prowler'],
  'prowler-v2-csv': ['prowler'],
  'prowler-v2-json': ['prowler'],
  'prowler-v3-json': ['prowler'],
  'aws-cli': ['kit'],
  'kit-manifest': ['kit'],
  'iam-authorization-details': ['kit'],
  'iam-credential-report': ['kit'],
}

/** Whether a file of a format may hold what one of the testers found. */
export const couldTest = (formatId: string, testers: readonly Tester[]): boolean =>
  !Object.hasOwn(TESTERS_OF, formatId) || (TESTERS_OF[formatId]?.some((tester) => testers.includes(tester)) ?? true)

/** Why a topic without evidence and verdict is not tested. `anyImport` false = the engagement holds no file at all. */
export function whyNotTested(reached: Reached, testers: readonly Tester[], anyImport: boolean): NotTestedWhy {
  if (reached.denied > 0) return 'access-denied'
  if (reached.failed + reached.notRun > 0) return 'call-failed'
  if (testers.length === 0) return 'no-check-exists'
  if (!anyImport || reached.lookedInVain) return 'import-missing'
  return reached.looked ? 'nothing-reported' : 'place-not-scanned'
}
