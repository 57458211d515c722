// Prowler's compliance CSVs, version 3 to 5: each finding again under every requirement it speaks to, and the requirements that
// no check covers. The findings themselves are other files of the same run.
import { UNSTATED } from '#domain/evidence'
import { isFloatAccount, readAccount } from './account.ts'
import { type CsvFormat, type CsvHeader, importCsv, recutCsv } from './csv-import.ts'
import { csvRecognition } from './csv-recognition.ts'
import type { Importer } from './importer.ts'
import { splitLinks } from './links.ts'
import { quoted } from './notes.ts'
import { regionOf, resultOfWord, serviceOfCheck, V3_TO_V5_WORDS } from './prowler-words.ts'
import { readTime } from './times.ts'

/** FORMATS.md §3.5, §4.8: columns every generation, framework and provider has. */
const MARKS = ['PROVIDER', 'DESCRIPTION', 'ASSESSMENTDATE', 'STATUS', 'STATUSEXTENDED', 'RESOURCEID', 'CHECKID']

/**
 * FORMATS.md §4.8, and the row models in Prowler's lib/outputs/compliance. The first column that is there and says something counts.
 * GitHub, Okta and Google Workspace have no region column; Kubernetes of 4.0.1 has no account column.
 */
const COLUMNS = {
  account: [
    'ACCOUNTID',
    'SUBSCRIPTIONID',
    'SUBSCRIPTION',
    'PROJECTID',
    'TENANTID',
    'TENANCYID',
    'ACCOUNT_ID',
    'DOMAIN',
    'ORGANIZATIONDOMAIN',
    'CONTEXT',
  ],
  region: ['REGION', 'LOCATION', 'NAMESPACE'],
  framework: ['NAME', 'FRAMEWORK', 'DESCRIPTION'],
  /** Well-Architected at 4.0 and ISO 27001 before 5.1 have no REQUIREMENTS_ID; OBJETIVE is spelled so. */
  requirement: ['REQUIREMENTS_ID', 'REQUIREMENTS_ATTRIBUTES_WELLARCHITECTEDPRACTICEID', 'REQUIREMENTS_ATTRIBUTES_OBJETIVE_ID'],
  title: [
    'REQUIREMENTS_NAME',
    'REQUIREMENTS_ATTRIBUTES_NAME',
    'REQUIREMENTS_ATTRIBUTES_OBJETIVE_NAME',
    'REQUIREMENTS_DESCRIPTION',
    'REQUIREMENTS_ATTRIBUTES_DESCRIPTION',
  ],
  description: [
    'REQUIREMENTS_ATTRIBUTES_DESCRIPTION',
    'REQUIREMENTS_ATTRIBUTES_DESCRIPCIONCONTROL',
    'REQUIREMENTS_ATTRIBUTES_CHECK_SUMMARY',
    'REQUIREMENTS_DESCRIPTION',
  ],
  risk: ['REQUIREMENTS_ATTRIBUTES_RATIONALESTATEMENT'],
  remediation: ['REQUIREMENTS_ATTRIBUTES_REMEDIATIONPROCEDURE', 'REQUIREMENTS_ATTRIBUTES_FIXTEXT'],
} as const
const CATEGORIES = [
  'REQUIREMENTS_ATTRIBUTES_SECTION',
  'REQUIREMENTS_ATTRIBUTES_SUBSECTION',
  'REQUIREMENTS_ATTRIBUTES_SUBGROUP',
  'REQUIREMENTS_ATTRIBUTES_CATEGORY',
  'REQUIREMENTS_ATTRIBUTES_MARCO',
  'REQUIREMENTS_ATTRIBUTES_CATEGORIA',
  'REQUIREMENTS_ATTRIBUTES_PROFILE',
  'REQUIREMENTS_ATTRIBUTES_ASSESSMENTSTATUS',
]
const LINKS = ['REQUIREMENTS_ATTRIBUTES_REFERENCES', 'REQUIREMENTS_ATTRIBUTES_IMPLEMENTATIONGUIDANCEURL', 'REQUIREMENTS_TECHNIQUEURL']
/** Addresses stand behind one another with a colon, a bar or white space between. A run of white space is tried from its beginning only. */
const BETWEEN_LINKS = /(?<!\s)\s*(?:[:|]\s*|\s)(?=https?:\/\/)/

