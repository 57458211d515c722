// The collection kit: what it would call, the kit itself, and what came back.
import * as z from 'zod'
import { AccountId, EvidenceId, FileToken, JobId, ServiceKey, Sha256, TopicId } from '#domain/ids'
import { KitHeader, KitOutcome } from '#domain/kit'
import { command, query } from './endpoint.ts'
import { ImportRun } from './imports.ts'

/** A command as the client reads it before running a kit. */
export const ToldCommand = z.strictObject({
  service: ServiceKey,
  topic: TopicId,
  command: z.string(),
  purpose: z.string(),
  permission: z.string(),
  /** What it is called for, beside regions; null where it is called once. */
  forEach: z.string().nullable(),
  /** How many lists it stands inside. */
  depth: z.int().nonnegative(),
  reach: z.enum(['once', 'region']),
  /** What is left out of its answer, and why. */
  leavesOut: z.string().nullable(),
})
export type ToldCommand = z.infer<typeof ToldCommand>

const order = {
  services: z.array(ServiceKey).min(1).max(300),
  /** The kit refuses to run in any other; empty lets it run anywhere. */
  accounts: z.array(AccountId).max(1000).default([]),
  /** Empty leaves it to the kit: all regions of the account. */
  regions: z
    .array(z.string().regex(/^[a-z]{2}[a-z0-9-]{3,30}$/))
    .max(100)
    .default([]),
}

/** Outcomes, and answers the manifest names that are not among the evidence. */
const Counts = z.strictObject({
  answered: z.int().nonnegative(),
  absent: z.int().nonnegative(),
  'access-denied': z.int().nonnegative(),
  failed: z.int().nonnegative(),
  'not-run': z.int().nonnegative(),
  missing: z.int().nonnegative(),
})

/** A call that gave no evidence, with the record of it. */
const OpenCall = z.strictObject({
  evidenceId: EvidenceId,
  outcome: KitOutcome,
  account: AccountId.nullable(),
  region: z.string().nullable(),
  /** What it asked about; null where that is not known or it asked about everything. */
  asked: z.string().nullable(),
  error: z.string().nullable(),
})

export const KitCommandResult = z.strictObject({
  service: ServiceKey,
  topic: TopicId,
  /** `pinpoint get-apps`. */
  command: z.string(),
  counts: Counts,
  /** The first calls that gave no evidence, and how many there are. */
  open: z.array(OpenCall).readonly(),
  openTotal: z.int().nonnegative(),
})
export type KitCommandResult = z.infer<typeof KitCommandResult>

export const KitResults = z.strictObject({
  /** The manifests, newest first. */
  bundles: z
    .array(
      z.strictObject({
        sha256: Sha256,
        fileName: z.string(),
        /** Null where the header is damaged. */
        header: KitHeader.nullable(),
        /** False where the collection was interrupted. */
        whole: z.boolean(),
        calls: z.int().nonnegative(),
        /** Calls of it that still count: no later bundle made them again. */
        current: z.int().nonnegative(),
        /** What did not fit when it was imported. */
        problems: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  services: z.array(z.strictObject({ service: ServiceKey, counts: Counts })).readonly(),
  commands: z.array(KitCommandResult).readonly(),
})
export type KitResults = z.infer<typeof KitResults>

export const kit = {
  /** What a kit for these services would call. `services` says which keys of the catalog have commands of their own. */
  'kit.commands': query(
    { services: z.array(ServiceKey).max(300) },
    z.strictObject({ commands: z.array(ToldCommand).readonly(), services: z.array(ServiceKey).readonly() }),
  ),
  /** Makes a kit: its files, and a token for all of them as one ZIP. Needs no engagement. */
  'kit.make': command(
    order,
    z.strictObject({
      file: FileToken,
      fileName: z.string(),
      sha256: Sha256,
      commands: z.int().nonnegative(),
      files: z.array(z.strictObject({ name: z.string(), text: z.string(), executable: z.boolean() })).readonly(),
    }),
  ),
  /**
   * Imports a bundle: a folder, its files one by one, a ZIP or a .tar.gz. Refused where it holds no manifest of a kit. What does not fit is in `problems`, and
   * kept with the manifest.
   */
  'kit.import': command(
    { jobId: JobId, files: z.array(FileToken).min(1).max(10_000), name: z.string().min(1).max(500).optional() },
    z.strictObject({ run: ImportRun, problems: z.array(z.string()).readonly(), results: KitResults }),
  ),
  /** What became of every call that counts. */
  'kit.results': query({}, KitResults),
}
