// A sign-off: a person's name under exactly what was seen. It holds only as long as that has not changed (law 6).
import * as z from 'zod'
import { Instant, ServiceKey, Sha256 } from './ids.ts'

export const SignOffRole = z.enum(['preparer', 'reviewer'])
export type SignOffRole = z.infer<typeof SignOffRole>

export const SignOff = z.strictObject({
  service: ServiceKey,
  role: SignOffRole,
  name: z.string(),
  at: Instant,
  /** Digest of the service's evidence, findings, verdicts and conclusions as they were then. */
  contentHash: Sha256,
  /** False once anything under it changed. */
  holds: z.boolean(),
})
export type SignOff = z.infer<typeof SignOff>
