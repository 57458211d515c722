// What a row of the table of AWS CLI answers says. Data only; the rows are in aws-cli-answers-*.ts, matching is in aws-cli-answers.ts.

/** One operation whose answer is known by its shape (FORMATS.md §7.1; members as in the botocore service models). */
export type Answer = {
  /** As the AWS CLI writes it. */
  readonly operation: string
  /** What the answer shows, as a title. */
  readonly shows: string
  /** Topic of the catalog; null leaves it to the filing rules. */
  readonly topic: string | null
  /** Where the content lies: a top-level key, and the key of the list inside it where there is one. Absent where members lie flat. */
  readonly at?: string
  /** Members every item of the list has, or the object at that place. */
  readonly has?: readonly string[]
  /** Items have no other members than those. */
  readonly only?: true
  /** How the text at that place reads, or every text of a list of texts. */
  readonly reads?: RegExp
  /** Top-level members a flat answer always has; others may stand beside them. */
  readonly flat?: readonly string[]
  /** Top-level members that may stand beside the content. */
  readonly also?: readonly string[]
  /**
   * Other operations answer under the same key: an empty list does not tell which it was, and without `has` or `reads` nothing does.
   * Such an answer is known only where a person names its operation.
   */
  readonly shared?: true
  /** ARNs in the answer name things it only mentions, perhaps of other accounts. */
  readonly ofOthers?: true
  /** The member of each item that names the account the answer is about. */
  readonly account?: string
  /** The service word filing goes by, where it is another than that of the operation's service. */
  readonly word?: string
}

export type AnswerService = {
  /** As the AWS CLI writes it. */
  readonly cli: string
  /** ARN namespace, by which the catalog knows the service. */
  readonly word: string
  readonly name: string
  readonly answers: readonly Answer[]
}
