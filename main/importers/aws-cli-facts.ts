// What can be said of any answer of the AWS CLI without knowing its operation: the ARNs in it, whether more pages follow, how much it
// holds. Quotes counts and switches only: texts in answers are secrets and personal data (trap T19).
import { type Arn, arnOf } from './asff-service.ts'
import { namesOf } from './aws-answers.ts'
import { isObject, type JsonObject, textOf } from './fields.ts'

const WHOLE_ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[A-Za-z0-9]*:\S+$/

/** The ARNs that are whole texts of an answer, each once. Policies are left out: what they name is not what the answer is about. */
export function arnsIn(answer: unknown): readonly { readonly id: string; readonly arn: Arn }[] {
  const found = new Map<string, Arn>()
  const open: unknown[] = [answer]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') {
      const arn = WHOLE_ARN.test(value) ? arnOf(value) : null
      if (arn !== null) found.set(value, arn)
    } else if (Array.isArray(value) || (isObject(value) && !('Statement' in value))) {
      for (const inner of Object.values(value)) open.push(inner)
    }
  }
  return [...found].map(([id, arn]) => ({ id, arn })).reverse()
}

const TOKENS = ['NextToken', 'nextToken', 'NextMarker', 'NextContinuationToken', 'LastEvaluatedTableName', 'PaginationToken']

/** True where the answer, or an object around its lists, names a next page (trap T14). */
export function nextPageIn(answer: unknown): boolean {
  if (!isObject(answer)) return false
  if (TOKENS.some((key) => textOf(answer[key]) !== null)) return true
  if (answer['IsTruncated'] === true || answer['Truncated'] === true) return true
  if (textOf(answer['Marker']) !== null && answer['IsTruncated'] === undefined) return true
  return Object.values(answer).some(nextPageIn)
}

/** One sentence on how much there is, in whatever order its members were saved; `at` is where it lies in the answer. */
export function saysWhat(content: unknown, at: string | null): string {
  const under = at === null ? '' : ` under ${at}`
  if (Array.isArray(content)) return content.length === 0 ? `No items${under}.` : `${counted(content.length, 'item')}${under}.`
  if (isObject(content)) {
    const names = Object.keys(content)
      .filter((key) => key !== 'ResponseMetadata')
      .sort()
    if (names.length === 0) return `Nothing${under}.`
    const [only] = names.length === 1 ? names : []
    if (at === null && only !== undefined && (Array.isArray(content[only]) || isObject(content[only]))) return saysWhat(content[only], only)
    const settings = settingsIn(content, names)
    if (settings !== null) return `${settings}.`
    return `${counted(names.length, 'member')}${under}: ${namesOf(names.map((name) => name.slice(0, 60)))}.`
  }
  if (typeof content === 'boolean') return at === null ? `The answer is ${content}.` : `${at} is ${content}.`
  return content === null || content === '' ? `Nothing${under}.` : `One value${under}.`
}

/** An account summary has some fifty members, a password policy ten. */
const MOST_SETTINGS = 100

/** `AccountMFAEnabled 1; Users 12`: an object of nothing but numbers and switches is evidence by its values; null for any other. */
function settingsIn(content: JsonObject, names: readonly string[]): string | null {
  const settings = names.map((name) => [name, content[name]] as const)
  if (names.length > MOST_SETTINGS || !settings.every(([, value]) => typeof value === 'number' || typeof value === 'boolean')) return null
  return settings.map(([name, value]) => `${name.slice(0, 60)} ${String(value)}`).join('; ')
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
