// ScoutSuite's results file: JavaScript that assigns one object, with each rule's flagged items as paths to the resources behind it.
import { nameOf, pick } from './estate.ts'
import { type Input, type Part, recordsIn } from './write.ts'

const RULES = ['ec2-instance-public', 'ec2-instance-old-metadata', 'ec2-instance-no-role', 'ec2-instance-unencrypted-volume'] as const
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1'] as const
const LEVELS = ['danger', 'warning'] as const
/** Of a resource and the paths that lead to it, one for each rule. */
const BYTES_PER_RESOURCE = 905

export const scoutsuite: Input = { formatId: 'scoutsuite', extension: '.js', parts }

function* parts(until: Parameters<Input['parts']>[0]): Generator<Part> {
  const resources = 'records' in until ? Math.ceil(until.records / RULES.length) : recordsIn(until, BYTES_PER_RESOURCE)
  yield {
    text: `scoutsuite_results =\n{"account_id": "111122223333", "last_run": {"ruleset_name": "default", "time": "2026-03-02 07:00:00+0100", "version": "5.14.0"}, "partition": "aws", "provider_code": "aws", "services": {"ec2": {"findings": {`,
    records: 0,
  }
  for (const [rule, checkId] of RULES.entries()) {
    yield {
      text: `${rule === 0 ? '' : ', '}${JSON.stringify(checkId)}: {"checked_items": ${resources}, "compliance": [{"name": "CIS Amazon Web Services Foundations", "reference": "5.${rule + 1}", "version": "1.4.0"}], "dashboard_name": "Instances", "description": "Instances and rule ${rule + 1}", "flagged_items": ${resources}, "items": [`,
      records: 0,
    }
    for (let index = 0; index < resources; index++)
      yield { text: `${index === 0 ? '' : ', '}"ec2.regions.${pathOf(index)}.rule_${rule}"`, records: 1 }
    yield {
      text: `], "level": "${pick(LEVELS, rule)}", "rationale": "What is open is found.", "references": ["https://docs.example.org/ec2/${rule}"], "remediation": "Close it.", "service": "EC2"}`,
      records: 0,
    }
  }
  yield { text: '}, "regions": {', records: 0 }
  for (const [place, region] of REGIONS.entries()) {
    yield { text: `${place === 0 ? '' : ', '}"${region}": {"name": "${region}", "vpcs": {"vpc-1": {"instances": {`, records: 0 }
    for (let index = place; index < resources; index += REGIONS.length)
      yield { text: `${index === place ? '' : ', '}${resourceOf(index, region)}`, records: 0 }
    yield { text: '}}}}', records: 0 }
  }
  yield { text: '}}}}\n', records: 0 }
}

const idOf = (index: number): string => nameOf('i', index)
const pathOf = (index: number): string => `${pick(REGIONS, index)}.vpcs.vpc-1.instances.${idOf(index)}`

function resourceOf(index: number, region: string): string {
  const id = idOf(index)
  const resource = {
    arn: `arn:aws:ec2:${region}:111122223333:instance/${id}`,
    id,
    iam_instance_profile: { Arn: `arn:aws:iam::111122223333:instance-profile/web-${index % 50}`, Id: nameOf('AIPA', index) },
    instance_type: 'm7g.large',
    launch_time: '2026-01-10 09:30:00+00:00',
    metadata_options: { HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 2, HttpTokens: 'optional', State: 'applied' },
    monitoring_enabled: false,
    name: index % 8 === 0 ? `Zürich – ${id}` : `web ${id}`,
    network_interfaces: {
      [nameOf('eni', index)]: {
        Association: { PublicIp: '198.51.100.7' },
        Groups: [{ GroupId: nameOf('sg', index % 90), GroupName: 'web' }],
        Status: 'in-use',
      },
    },
    reservation_id: nameOf('r', index),
    state: 'running',
    user_data_secrets: {},
  }
  return `${JSON.stringify(id)}: ${JSON.stringify(resource)}`
}
