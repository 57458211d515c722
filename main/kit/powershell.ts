// The PowerShell twin of the sh script, made of the same steps: the library of scripts/library.ps1, and the calls in the same order.
// Written for Windows PowerShell 5.1 and PowerShell 7; ASCII only.
import { KIT_VERSION } from '#domain/kit'
import type { KitCommand } from './command.ts'
import { commandsFor, flat } from './kits.ts'
import type { KitOrder } from './order.ts'
import library from './scripts/library.ps1?raw'
import { listsOf, type Part, type Step, stepsOf } from './steps.ts'

/** The whole script, with the line ends of Windows. */
export function powerShellScript(order: KitOrder, commands: readonly KitCommand[] = commandsFor(order.services)): string {
  const steps = stepsOf(commands)
  const calls = (reach: KitCommand['reach']): string => bodyOf(steps.filter(({ command }) => command.reach === reach))
  const text = [
    '# Collects evidence for a security audit with read-only commands of the AWS CLI (COMMANDS.md lists them, README.md says how to run it).',
    '# Made by Tickmark. It changes nothing in the account; "iam generate-credential-report" has IAM write the report that is then read.',
    "param([string]$Region = '', [string]$Out = '.')",
    `$script:TickmarkVersion = ${quote(order.tickmarkVersion)}`,
    `$script:KitVersion = '${KIT_VERSION}'`,
    `$script:KitServices = ${listOf(order.services)}`,
    `$script:KitAccounts = ${listOf(order.accounts)}`,
    `$script:KitRegions = ${listOf(order.regions)}`,
    `$script:KitCommands = '${flat(commands).length}'`,
    '$script:ScriptPath = $PSCommandPath',
    '$script:Whole = $false',
    '',
    library.trimEnd(),
    '',
    ...listsOf(steps).flatMap(listFunctions),
    functionOf('Invoke-KitOnce', calls('once')),
    functionOf('Invoke-KitRegion', calls('region')),
    'Start-Kit $Out $Region',
    'try {',
    '  Invoke-KitOnce',
    '  foreach ($name in $script:Regions) { $script:Region = $name; Invoke-KitRegion }',
    "  $script:Region = ''",
    '  $script:KitExit = Stop-Kit',
    '} finally { Clear-Kit }',
    'exit $script:KitExit',
    '',
  ].join('\n')
  return text.replaceAll('\n', '\r\n')
}

const functionOf = (name: string, body: string): string => `function ${name} {\n${body}\n}\n`

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
const listOf = (texts: readonly string[]): string => `@(${texts.map(quote).join(', ')})`

const variable = (name: string): string =>
  name === 'region' ? '$script:Region' : name === 'account' ? '$script:Account' : `$script:Value_${name.replaceAll('-', '_')}`

/** An expression for a text: literal parts in single quotes, values as they are. */
const expression = (parts: readonly Part[]): string =>
  parts.length === 0 ? "''" : parts.map((part) => ('text' in part ? quote(part.text) : variable(part.name))).join(' + ')

const bodyOf = (steps: readonly Step[]): string =>
  steps.map((step) => `  ${step.list === null ? askOf(step) : `Invoke-KitList${step.list.number}`}`).join('\n')

/** One call of Invoke-KitAsk (scripts/library.ps1). */
function askOf({ command, options, list }: Step): string {
  const { service, topic, cli, operation, absent, keeps, pages } = command
  const words = [
    ...[service, topic, cli, operation, (absent ?? []).join(' '), keeps?.query ?? ''].map(quote),
    list === null ? "''" : `(${expression(list.query)})`,
    quote(pages?.token ?? ''),
    quote(pages === undefined ? '' : `--${pages.option}`),
    `@(${options.map(({ name, parts }) => `(${expression([{ text: `--${name}=` }, ...parts])})`).join(', ')})`,
  ]
  return `Invoke-KitAsk ${words.join(' ')}${operation === 'generate-credential-report' ? '\n  Wait-KitReport' : ''}`
}

/** As in sh.ts: what is called for one row, and the loop over all. */
function listFunctions(step: Step): readonly string[] {
  const { list, command } = step
  if (list === null) return []
  const { number, names, each } = list
  return [
    functionOf(
      `Invoke-KitEach${number}`,
      [
        '  $why = $script:Why',
        `  if ($script:Why -eq '' -and -not (Test-KitUsable @(${names.map(variable).join(', ')}))) { $script:Why = $script:Unusable }`,
        bodyOf(each),
        '  $script:Why = $why',
      ].join('\n'),
    ),
    functionOf(
      `Invoke-KitList${number}`,
      [
        '  $why = $script:Why',
        `  ${askOf(step)}`,
        "  if ($script:Outcome -eq 'answered') {",
        '    foreach ($row in $script:Rows) {',
        `      $columns = Split-KitRow $row ${names.length}`,
        ...names.map((name, index) => `      ${variable(name)} = $columns[${index}]`),
        `      Invoke-KitEach${number}`,
        '    }',
        "  } elseif ($script:Outcome -ne 'absent') {",
        `    if ($script:Why -eq '') { $script:Why = ${quote(`${command.cli} ${command.operation} was not answered`)} }`,
        ...names.map((name) => `    ${variable(name)} = ''`),
        `    Invoke-KitEach${number}`,
        '    $script:Why = $why',
        '  }',
      ].join('\n'),
    ),
  ]
}
