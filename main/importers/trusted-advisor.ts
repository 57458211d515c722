// AWS Trusted Advisor: checks and their flagged resources (`support describe-trusted-advisor-…`), recommendations and their
// resources (`trustedadvisor list-…`, `get-recommendation`) (FORMATS.md §7.1). How each record reads is trusted-advisor-records.ts.
import { firstText, isObject, type JsonObject, objectOf, textOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { type DocumentFormat, importJsonDocument, recutJsonDocument } from './json-document.ts'
import { noteNextPage } from './next-page.ts'
import { documentOf } from './recognise.ts'
import { mapTrustedAdvisor } from './trusted-advisor-records.ts'

/** Lists whose name no other format has; an empty one is an answer without records. */
const OWN_LISTS = [
  'recommendationSummaries',
  'organizationRecommendationSummaries',
  'recommendationResourceSummaries',
  'organizationRecommendationResourceSummaries',
  'checkSummaries',
]
/** Single recommendations of `get-recommendation` and its sibling. */
const SINGLES = ['recommendation', 'organizationRecommendation']
/** What a flagged resource needs of the check around it. */
const OF_CHECK = ['checkId', 'status', 'timestamp']

const FORMAT: DocumentFormat = {
  records: [
    ...[...OWN_LISTS, 'checks', 'summaries'].map((list) => [list, '*']),
    ...SINGLES.map((key) => [key]),
    ['result', 'resourcesSummary'],
    ['result', 'flaggedResources', '*'],
  ],
  context: ({ path, around }, late) => {
    if (path[0] !== 'result') return {}
    const check = objectOf(around[1])
    if (!late && OF_CHECK.some((key) => !(key in check))) return undefined
    const ofCheck = Object.fromEntries(OF_CHECK.filter((key) => key in check).map((key) => [key, check[key]]))
    if (path[1] !== 'resourcesSummary') return ofCheck
    const flagged = check['flaggedResources']
    if (!late && flagged === undefined) return undefined
    // How many a list holds that was cut off is not known; what it held is filed.
    return { ...ofCheck, listed: Array.isArray(flagged) && (late || flagged.length > 0) }
  },
  map: mapTrustedAdvisor,
  finish: (payload, note) => {
    if (isObject(payload)) noteNextPage(payload, note)
  },
}

/** Which keys show that an answer is Trusted Advisor's; null for any other. `result`, `checks` and `summaries` are anybody's words. */
function signOf(answer: JsonObject): string | null {
  const own = OWN_LISTS.find((list) => Array.isArray(answer[list]))
  if (own !== undefined) return own
  const single = SINGLES.find((key) => isObject(answer[key]) && 'checkArn' in answer[key])
  if (single !== undefined) return `${single} with checkArn`
  const result = objectOf(answer['result'])
  if (textOf(result['checkId']) !== null && ('flaggedResources' in result || 'resourcesSummary' in result))
    return 'result with checkId and flaggedResources'
  const summary = firstObject(answer['summaries'])
  if (textOf(summary['checkId']) !== null && isObject(summary['resourcesSummary'])) return 'summaries with checkId and resourcesSummary'
  const check = firstObject(answer['checks'])
  const named = ['id', 'name', 'category'].every((key) => firstText(check[key]) !== null) && Array.isArray(check['metadata'])
  return named ? 'checks with id, name, category and metadata' : null
}

const firstObject = (list: unknown): JsonObject => objectOf(Array.isArray(list) ? list[0] : null)

/** AWS Trusted Advisor. */
export const trustedAdvisor: Importer = {
  formatId: 'trusted-advisor',
  label: 'AWS Trusted Advisor',
  detect: (view) => {
    const answer = documentOf(view)
    const sign = answer === null ? null : signOf(answer)
    if (sign === null) return null
    return { label: 'AWS Trusted Advisor', confidence: 'certain', toolVersion: null, reason: `The document has ${sign}.` }
  },
  parse: (bytes) => importJsonDocument(bytes, FORMAT),
  recut: (raw, context) => recutJsonDocument(raw, context, FORMAT),
}
