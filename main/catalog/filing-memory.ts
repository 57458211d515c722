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

/** Members of a record that are compared as they are. */
const COMPARED = [
  'resourceType',
  'scannerService',
  'checkId',
  'perRequirement',
  'provider',
  'partition',
  'toolName',
  'topic',
] as const satisfies readonly (keyof ScanRecord)[]

type Answer = Pick<ScanRecord, (typeof COMPARED)[number] | 'categories' | 'remediationUrls'> & {
  readonly filing: Filing
  readonly title: string | null
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
  const compared = Object.fromEntries(COMPARED.map((name) => [name, record[name]])) as Pick<ScanRecord, (typeof COMPARED)[number]>
  const { categories, remediationUrls } = record
  return { ...compared, categories, remediationUrls, title: titleOf(record), filing, arn, account }
}

function isOf(answer: Answer, { record, arn, account }: FilingQuestion): boolean {
  for (const name of COMPARED) if (answer[name] !== record[name]) return false
  return (
    answer.title === titleOf(record) &&
    answer.account === account &&
    answer.arn?.namespace === arn?.namespace &&
    answer.arn?.kind === arn?.kind &&
    answer.arn?.partition === arn?.partition &&
    areSame(answer.categories, record.categories) &&
    areSame(answer.remediationUrls, record.remediationUrls)
  )
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let n = 0; n < some.length; n += 1) if (some[n] !== others[n]) return false
  return true
}
