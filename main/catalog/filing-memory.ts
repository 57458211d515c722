// Remembers how records were filed, for a file says the same of hundreds of resources.
import type { Filing, ScanRecord } from '#domain/evidence'
import type { Arn } from './filing-facts.ts'

/** Everything an answer depends on. */
export type FilingQuestion = {
  readonly record: ScanRecord
  readonly arn: Arn | null
  /** Whether the account is one of AWS. */
  readonly account: boolean
}

export type FilingMemory = {
  readonly recall: (question: FilingQuestion) => Filing | null
  readonly keep: (question: FilingQuestion, filing: Filing) => void
}

/** How many different answers are remembered: a file of all-different records must not fill the memory. */
const MOST = 20_000
/** And how many for one check: beyond them comparing takes longer than filing. */
const MOST_OF_A_CHECK = 24
/** Longer texts and lists are filed anew each time. */
const LONGEST_TEXT = 4000
const LONGEST_LIST = 20

/** What an answer depends on, and the answer. */
type Answer = Pick<
  ScanRecord,
  | 'resourceType'
  | 'scannerService'
  | 'checkId'
  | 'title'
  | 'perRequirement'
  | 'provider'
  | 'partition'
  | 'toolName'
  | 'topic'
  | 'categories'
  | 'remediationUrls'
> &
  Pick<FilingQuestion, 'arn' | 'account'> & { readonly filing: Filing }

export function createFilingMemory(): FilingMemory {
  const checks = new Map<string | null, Answer[]>()
  let kept = 0
  const nameOf = (record: ScanRecord): string | null => record.checkId ?? record.title
  return {
    recall: (question) => {
      const answers = checks.get(nameOf(question.record))
      if (answers !== undefined) for (const answer of answers) if (isOf(answer, question)) return answer.filing
      return null
    },
    keep: (question, filing) => {
      const { record } = question
      if (!isShort(record)) return
      if (kept >= MOST) {
        checks.clear()
        kept = 0
      }
      const answers = checks.get(nameOf(record))
      const answer = answerOf(question, filing)
      kept += 1
      if (answers === undefined) checks.set(nameOf(record), [answer])
      else {
        if (answers.length >= MOST_OF_A_CHECK) answers.length = 0
        answers.push(answer)
      }
    },
  }
}

const isShort = ({ title, checkId, categories, remediationUrls }: ScanRecord): boolean =>
  (title?.length ?? 0) + (checkId?.length ?? 0) <= LONGEST_TEXT && categories.length + remediationUrls.length <= LONGEST_LIST

/** Where a record stands for one requirement, its title is the requirement's and says nothing of the check. */
const titleOf = (record: ScanRecord): string | null => (record.perRequirement && record.checkId !== null ? null : record.title)

function answerOf({ record, arn, account }: FilingQuestion, filing: Filing): Answer {
  const { resourceType, scannerService, checkId, perRequirement, provider, partition, toolName, topic, categories, remediationUrls } =
    record
  const about = { resourceType, scannerService, checkId, perRequirement, provider, partition, toolName, topic, categories, remediationUrls }
  return { ...about, title: titleOf(record), arn, account, filing }
}

/** Member by member, and not over a list of their names: each record is compared, and names that vary are looked up slowly. */
const isOf = (answer: Answer, { record: r, arn, account }: FilingQuestion): boolean =>
  answer.resourceType === r.resourceType &&
  answer.scannerService === r.scannerService &&
  answer.checkId === r.checkId &&
  answer.perRequirement === r.perRequirement &&
  answer.provider === r.provider &&
  answer.partition === r.partition &&
  answer.toolName === r.toolName &&
  answer.topic === r.topic &&
  answer.title === titleOf(r) &&
  answer.account === account &&
  answer.arn?.namespace === arn?.namespace &&
  answer.arn?.kind === arn?.kind &&
  answer.arn?.partition === arn?.partition &&
  areSame(answer.categories, r.categories) &&
  areSame(answer.remediationUrls, r.remediationUrls)

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let n = 0; n < some.length; n += 1) if (some[n] !== others[n]) return false
  return true
}
