// Prowler's OCSF output, version 5, indented as Prowler writes it. No record is copied from a real scan.
import { CHECKS } from './checks.ts'
import { accountOf, fill, nameOf, pick, regionOf, secondOf } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

const STATUSES = ['PASS', 'FAIL', 'PASS', 'FAIL', 'PASS', 'PASS', 'MANUAL'] as const
const SEVERITY_IDS = { Informational: 1, Low: 2, Medium: 3, High: 4, Critical: 5 } as const

export const prowlerOcsf: Input = {
  formatId: 'prowler-ocsf',
  extension: '.ocsf.json',
  parts: (until) => oneByOne('[', (index) => `${index === 0 ? '' : ','}${indented(recordOf(index))}`, ']', until),
}

const indented = (record: object): string => JSON.stringify(record, null, 4).replaceAll('\n', '\n    ')

function recordOf(index: number): object {
  const check = pick(CHECKS, index)
  const account = accountOf(index)
  const region = regionOf(index)
  const status = pick(STATUSES, index)
  const name = nameOf(check.resourceName, index)
  const arn = fill(check.arn, index, name)
  const detail = (status === 'PASS' ? check.passes : status === 'FAIL' ? check.fails : check.manual).replace('NAME', name)
  const second = secondOf(index)
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
            tags: [{ Key: 'team', Value: index % 8 === 0 ? 'Zürich – “core”' : 'billing' }],
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
