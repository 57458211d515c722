// What the client reads before running a kit: every command with its purpose and permission, and how to run it. Texts in English.

import type { KitCommand } from './command.ts'
import { SSO_NOT_IN_THE_API } from './commands-sso.ts'
import { flat, type ToldCommand, toldOf } from './kits.ts'
import type { KitOrder } from './order.ts'

/** A cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const code = (text: string): string => `\`${text}\``

/** COMMANDS.md: one row per command, by CLI service. */
export function commandsDocument(commands: readonly KitCommand[]): string {
  const told = flat(commands).map(toldOf)
  const byCli = Map.groupBy(told, ({ command }) => command.split(' ')[1] ?? '')
  const leftOut = told.filter(({ leavesOut }) => leavesOut !== null)
  return [
    '# Commands of this kit',
    '',
    `The scripts call these ${told.length} commands and no others. All of them only read, with one exception: \`aws iam generate-credential-report\` has IAM write the report that \`aws iam get-credential-report\` then reads.`,
    '',
    'Beside them the scripts ask `aws sts get-caller-identity`, `aws ec2 describe-regions` and `aws --version`. Where more is asked about each thing that an answer names, the same command is called once more with `--query`, for the ids alone.',
    '',
    ...[...byCli].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([cli, rows]) => section(cli, rows)),
    '## What is left out of answers',
    '',
    ...(leftOut.length === 0 ? ['Nothing.'] : [...new Set(leftOut.map(({ command, leavesOut }) => `- ${code(command)}: ${leavesOut}`))]),
    '',
  ].join('\n')
}

function section(cli: string, rows: readonly ToldCommand[]): readonly string[] {
  const where = ({ reach, forEach }: ToldCommand): string =>
    [reach === 'once' ? 'once' : 'in each region', ...(forEach === null ? [] : [`for ${forEach}`])].join(', ')
  return [
    `## ${cli}`,
    '',
    '| command | what it shows | permission | called |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${code(cell(row.command))} | ${cell(row.purpose)} | ${code(row.permission)} | ${cell(where(row))} |`),
    '',
  ]
}

/** README.md: what this is, how to run it, what comes out of it. */
export function readmeDocument(order: KitOrder, commands: readonly KitCommand[]): string {
  const { services, accounts, regions } = order
  const listed = (words: readonly string[], none: string): string => (words.length === 0 ? none : words.map(code).join(', '))
  return [
    '# Evidence collection kit',
    '',
    'This folder lets you collect evidence for the audit of your AWS account by yourself. Read it first: everything it does is in plain text.',
    '',
    '| file | what it is |',
    '|---|---|',
    '| `collect.sh` | the script, for any POSIX shell (Linux, macOS, AWS CloudShell) |',
    '| `collect.ps1` | the same for PowerShell (Windows; needs version 2 of the AWS CLI) |',
    '| `COMMANDS.md` | every command the scripts call, with purpose and permission |',
    '| `policy.json` | an IAM policy that allows exactly these commands |',
    '',
    '## What it asks about',
    '',
    `- Services: ${listed(services, 'none')}, and the account evidence their reports rest on (${flat(commands).length} commands in all).`,
    `- Accounts: ${accounts.length === 0 ? 'the one you are signed in to' : `${listed(accounts, '')}; the kit refuses to run in any other`}.`,
    `- Regions: ${listed(regions, 'all regions that are on in the account; name some with `-r` to save time')}.`,
    '',
    '## How to run it',
    '',
    '1. Make a role or user with the policy in `policy.json` (or use one that may read as much), and sign in with it: `aws sso login`, `AWS_PROFILE=…`, or AWS CloudShell.',
    '2. Run `sh collect.sh`, or on Windows `powershell -ExecutionPolicy Bypass -File collect.ps1`. It takes about a second per call.',
    '3. Send the file it names at the end, `tickmark-bundle-….zip`, to the auditor. Look into it first if you like: answers are JSON, and `manifest.ndjson` lists every call.',
    '',
    'For several accounts, run it once in each. For an organization, run it in the management account (or the delegated administrator of IAM Identity Center) and in the accounts that are audited: many answers of Organizations and Identity Center exist there alone.',
    '',
    '## What it does not do',
    '',
    '- It changes nothing. The one command that makes something is `aws iam generate-credential-report`: IAM writes a report that is read right after.',
    '- It reads no secret, no message, no row of a table and no content of an object. Where an answer would hold a credential or personal data that is no evidence, that part is never stored (COMMANDS.md, at its end).',
    '- It sends nothing anywhere but to AWS. The bundle stays on your disk until you send it.',
    '',
    'What is in the bundle is confidential all the same: names of users, policies, addresses of endpoints. Send it encrypted.',
    '',
    '## What it says at the end',
    '',
    'A call that is denied or fails does not stop the others; the auditor sees it as *not tested: access denied*. Exit codes: 0 everything was answered, 1 could not start, 2 wrong usage, 3 some calls were denied or failed, 4 no call was answered, 130 interrupted. A bundle that was interrupted holds what was collected until then; run the script again for a whole one. Every run makes a folder of its own.',
    '',
    'A region where a service does not exist shows as *failed*, which is no harm.',
    '',
    ...(services.includes('sso') ? ['## What no API of AWS shows', '', ...SSO_NOT_IN_THE_API.map((line) => `- ${line}`), ''] : []),
  ].join('\n')
}