/** What stands where a check would, in rows of requirements that no check covers. */
const NO_CHECK = new Set(['manual', 'manual_check'])
const NO_RESOURCE = 'manual_check'

/** `prowler-output-111122223333-20260302070000_cis_2.0_aws.csv`: behind the time of the run, the framework as `--compliance` takes it. */
const FRAMEWORK_IN_NAME = /-\d{14}_([A-Za-z0-9][A-Za-z0-9._-]{0,100})\.csv$/

const frameworkIn = (fileName: string | undefined): string => FRAMEWORK_IN_NAME.exec(fileName ?? '')?.[1] ?? ''

/** Before 5.13 no column names the framework, and the descriptions of CIS 1.5, 2.0 and 3.0 are the same text (FORMATS.md §4.8). */
const namesFramework = ({ columns }: CsvHeader): boolean => columns.has('NAME') || columns.has('FRAMEWORK')
const BY_DESCRIPTION =
  'Neither the columns nor the name of the file say which framework it is of; its description was taken. Keep the names Prowler gives its files.'

const formatOf = (fileName?: string): CsvFormat => ({
  expected: 'PROVIDER;DESCRIPTION;…;STATUS;STATUSEXTENDED;RESOURCEID;…;CHECKID… (Prowler compliance)',
  accepts: ({ columns }) => MARKS.every((name) => columns.has(name)),
  remember: () => () => frameworkIn(fileName),
  map(column, header, note, remembered) {
    const text = (field: keyof typeof COLUMNS): string | null => COLUMNS[field].map(column).find((value) => value !== null) ?? null
    const provider = column('PROVIDER')?.toLowerCase() ?? null
    const account = text('account')
    if (account !== null && isFloatAccount(account))
      return { rejected: 'account-damaged', because: `The account id ${quoted(account)} was turned into a number by a spreadsheet.` }
    const requirement = text('requirement')
    const isNamed = namesFramework(header)
    if (!isNamed && remembered === '' && fileName !== undefined) note('other', BY_DESCRIPTION)
    const framework = isNamed || remembered === '' ? text('framework') : remembered
    const named = column('CHECKID')
    const checkId = NO_CHECK.has(named ?? '') ? null : named
    const resource = column('RESOURCEID')
    const hasResource = resource !== NO_RESOURCE
    const { links } = splitLinks(LINKS.flatMap((name) => column(name)?.split(BETWEEN_LINKS) ?? []))
    return {
      ...UNSTATED,
      checkId,
      title: text('title'),
      description: text('description'),
      statusText: column('STATUSEXTENDED'),
      ...resultOfWord(column('STATUS'), column('MUTED'), V3_TO_V5_WORDS, note),
      resourceId: hasResource ? resource : null,
      // Before 4.3 there is no column for the name, and RESOURCEID holds it, where the main file has the ARN [F, run 104419].
      resourceName: hasResource ? column(header.columns.has('RESOURCENAME') ? 'RESOURCENAME' : 'RESOURCEID') : null,
      scannerService: serviceOfCheck(checkId),
      provider,
      region: regionOf(text('region'), provider),
      accountId: readAccount(account, provider, note),
      ...readTime(column('ASSESSMENTDATE')),
      risk: text('risk'),
      remediationText: text('remediation'),
      remediationUrls: links,
      categories: [...new Set(CATEGORIES.map(column))].filter((category) => category !== null),
      compliance: framework === null ? [] : [{ framework, ids: requirement === null ? [] : [requirement] }],
      toolName: 'Prowler',
      // What no check covers is said here only.
      perRequirement: checkId !== null,
    }
  },
})
const format = formatOf()

/** Prowler compliance CSV, v3 to v5. */
export const prowlerComplianceCsv: Importer = {
  formatId: 'prowler-compliance-csv',
  label: 'Prowler compliance CSV',
  detect: (view) => csvRecognition(view, format, 'Prowler compliance CSV', 'a Prowler compliance file'),
  parse: (bytes, _readAs, fileName) => importCsv(bytes, formatOf(fileName)),
  recut: (raw, context) => recutCsv(raw, context, format),
}
