// The findings Trivy writes, whichever report they stand in: vulnerabilities, misconfigurations, secrets, licences (FORMATS.md §13).
import { type ScanRecord, UNSTATED } from '#domain/evidence'
import { arnOf } from './asff-service.ts'
import { firstText, isObject, type JsonObject, objectOf, textOf, textsOf } from './fields.ts'
import { placeInCode, providerOf, scanTime, severityOfIac } from './iac-facts.ts'
import type { Mapped } from './json-import.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'

/** Keys of the lists findings stand in, and what each list holds. */
export const TRIVY_LISTS = ['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Licenses', 'ExperimentalModifiedFindings'] as const

/** The list that holds what a modified finding's Type names. */
const LIST_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['vulnerability', 'Vulnerabilities'],
  ['misconfiguration', 'Misconfigurations'],
  ['secret', 'Secrets'],
  ['license', 'Licenses'],
])

/** What a finding needs beside itself; every member a text or null. */
export type TrivyContext = {
  readonly list: string
  readonly target: string | null
  readonly created: string | null
  readonly version: string | null
  /** The account an AWS account was scanned as. */
  readonly account: string | null
}

/** Reads one finding. Suppressed ones keep what they are and are muted. */
export function mapTrivyFinding(value: unknown, context: JsonObject, note: Note): Mapped {
  if (!isObject(value)) return { rejected: 'not-an-object', because: 'no JSON object.' }
  const list = textOf(context['list'])
  if (list === 'ExperimentalModifiedFindings') {
    const of = LIST_OF_TYPE.get(textOf(value['Type']) ?? '')
    if (of === undefined || !isObject(value['Finding'])) return { rejected: 'wrong-shape', because: 'no modified finding of a known type.' }
    const mapped = mapTrivyFinding(value['Finding'], { ...context, list: of }, note)
    if ('rejected' in mapped) return mapped
    const why = [textOf(value['Statement']), textOf(value['Source'])].filter((text) => text !== null)
    return {
      ...mapped,
      muted: true,
      statusRaw: firstText(value['Status'], mapped.statusRaw),
      statusText: [mapped.statusText, ...why].filter((text) => text !== null).join(' ') || null,
    }
  }
  const common = { ...UNSTATED, ...scanTime(context['created']), toolName: 'Trivy', toolVersion: textOf(context['version']) }
  const severityRaw = textOf(value['Severity'])
  const found = { ...common, severityRaw, severity: severityOfIac(severityRaw, note) }
  if (list === 'Vulnerabilities') return vulnerability(value, context, found, note)
  if (list === 'Misconfigurations') return misconfiguration(value, context, found, note)
  return list === 'Secrets' ? secret(value, context, found) : licence(value, context, found)
}

/** What a vendor says of a package; whose word it is, the report does not say, and Trivy lists it among the vulnerabilities all the same. */
const NOT_AFFECTED = 'not_affected'
const LISTED_THOUGH_NOT_AFFECTED =
  'Vulnerabilities with the status not_affected were filed as fail, as Trivy lists them. Where the vendor’s word is enough, say so in the finding.'

