import * as z from 'zod'
import { Engagement, EngagementPatch, EngagementScope } from '#domain/engagement'
import { FileToken, Instant } from '#domain/ids'
import { command, query } from './endpoint.ts'

const Passphrase = z.string().min(1).max(1024)

export const RecentEngagement = z.strictObject({
  /** Opens it again without naming a path. */
  token: FileToken,
  fileName: z.string(),
  folder: z.string(),
  title: z.string(),
  client: z.string(),
  encrypted: z.boolean(),
  openedAt: Instant,
  missing: z.boolean(),
})
export type RecentEngagement = z.infer<typeof RecentEngagement>

export const engagements = {
  'engagements.recent': query({}, z.array(RecentEngagement).readonly()),
  'engagements.forget': command({ token: FileToken }, z.null()),
  /** `file` names a file that does not exist yet (`host.newEngagementFile`). passphrase null = not encrypted. */
  'engagements.create': command({ file: FileToken, passphrase: Passphrase.nullable(), scope: EngagementScope }, Engagement),
  'engagements.open': command({ file: FileToken, passphrase: Passphrase.nullable() }, Engagement),
  /** Copies the bundled sample into the user's folder and opens it. */
  'engagements.openSample': command({}, Engagement),
  'engagements.close': command({}, z.null()),
  'engagements.current': query({}, Engagement.nullable()),
  'engagements.update': command({ patch: EngagementPatch }, Engagement),
}
