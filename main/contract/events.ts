// Events: what the program tells its windows unasked. Payloads are small; a window asks again for what it shows.
import * as z from 'zod'
import { FileToken, JobId } from '#domain/ids'
import type { EventName } from './names.ts'

/** Progress of a long job. `done`/`total` in bytes for imports, in steps for reports; `total` null where unknown. */
export const JobProgress = z.strictObject({
  jobId: JobId,
  step: z.string(),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  records: z.int().nonnegative(),
  /** Per second, of `done` and of `records`. */
  rate: z.number().nonnegative(),
  recordRate: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const eventPayloads = {
  'job.progressed': JobProgress,
  /** Something in the open engagement changed, or another one was opened: ask again. */
  'engagement.changed': z.strictObject({ subjects: z.array(z.string()).readonly() }),
  /** The operating system handed files over (file association, second instance, drop on the dock icon). */
  'files.offered': z.strictObject({ files: z.array(z.strictObject({ token: FileToken, name: z.string() })).readonly() }),
} satisfies Record<EventName, z.ZodType>

export type EventPayload<E extends EventName> = z.infer<(typeof eventPayloads)[E]>
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void
