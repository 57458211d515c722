// Writes a big Prowler OCSF v5 file of our own making, streamed to disk: `node bench/make-ocsf.ts OUT.json --megabytes 200`.
// The same size always gives the same bytes. No record is copied from a real scan.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { CHECKS, type CheckTemplate } from './ocsf-checks.ts'

export type MadeOcsf = { readonly records: number; readonly bytes: number }

const MEGABYTE = 1e6
/** Bytes handed to the stream at once. */
const BLOCK = 256 * 1024
const FIRST_SECOND = Date.UTC(2026, 2, 2, 6, 0, 0) / 1000
const ACCOUNTS = ['111122223333', '222233334444', '333344445555', '444455556666']
const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-northeast-1', 'ap-southeast-2']
const STATUSES = ['PASS', 'FAIL', 'PASS', 'FAIL', 'PASS', 'PASS', 'MANUAL'] as const
const SEVERITY_IDS = { Informational: 1, Low: 2, Medium: 3, High: 4, Critical: 5 } as const

/** Writes an array of at least so many megabytes (1 MB = 10^6 bytes) to `path`; gives how much it wrote. */
export async function makeOcsf(path: string, megabytes: number): Promise<MadeOcsf> {
  const target = megabytes * MEGABYTE
  const out = createWriteStream(path)
  let records = 0
  let bytes = 0
  let block = '['
  while (bytes + block.length < target) {
    const record = JSON.stringify(recordOf(records), null, 4).replaceAll('\n', '\n    ')
    block += `${records === 0 ? '' : ','}${record}`
    records += 1
    if (block.length >= BLOCK) {
      bytes += Buffer.byteLength(block)
      if (!out.write(block)) await once(out, 'drain')
      block = ''
    }
  }
  block += ']'
  bytes += Buffer.byteLength(block)
  out.end(block)
  await finished(out)
  return { records, bytes }
}

/** Record number `index`: checks, accounts, regions and results turn at different speeds, so that they mix. */
function recordOf(index: number): object {
  const check = CHECKS[index % CHECKS.length] as CheckTemplate
  const account = ACCOUNTS[Math.floor(index / 7) % ACCOUNTS.length] ?? ''
  const region = REGIONS[Math.floor(index / 3) % REGIONS.length] ?? ''
  const status = STATUSES[index % STATUSES.length] ?? 'PASS'
  const name = `${check.resourceName}-${index.toString(36).padStart(6, '0')}`
  const arn = check.arn.replace('REGION', region).replace('ACCOUNT', account).replace('NAME', name)
  const detail = (status === 'PASS' ? check.passes : status === 'FAIL' ? check.fails : check.manual).replace('NAME', name)
  const second = FIRST_SECOND + Math.floor(index / 50)
  const local = new Date(second * 1000).toISOString().replace('.000Z', `.${String(index % 1_000_000).padStart(6, '0')}`)
  const muted = status === 'FAIL' && index % 41 === 0
  return {
    message: detail,
    metadata: {
      event_code: check.id,
      product: { name: 'Prowler', uid: 'prowler', vendor_name: 'Prowler', version: '5.12.0' },
      profiles: ['cloud', 'datetime'],
      tenant_uid: '',
      version: '1.4.0',
    },
    severity_id: SEVERITY_IDS[check.severity],
    severity: check.severity,
    status: muted ? 'Suppressed' : 'New',
    status_code: status,
    status_detail: detail,
    status_id: muted ? 3 : 1,
    unmapped: {
      related_url: check.url,
      categories: check.categories,
      depends_on: [],
      related_to: [],
      additional_urls: [check.url],
      notes: '',
      compliance: check.compliance,
    },
    activity_name: 'Create',
    activity_id: 1,
    finding_info: {
      created_time: second,
      created_time_dt: local,
      desc: check.description,
      product_uid: 'prowler',
      title: check.title,
      types: ['Software and Configuration Checks/AWS Security Best Practices'],
      uid: `prowler-aws-${check.id}-${account}-${region}-${name}`,
    },
    resources: [
      {
        cloud_partition: 'aws',
        region,
        data: {
          details: '',
          metadata: {
            arn,
            name,
            region,
            tags: [{ Key: 'team', Value: index % 2 === 0 ? 'billing' : 'Zürich – “core”' }],
            versions: [1, 2, 3],
          },
        },
        group: { name: check.service },
        labels: [`team:${index % 2 === 0 ? 'billing' : 'core'}`],
        name,
        type: check.resourceType,
        uid: arn,
      },
    ],
    category_name: 'Findings',
    category_uid: 2,
    class_name: 'Detection Finding',
    class_uid: 2004,
    cloud: {
      account: { name: 'example', type: 'AWS Account', type_id: 10, uid: account, labels: [] },
      org: { name: '', uid: '' },
      provider: 'aws',
      region,
    },
    remediation: { desc: check.remediation, references: [check.command, check.url] },
    risk_details: check.risk,
    time: second,
    time_dt: local,
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
  }
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { megabytes: { type: 'string', default: '200' } } })
  const [path] = positionals
  const megabytes = Number(values.megabytes)
  if (path === undefined || !(megabytes > 0)) {
    console.error('Usage: node bench/make-ocsf.ts OUT.json [--megabytes 200]')
    process.exit(2)
  }
  const { records, bytes } = await makeOcsf(path, megabytes)
  console.log(`${path}: ${records} records, ${bytes} bytes`)
}
