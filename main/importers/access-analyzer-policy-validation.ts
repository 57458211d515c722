// IAM Access Analyzer's checks of one policy text: `validate-policy` (FORMATS.md §7.1). The file names neither the policy nor its
// account; where in the policy each finding lies, it does.
import { type EvidenceResult, UNSTATED } from '#domain/evidence'
import { answerOf } from './aws-answers.ts'
import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from './fields.ts'
import type { Importer } from './importer.ts'
import { importJson, type JsonMapping, recutJson } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { recordOf } from './recognise.ts'

/** FORMATS.md §3.3. */
const isValidation = (value: JsonObject): boolean =>
  ['issueCode', 'findingType', 'learnMoreLink'].every((key) => textOf(value[key]) !== null)

/**
 * The four words of validate-policy (FORMATS.md §7.1). A policy with a warning departs from what AWS calls best practice, which is a
 * fail of the check; a suggestion changes no permission. How severe each is, the service does not say.
 */
const RESULTS: ReadonlyMap<string, EvidenceResult> = new Map([
  ['ERROR', 'fail'],
  ['SECURITY_WARNING', 'fail'],
  ['WARNING', 'fail'],
  ['SUGGESTION', 'info'],
])

const NO_POLICY = 'The file does not name the policy that was checked, nor its account: say which in the finding.'

const map: JsonMapping = (whole, note) => {
  const value = answerOf(whole)
  if (!isValidation(value))
    return { rejected: 'wrong-shape', because: 'no finding about a policy (issueCode, findingType, learnMoreLink).' }
  note('other', NO_POLICY)
  const statusRaw = textOf(value['findingType'])
  const { links, others } = splitLinks(textsOf(value['learnMoreLink']))
  const places = listOf(value['locations'])
    .filter(isObject)
    .map(placeOf)
    .filter((place) => place !== '')
  const details = textOf(value['findingDetails'])
  return {
    ...UNSTATED,
    checkId: textOf(value['issueCode']),
    statusText: places.length === 0 ? details : `${details ?? ''} In the policy: ${places.join('; ')}.`.trimStart(),
    result: resultOf(statusRaw, note),
    statusRaw,
    scannerService: 'access-analyzer',
    provider: 'aws',
    remediationUrls: links,
    remediationCode: others.map((text) => ({ kind: 'reference', text })),
    toolName: 'IAM Access Analyzer policy validation',
  }
}

function resultOf(word: string | null, note: Note): EvidenceResult {
  const known = RESULTS.get(word ?? '')
  if (known === undefined) note('unknown-status', `Finding type ${quoted(word ?? '')} is not known.`)
  return known ?? 'unknown'
}

/** `Statement[0].Principal.Federated (line 8)`: the way to the place, as the file names it. */
function placeOf(location: JsonObject): string {
  let path = ''
  for (const step of listOf(location['path']).map(objectOf)) {
    const index = textOf(step['index'])
    const name = textOf(step['value']) ?? textOf(step['key'])
    if (index !== null) path += `[${index}]`
    else if (name !== null) path += path === '' ? name : `.${name}`
  }
  const line = textOf(objectOf(objectOf(location['span'])['start'])['line'])
  if (line === null) return path
  return path === '' ? `line ${line}` : `${path} (line ${line})`
}

/** Findings of IAM Access Analyzer about one policy. */
export const accessAnalyzerPolicyValidation: Importer = {
  formatId: 'access-analyzer-policy-validation',
  label: 'IAM Access Analyzer policy validation',
  detect: (view) => {
    const seen = recordOf(view)
    if (seen === null || !isValidation(seen.record)) return null
    return {
      label: 'IAM Access Analyzer policy validation',
      confidence: 'certain',
      toolVersion: null,
      reason: `The first record has issueCode, findingType and learnMoreLink. ${seen.where}`,
    }
  },
  parse: (bytes) => importJson(bytes, map),
  recut: (raw) => recutJson(raw, map),
}
