// Test support: Prowler 5 OCSF files of our own making, as small or as large as a test needs.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Line = {
  readonly check?: string
  readonly service?: string
  readonly status?: string
  readonly severity?: string
  readonly resource?: string
  readonly muted?: boolean
  readonly account?: string
  readonly region?: string
  /** Seconds since 1970. */
  readonly at?: number
  /** The sentence of the result. */
  readonly text?: string
}

const SEVERITIES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical']

/** Prowler's text twin of a time: local, without an offset. */
const localTime = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', '.000001')

/** One record as Prowler ≥ 5 writes it (FORMATS.md §4.7). */
export const ocsfRecord = ({
  check = 's3_bucket_public_access',
  service = 's3',
  status = 'FAIL',
  severity = 'High',
  resource = 'arn:aws:s3:::bucket-1',
  muted = false,
  account = '111122223333',
  region = 'eu-west-1',
  at = 1_781_000_000,
  text = `${resource} says ${status}.`,
}: Line) => ({
  message: text,
  metadata: {
    event_code: check,
    product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version: '5.12.0' },
    profiles: ['cloud', 'datetime'],
    tenant_uid: '',
    version: '1.4.0',
  },
  severity_id: SEVERITIES.indexOf(severity),
  severity,
  status: muted ? 'Suppressed' : 'New',
  status_code: status,
  status_detail: text,
  status_id: muted ? 3 : 1,
  unmapped: { related_url: '', categories: ['internet-exposed'], compliance: { 'CIS-3.0': ['2.1.4'] } },
  activity_name: 'Create',
  activity_id: 1,
  finding_info: {
    created_time: at,
    created_time_dt: localTime(at),
    desc: `What ${check} looks at.`,
    title: `Title of ${check}`,
    types: [],
    uid: `prowler-aws-${check}-${account}-${region}-${resource}`,
  },
  resources: [
    {
      cloud_partition: 'aws',
      region,
      data: { details: '', metadata: {} },
      group: { name: service },
      labels: [],
      name: resource.split(':').at(-1) ?? resource,
      type: service === 's3' ? 'AwsS3Bucket' : 'Other',
      uid: resource,
    },
  ],
  category_name: 'Findings',
  category_uid: 2,
  class_name: 'Detection Finding',
  class_uid: 2004,
  cloud: {
    account: { name: '', type: 'AWS Account', type_id: 10, uid: account, labels: [] },
    org: { name: '', uid: '' },
    provider: 'aws',
    region,
  },
  remediation: { desc: `How to mend ${check}.`, references: ['https://docs.example.com/mend'] },
  risk_details: `Risk of ${check}.`,
  time: at,
  time_dt: localTime(at),
  type_name: 'Detection Finding: Create',
  type_uid: 200401,
})

/** Writes a file of records and gives its path. */
export function writeScan(folder: string, name: string, lines: readonly Line[]): string {
  const path = join(folder, name)
  writeFileSync(path, `[${lines.map((line) => JSON.stringify(ocsfRecord(line), null, 2)).join(',\n')}]\n`)
  return path
}