function vulnerability(value: JsonObject, context: JsonObject, found: ScanRecord, note: Note): Mapped {
  const checkId = textOf(value['VulnerabilityID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no vulnerability of Trivy (VulnerabilityID).' }
  const name = textOf(value['PkgName'])
  const fixed = textOf(value['FixedVersion'])
  const cwes = textsOf(value['CweIDs'])
  if (textOf(value['Status'])?.toLowerCase() === NOT_AFFECTED) note('other', LISTED_THOUGH_NOT_AFFECTED)
  return {
    ...found,
    checkId,
    title: firstText(value['Title'], value['VulnerabilityID']),
    description: textOf(value['Description']),
    statusText:
      `${name ?? 'A package'} ${textOf(value['InstalledVersion']) ?? ''}`.trim() +
      (fixed === null ? '; no fixed version is named.' : `; fixed in ${fixed}.`),
    // Trivy's "fixed" says that a fix exists: the installed version is still vulnerable (FORMATS.md §13).
    result: 'fail',
    statusRaw: textOf(value['Status']),
    resourceId: placeInCode(
      textOf(context['target']),
      [textOf(value['PkgPath']), name].filter((text) => text !== null).join(' ') || null,
      null,
    ),
    resourceName: name,
    remediationText: fixed === null ? null : `Update ${name ?? 'the package'} to ${fixed}.`,
    remediationUrls: linksOf(value),
    compliance: cwes.length === 0 ? [] : [{ framework: 'CWE', ids: cwes }],
  }
}

function misconfiguration(value: JsonObject, context: JsonObject, found: ScanRecord, note: Note): Mapped {
  const checkId = firstText(value['ID'], value['AVDID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no misconfiguration of Trivy (ID).' }
  const cause = objectOf(value['CauseMetadata'])
  const address = textOf(cause['Resource'])
  const target = textOf(context['target'])
  const id = [address, target].find((text) => arnOf(text) !== null) ?? null
  const arn = arnOf(id)
  const service = textOf(cause['Service'])
  return {
    ...found,
    checkId,
    title: textOf(value['Title']),
    description: textOf(value['Description']),
    statusText: textOf(value['Message']),
    ...resultOf(textOf(value['Status']), note),
    resourceId: id ?? placeInCode(target, address, textOf(cause['StartLine'])),
    resourceName: address,
    scannerService: service === 'general' ? null : service,
    provider: arn === null ? providerOf(textOf(cause['Provider'])) : 'aws',
    partition: arn?.partition ?? null,
    region: arn?.region ?? null,
    accountId: arn?.account ?? textOf(context['account']),
    remediationText: textOf(value['Resolution']),
    remediationUrls: linksOf(value),
  }
}

/** FORMATS.md §21. A check that was not run as such has no word: what is listed without one failed. */
function resultOf(statusRaw: string | null, note: Note): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  switch (statusRaw?.toUpperCase()) {
    case undefined:
    case 'FAIL':
      return { result: 'fail', statusRaw, muted: false }
    case 'PASS':
      return { result: 'pass', statusRaw, muted: false }
    case 'EXCEPTION':
      return { result: 'fail', statusRaw, muted: true }
    default:
      note('unknown-status', `Status ${quoted(statusRaw ?? '')} is not known; filed as unknown.`)
      return { result: 'unknown', statusRaw, muted: false }
  }
}

/** The text found is a secret, masked or not: it is never quoted (trap T19). */
function secret(value: JsonObject, context: JsonObject, found: ScanRecord): Mapped {
  const checkId = textOf(value['RuleID'])
  if (checkId === null) return { rejected: 'wrong-shape', because: 'no secret of Trivy (RuleID).' }
  const line = textOf(value['StartLine'])
  return {
    ...found,
    checkId,
    title: textOf(value['Title']),
    statusText: line === null ? 'A secret was found.' : `A secret was found in line ${line}.`,
    result: 'fail',
    resourceId: placeInCode(textOf(context['target']), null, line),
    categories: textsOf(value['Category']),
  }
}

/** Trivy counts every licence it lists as a failure of the scan. */
function licence(value: JsonObject, context: JsonObject, found: ScanRecord): Mapped {
  const name = textOf(value['Name'])
  if (name === null) return { rejected: 'wrong-shape', because: 'no licence of Trivy (Name).' }
  const holder = firstText(value['PkgName'], value['FilePath'])
  return {
    ...found,
    checkId: name,
    title: `Licence ${name}`,
    statusText: `Licence ${name} of ${holder ?? 'an unnamed package'}, category ${textOf(value['Category']) ?? 'unknown'}.`,
    result: 'fail',
    resourceId: placeInCode(textOf(context['target']), holder, null),
    resourceName: holder,
    remediationUrls: linksOf(value),
  }
}

const linksOf = (value: JsonObject): readonly string[] =>
  splitLinks([...textsOf(value['PrimaryURL']), ...textsOf(value['References']), ...textsOf(value['Link'])]).links
