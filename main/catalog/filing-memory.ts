// Remembers how records were filed. A file says the same of hundreds of resources, and comparing costs a tenth of filing anew.
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

type Answer = Pick<
  ScanRecord,
  'checkId' | 'perRequirement' | 'resourceType' | 'scannerService' | 'provider' | 'partition' | 'toolName' | 'topic'
> & {
  readonly filing: Filing
  readonly title: string | null
  readonly categories: readonly string[]
  readonly remediationUrls: readonly string[]
  readonly arn: Arn | null
  readonly account: boolean
}

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
  const { checkId, perRequirement, resourceType, scannerService, provider, partition, toolName, topic, categories, remediationUrls } =
    record
  return {
    filing,
    title: titleOf(record),
    checkId,
    perRequirement,
    resourceType,
    scannerService,
    provider,
    partition,
    toolName,
    topic,
    categories,
    remediationUrls,
    arn,
    account,
  }
}

const isOf = (answer: Answer, { record, arn, account }: FilingQuestion): boolean =>
  answer.resourceType === record.resourceType &&
  answer.scannerService === record.scannerService &&
  answer.title === titleOf(record) &&
  answer.checkId === record.checkId &&
  answer.perRequirement === record.perRequirement &&
  answer.account === account &&
  answer.provider === record.provider &&
  answer.partition === record.partition &&
  answer.toolName === record.toolName &&
  answer.topic === record.topic &&
  answer.arn?.namespace === arn?.namespace &&
  answer.arn?.kind === arn?.kind &&
  answer.arn?.partition === arn?.partition &&
  areSame(answer.categories, record.categories) &&
  areSame(answer.remediationUrls, record.remediationUrls)

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let n = 0; n < some.length; n += 1) if (some[n] !== others[n]) return false
  return true
}
