// Prowler's CSV output of findings, versions 3, 4 and 5. Version 2 and the compliance CSVs are other formats.
import { isFloatAccount, readAccount } from './account.ts'
import { type CsvFormat, type CsvHeader, importCsv, recutCsv } from './csv-import.ts'
import { csvRecognition } from './csv-recognition.ts'
import type { Importer } from './importer.ts'
import { quoted } from './notes.ts'
import { complianceOfText } from './prowler-compliance.ts'
import { remediationOf } from './prowler-remediation.ts'
import { type ProwlerWords, regionOf, resultOfWord, V3_WORDS, V4_WORDS } from './prowler-words.ts'
import { severityOfWord } from './severity.ts'
import { readTime } from './times.ts'

type Field =
  | 'toolRecordId'
  | 'checkId'
  | 'title'
  | 'description'
  | 'statusText'
  | 'status'
  | 'muted'
  | 'severity'
  | 'resourceArn'
  | 'resourceId'
  | 'resourceName'
  | 'resourceType'
  | 'service'
  | 'provider'
  | 'partition'
  | 'region'
  | 'account'
  | 'time'
  | 'risk'
  | 'remediationText'
  | 'remediationUrl'
  | 'additionalUrls'
  | 'categories'
  | 'compliance'
  | 'toolVersion'

type Layout = {
  /** Columns that make a header one of this layout. */
  readonly marks: readonly string[]
  readonly columns: Readonly<Record<Field, string | null>>
  readonly code: readonly { readonly kind: string; readonly column: string }[]
  readonly words: ProwlerWords
}

/** FORMATS.md §4.6. */
const V4: Layout = {
  marks: ['AUTH_METHOD', 'TIMESTAMP', 'ACCOUNT_UID', 'CHECK_ID', 'STATUS'],
  columns: {
    toolRecordId: 'FINDING_UID',
    checkId: 'CHECK_ID',
    title: 'CHECK_TITLE',
    description: 'DESCRIPTION',
    statusText: 'STATUS_EXTENDED',
    status: 'STATUS',
    muted: 'MUTED',
    severity: 'SEVERITY',
    resourceArn: null,
    resourceId: 'RESOURCE_UID',
    resourceName: 'RESOURCE_NAME',
    resourceType: 'RESOURCE_TYPE',
    service: 'SERVICE_NAME',
    provider: 'PROVIDER',
    partition: 'PARTITION',
    region: 'REGION',
    account: 'ACCOUNT_UID',
    time: 'TIMESTAMP',
    risk: 'RISK',
    remediationText: 'REMEDIATION_RECOMMENDATION_TEXT',
    remediationUrl: 'REMEDIATION_RECOMMENDATION_URL',
    additionalUrls: 'ADDITIONAL_URLS',
    categories: 'CATEGORIES',
    compliance: 'COMPLIANCE',
    toolVersion: 'PROWLER_VERSION',
  },
  code: [
    { kind: 'NativeIaC', column: 'REMEDIATION_CODE_NATIVEIAC' },
    { kind: 'Terraform', column: 'REMEDIATION_CODE_TERRAFORM' },
    { kind: 'CLI', column: 'REMEDIATION_CODE_CLI' },
    { kind: 'Other', column: 'REMEDIATION_CODE_OTHER' },
  ],
  words: V4_WORDS,
}

/** FORMATS.md §4.4. */
const V3: Layout = {
  marks: ['ASSESSMENT_START_TIME', 'FINDING_UNIQUE_ID', 'CHECK_ID', 'STATUS'],
  columns: {
    ...V4.columns,
    toolRecordId: 'FINDING_UNIQUE_ID',
    muted: null,
    resourceArn: 'RESOURCE_ARN',
    resourceId: 'RESOURCE_ID',
    resourceName: null,
    partition: null,
    account: 'ACCOUNT_ID',
    time: 'ASSESSMENT_START_TIME',
    additionalUrls: null,
    toolVersion: null,
  },
  code: [
    { kind: 'NativeIaC', column: 'REMEDIATION_RECOMMENDATION_CODE_NATIVEIAC' },
    { kind: 'Terraform', column: 'REMEDIATION_RECOMMENDATION_CODE_TERRAFORM' },
    { kind: 'CLI', column: 'REMEDIATION_RECOMMENDATION_CODE_CLI' },
    { kind: 'Other', column: 'REMEDIATION_RECOMMENDATION_CODE_OTHER' },
  ],
  words: V3_WORDS,
}

const layoutOf = (header: CsvHeader): Layout | undefined =>
  [V4, V3].find((layout) => layout.marks.every((name) => header.columns.has(name)))

const format: CsvFormat = {
  expected: 'AUTH_METHOD;TIMESTAMP;ACCOUNT_UID… (Prowler 4 and 5) or ASSESSMENT_START_TIME;FINDING_UNIQUE_ID… (Prowler 3)',
  accepts: (header) => layoutOf(header) !== undefined,
  map(column, header, note) {
    const layout = layoutOf(header) ?? V4
    const text = (field: Field): string | null => {
      const name = layout.columns[field]
      return name === null ? null : column(name)
    }
    const account = text('account')
    if (account !== null && isFloatAccount(account))
      return { rejected: 'account-damaged', because: `The account id ${quoted(account)} was turned into a number by a spreadsheet.` }
    const provider = text('provider')?.toLowerCase() ?? null
    return {
      toolRecordId: text('toolRecordId'),
      checkId: text('checkId'),
      title: text('title'),
      description: text('description'),
      statusText: text('statusText'),
      ...resultOfWord(text('status'), text('muted'), layout.words, note),
      lifecycle: 'active',
      severity: severityOfWord(text('severity'), note),
      severityRaw: text('severity'),
      resourceId: text('resourceArn') ?? text('resourceId') ?? text('resourceName'),
      resourceName: text('resourceName'),
      resourceType: text('resourceType'),
      otherResources: [],
      scannerService: text('service'),
      provider,
      partition: text('partition'),
      region: regionOf(text('region'), provider),
      accountId: readAccount(account, provider, note),
      ...readTime(text('time')),
      risk: text('risk'),
      remediationText: text('remediationText'),
      ...remediationOf(
        [text('remediationUrl')],
        layout.code.map(({ kind, column: name }) => ({ kind, text: column(name) })),
        text('additionalUrls')?.split(' | '),
      ),
      categories:
        text('categories')
          ?.split(' | ')
          .map((category) => category.trim())
          .filter((category) => category !== '') ?? [],
      compliance: complianceOfText(text('compliance') ?? ''),
      toolName: 'Prowler',
      toolVersion: text('toolVersion'),
      topic: null,
      perRequirement: false,
      wholeText: null,
    }
  },
}

/** Prowler CSV, v3 to v5. */
export const prowlerCsv: Importer = {
  formatId: 'prowler-csv',
  label: 'Prowler CSV',
  detect: (view) =>
    csvRecognition(view, { accepts: (header) => layoutOf(header) === V4 }, 'Prowler 4 or 5 CSV', 'Prowler 4 or 5') ??
    csvRecognition(view, { accepts: (header) => layoutOf(header) === V3 }, 'Prowler 3 CSV', 'Prowler 3'),
  parse: (bytes) => importCsv(bytes, format),
  recut: (raw, context) => recutCsv(raw, context, format),
}
