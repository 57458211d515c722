// What is asked of whoever has a kit made.

/** A kit that is to be made. Empty lists limit nothing. */
export type KitOrder = {
  /** Keys of the catalog. */
  readonly services: readonly string[]
  /** The kit refuses to run in any other account. */
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
  readonly tickmarkVersion: string
}
