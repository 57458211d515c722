// The least a person or role needs to run a kit: one IAM action per operation, nothing that writes.
import type { KitCommand } from './command.ts'

/** IAM's prefix of a service, where it is another than the AWS CLI's word. */
const PREFIXES: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  configservice: 'config',
  efs: 'elasticfilesystem',
  elbv2: 'elasticloadbalancing',
  pinpoint: 'mobiletargeting',
  'pinpoint-sms-voice-v2': 'sms-voice',
  s3api: 's3',
  s3control: 's3',
  sesv2: 'ses',
  'sso-admin': 'sso',
}

/** `sso:ListInstances`. */
export function permissionOf({ cli, operation, action }: Pick<KitCommand, 'cli' | 'operation' | 'action'>): string {
  if (action !== undefined) return action
  const words = operation.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${PREFIXES[cli] ?? cli}:${words.join('')}`
}

/** Beside the kit's own commands the scripts ask who they are and which regions there are. */
const ALWAYS = ['ec2:DescribeRegions', 'sts:GetCallerIdentity']

/** An IAM policy document, one statement per service, every action named: no wildcard. */
export function policyDocument(commands: readonly Pick<KitCommand, 'cli' | 'operation' | 'action'>[]): string {
  const actions = [...new Set([...ALWAYS, ...commands.map(permissionOf)])].sort()
  const byPrefix = Map.groupBy(actions, (action) => action.slice(0, action.indexOf(':')))
  const statements = [...byPrefix].map(([prefix, named]) => ({
    Sid: `TickmarkKit${prefix
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')}`,
    Effect: 'Allow',
    Action: named,
    Resource: '*',
  }))
  return `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`
}
