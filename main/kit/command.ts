// What a command of the collection kit is. Data only, in commands-*.ts; which services get which is kits.ts, what the client runs
// is made by sh.ts and powershell.ts.

/** Called once, or in every region that is collected from. */
export type Reach = 'once' | 'region'

export type KitCommand = {
  /** Where its answer is filed: key of the catalog, and topic. */
  readonly service: string
  readonly topic: string
  /** As the AWS CLI writes them. */
  readonly cli: string
  readonly operation: string
  /** What an auditor learns from it. */
  readonly purpose: string
  readonly reach: Reach
  /**
   * Options and their values. `{account}`, `{region}` and the names of lists around it are filled in when it runs; what they stand for
   * comes from AWS and is data.
   */
  readonly args?: Readonly<Record<string, string>>
  /** Where the answer would hold more than evidence, a JMESPath that keeps what is needed, and why. */
  readonly keeps?: { readonly query: string; readonly because: string }
  /** Error codes by which the service says that there is no such thing: a fact, not a failure. */
  readonly absent?: readonly string[]
  /** The AWS CLI does not turn these pages by itself: where the token of the next page stands, and the option that takes it. */
  readonly pages?: { readonly token: string; readonly option: string }
  /** Where it is named otherwise than the operation. */
  readonly action?: string
  /** The answer names things of which more is asked. */
  readonly lists?: KitList
}

export type KitList = {
  /** JMESPath giving a list of rows, one column per name. Without double quotes, which Windows would lose. */
  readonly query: string
  readonly names: readonly string[]
  readonly each: readonly KitCommand[]
}

/** Commands of one service: all fields that repeat are said once. */
export const commandsOf =
  (shared: Pick<KitCommand, 'service' | 'cli' | 'reach'>) =>
  (operation: string, topic: string, purpose: string, more: Partial<KitCommand> = {}): KitCommand => ({
    ...shared,
    operation,
    topic,
    purpose,
    ...more,
  })
