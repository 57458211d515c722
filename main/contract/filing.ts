// Re-filing: the tray of what lies under no service or topic, and the rules by which a person moves checks.
import * as z from 'zod'
import { FilingMove, FilingReason, FilingRuleRow, FilingTray } from '#domain/filing'
import { command, query } from './endpoint.ts'

/** A tray may hold a suggestion for each of thousands of checks, and all may be accepted at once. */
const MOST_MOVES = 20_000

/** What a change of rules did: rules written or removed, the current records they move, findings that followed, drafts made or withdrawn. */
export const FilingOutcome = z.strictObject({
  rules: z.int().nonnegative(),
  records: z.int().nonnegative(),
  findingsMoved: z.int().nonnegative(),
  findingsDrafted: z.int().nonnegative(),
  findingsWithdrawn: z.int().nonnegative(),
})
export type FilingOutcome = z.infer<typeof FilingOutcome>

export const filing = {
  'filing.tray': query({}, FilingTray),
  'filing.rules': query({}, z.array(FilingRuleRow).readonly()),
  /** One rule per check and place, all with one reason, all or none. A move to where the program filed the check removes its rule. */
  'filing.refile': command({ moves: z.array(FilingMove).min(1).max(MOST_MOVES).readonly(), reason: FilingReason }, FilingOutcome),
  /** Undoes moves: their checks lie again where the program files them. */
  'filing.removeRules': command(
    {
      rules: z
        .array(FilingMove.pick({ check: true, from: true }))
        .min(1)
        .max(MOST_MOVES)
        .readonly(),
      reason: FilingReason.optional(),
    },
    FilingOutcome,
  ),
  /** Where the program filed a check, and how many records of it count there. */
  'filing.placesOfCheck': query(
    { check: FilingMove.shape.check },
    z.array(FilingMove.shape.from.extend({ records: z.int().nonnegative() })).readonly(),
  ),
}
