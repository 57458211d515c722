// Proposals: what the evidence suggests as the verdict on a criterion, and what a person made of it. A proposal is never a conclusion;
// it is worked out anew from the evidence that stands, and only what was taken or overruled is kept.
import * as z from 'zod'
import { EvidenceId, Sha256 } from './ids.ts'

/** What evidence can suggest. `not-tested` is no suggestion, and `inherited` rests on a report a person has read. */
export const ProposedVerdict = z.enum(['met', 'partly-met', 'not-met', 'not-applicable'])
export type ProposedVerdict = z.infer<typeof ProposedVerdict>

/** The exact bytes something rests on. `pointer` leads into them where they are JSON (RFC 6901); '' is the whole. */
export const Place = z.strictObject({
  evidenceId: EvidenceId,
  sha256: Sha256,
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  pointer: z.string(),
})
export type Place = z.infer<typeof Place>

/** How many places travel with a proposal; `restsOnTotal` says how many there are. */
export const MOST_PLACES = 24

/** What one evaluator makes of the evidence; verdict null = the evidence does not decide, and the reason says what is missing. */
export const ProposalPart = z.strictObject({
  evaluatorId: z.string(),
  verdict: ProposedVerdict.nullable(),
  reason: z.string(),
  restsOn: z.array(Place).readonly(),
  restsOnTotal: z.int().nonnegative(),
})
export type ProposalPart = z.infer<typeof ProposalPart>

/** What the evidence suggests for one criterion. `digest` is over all it says, also where lists are printed shortened. */
export const Proposal = z.strictObject({
  criterionId: z.string(),
  /** Null = no suggestion: something is missing, or the evidence alone cannot decide. */
  verdict: ProposedVerdict.nullable(),
  reason: z.string(),
  parts: z.array(ProposalPart).min(1).readonly(),
  digest: Sha256,
})
export type Proposal = z.infer<typeof Proposal>

export const Decision = z.enum(['accepted', 'overruled'])
export type Decision = z.infer<typeof Decision>

/** What was proposed when the verdict was given, and what the person did with it. */
export const AnsweredProposal = z.strictObject({
  decision: Decision,
  verdict: ProposedVerdict,
  reason: z.string(),
  digest: Sha256,
  restsOn: z.array(Place).readonly(),
  restsOnTotal: z.int().nonnegative(),
})
export type AnsweredProposal = z.infer<typeof AnsweredProposal>

/** What a person says of a proposal when giving a verdict; the digest names exactly the proposal that was looked at. */
export const ProposalAnswer = z.strictObject({ decision: Decision, digest: Sha256 })
export type ProposalAnswer = z.infer<typeof ProposalAnswer>

/** All places of a proposal's parts, as many as travel. */
export const placesOf = ({ parts }: Proposal): { readonly restsOn: readonly Place[]; readonly restsOnTotal: number } => ({
  restsOn: parts.flatMap((part) => part.restsOn).slice(0, MOST_PLACES),
  restsOnTotal: parts.reduce((sum, part) => sum + part.restsOnTotal, 0),
})
