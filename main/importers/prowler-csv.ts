// Prowler's CSV output of findings, versions 3, 4 and 5. Version 2 and the compliance CSVs are other formats.
import type { EvidenceResult, ScanRecord } from '#domain/evidence'
import { isFloatAccount, readAccount } from './account.ts'
import { type CsvFormat, type CsvHeader, importCsv, readHeader, recutCsv } from './csv-import.ts'
import type { Importer } from './importer.ts'
import { splitLinks } from './links.ts'
import { type Note, quoted } from './notes.ts'
import { complianceOfText } from './prowler-compliance.ts'
import { recogniseText } from './recognise.ts'
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
  readonly results: ReadonlyMap<string, { readonly result: EvidenceResult; readonly muted: boolean }>
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
  results: new Map([
    ['PASS', { result: 'pass', muted: false }],
    ['FAIL', { result: 'fail', muted: false }],
    ['MANUAL', { result: 'manual', muted: false }],
    ['MUTED', { result: 'unknown', muted: true }],
  ]),
}

/** FORMATS.md §4.4; INFO was the manual check and WARNING the allow-listed one, whose result is lost (§21). */
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
  results: new Map([
    ['PASS', { result: 'pass', muted: false }],
    ['FAIL', { result: 'fail', muted: false }],
    ['INFO', { result: 'manual', muted: false }],
    ['WARNING', { result: 'unknown', muted: true }],
  ]),
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
    const code = layout.code.map(({ kind, column: name }) => ({ kind, text: column(name) ?? '' })).filter((part) => part.text !== '')
    // Where a link was put in a code column it is a link; what is no link never becomes one (trap T17).
    const { links, others } = splitLinks([
      text('remediationUrl') ?? '',
      ...code.map((part) => part.text),
      ...(text('additionalUrls')?.split(' | ') ?? []),
    ])
    const known = new Set(links)
    const kept = code.filter((part) => !known.has(part.text.trim()))
    const keptTexts = new Set(kept.map((part) => part.text.trim()))
    return {
      toolRecordId: text('toolRecordId'),
      checkId: text('checkId'),
      title: text('title'),
      description: text('description'),
      statusText: text('statusText'),
      ...statusOf(text('status'), text('muted'), layout, note),
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
      region: text('region'),
      accountId: readAccount(account, provider, note),
      ...readTime(text('time')),
      risk: text('risk'),
      remediationText: text('remediationText'),
      remediationUrls: links,
      remediationCode: [...kept, ...others.filter((other) => !keptTexts.has(other)).map((other) => ({ kind: 'reference', text: other }))],
      categories:
        text('categories')
          ?.split(' | ')
          .map((category) => category.trim())
          .filter((category) => category !== '') ?? [],
      compliance: complianceOfText(text('compliance') ?? ''),
      toolName: 'Prowler',
      toolVersion: text('toolVersion'),
    }
  },
}

function statusOf(
  statusRaw: string | null,
  muted: string | null,
  layout: Layout,
  note: Note,
): Pick<ScanRecord, 'result' | 'statusRaw' | 'muted'> {
  const known = layout.results.get(statusRaw?.trim().toUpperCase() ?? '')
  if (known === undefined)
    note(
      'unknown-status',
      statusRaw === null
        ? 'Records without a status were filed as unknown.'
        : `Status ${quoted(statusRaw)} is not known; filed as unknown.`,
    )
  return { result: known?.result ?? 'unknown', statusRaw, muted: known?.muted === true || muted?.trim().toLowerCase() === 'true' }
}

/** Prowler CSV, v3 to v5. */
export const prowlerCsv: Importer = {
  formatId: 'prowler-csv',
  label: 'Prowler CSV',
  detect: (head) =>
    recogniseText(head, (firstLine) => {
      const header = readHeader(firstLine, format.accepts)
      if (header === null) return null
      const generation = layoutOf(header) === V3 ? '3' : '4 or 5'
      return {
        formatId: 'prowler-csv',
        label: `Prowler ${generation} CSV`,
        confidence: 'certain',
        toolVersion: null,
        reason: `The header is that of Prowler ${generation}: ${header.width} columns separated by “${header.delimiter === '\t' ? 'tab' : header.delimiter}”.`,
        importable: true,
      }
    }),
  parse: (bytes) => importCsv(bytes, format),
  recut: (raw, context) => recutCsv(raw, context, format),
}
