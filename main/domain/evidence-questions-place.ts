// Questions about where a file looked: were these the accounts and regions that are audited, and were all regions looked at?
import { type FileFacts, keptOf, type Question } from './evidence-questions-facts.ts'
import { counted, grouped, listed, quoted } from './evidence-questions-words.ts'
import type { FormatId } from './imports.ts'

/** Words scanners write in place of a region. */
const NO_REGIONS: ReadonlySet<string> = new Set(['global', 'aws-global', '-'])
/** What an engagement can name as a region; a Kubernetes namespace in its place is none. */
const REGION = /^(?=[a-z])[a-z0-9-]{1,30}$/
/** Where AWS keeps the global services, and scanners file them. */
const HOME_OF_GLOBAL_SERVICES = 'us-east-1'

/** Formats of scans that look at an account as a whole; one answer of the AWS CLI is of one region by nature. */
export const ACCOUNT_WIDE_FORMATS: ReadonlySet<FormatId> = new Set([
  'asff',
  'cloudsploit',
  'powerpipe-csv',
  'powerpipe-json',
  'powerpipe-snapshot',
  'prowler-compliance-csv',
  'prowler-csv',
  'prowler-ocsf',
  'prowler-v2-csv',
  'prowler-v2-json',
  'prowler-v3-json',
  'scout2',
  'scoutsuite',
])

type Place = { readonly word: string; readonly records: number }

/** Records per word, most records first. */
function placesOf(facts: FileFacts, wordOf: (scope: FileFacts['scopes'][number]) => string | null): readonly Place[] {
  const places = new Map<string, number>()
  for (const scope of facts.scopes) {
    const word = wordOf(scope)
    if (word !== null) places.set(word, (places.get(word) ?? 0) + scope.records)
  }
  return [...places].map(([word, records]) => ({ word, records })).sort((a, b) => b.records - a.records || (a.word < b.word ? -1 : 1))
}

/** The region a record names, in lower case; null where it names none, or writes another word there. */
export function regionOf({ region }: { readonly region: string | null }): string | null {
  const word = region?.trim().toLowerCase() ?? ''
  return REGION.test(word) && !NO_REGIONS.has(word) ? word : null
}

const recordsOf = (places: readonly Place[]): number => places.reduce((sum, place) => sum + place.records, 0)

function outsideMessage(noun: string, named: readonly Place[], outside: readonly Place[], facts: FileFacts): string {
  const lead = outside.length === named.length ? `No ${noun} that the file names is in scope` : `The file names ${noun}s outside the scope`
  const list = listed(outside.map(({ word, records }) => `${quoted(word)} (${counted(records, 'record')})`))
  return `${lead}: ${list}; ${grouped(recordsOf(outside))} of ${counted(keptOf(facts), 'record')} in all`
}

/** Is evidence of accounts that are not audited? */
export const isOfOtherAccounts: Question = (facts, scope) => {
  if (scope.accounts.length === 0) return []
  const audited = new Set(scope.accounts)
  const named = placesOf(facts, ({ account }) => account)
  const outside = named.filter(({ word }) => !audited.has(word))
  if (outside.length === 0) return []
  return [{ message: `${outsideMessage('account', named, outside, facts)}.`, count: recordsOf(outside) }]
}

/** Is evidence of regions that are not audited? */
export const isOfOtherRegions: Question = (facts, scope) => {
  if (scope.regions.length === 0) return []
  const audited = new Set(scope.regions)
  const named = placesOf(facts, regionOf)
  const outside = named.filter(({ word }) => !audited.has(word))
  if (outside.length === 0) return []
  const isHomeAmong = outside.some(({ word }) => word === HOME_OF_GLOBAL_SERVICES)
  const caution = isHomeAmong ? `, and ${HOME_OF_GLOBAL_SERVICES} is also where scanners file global services such as IAM` : ''
  return [{ message: `${outsideMessage('region', named, outside, facts)}${caution}.`, count: recordsOf(outside) }]
}

/** Is there an audited region of which an account-wide, regional scan says nothing? */
export const isMissingRegions: Question = (facts, scope) => {
  if (!ACCOUNT_WIDE_FORMATS.has(facts.formatId)) return []
  const named = new Set(placesOf(facts, regionOf).map(({ word }) => word))
  const audited = new Set(scope.regions.filter((region) => regionOf({ region }) !== null))
  const missing = [...audited].filter((region) => !named.has(region)).sort()
  if (named.size === 0 || missing.length === 0) return []
  const message = `The file says nothing of ${grouped(missing.length)} of ${counted(audited.size, 'region')} in scope: ${listed(missing)}.`
  return [{ message, count: 1 }]
}

/**
 * Do records not say of which account they are? Then nothing of another scan ends them (standing.ts). Information is left out: nothing of
 * it is to be ended. How much of it a place holds is not known, so of a part of a file only the least there can be is told.
 */
export const isWithoutAccount: Question = (facts) => {
  const kept = keptOf(facts)
  const counting = kept - facts.byResult.info
  const nameless = facts.scopes.reduce((sum, { account, records }) => sum + (account === null ? records : 0), 0)
  const count = nameless === kept ? counting : nameless - facts.byResult.info
  if (count <= 0) return []
  const which =
    count === counting
      ? counting === 1
        ? 'The only record that counts names'
        : `All ${grouped(counting)} records that count name`
      : `${facts.byResult.info === 0 ? '' : 'At least '}${grouped(count)} of ${counted(counting, 'record')} that ${counting === 1 ? 'counts' : 'count'} ${count === 1 ? 'names' : 'name'}`
  const message = `${which} no account: such a record cannot be told from one of another account or machine, so a newer scan does not end it; remove the older import by hand once there is a newer one.`
  return [{ message, count }]
}
