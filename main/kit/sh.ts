// The POSIX sh script of a kit: the library of scripts/library.sh, and the calls in the order of the data. Every value that comes from
// AWS stands in double quotes behind `--option=`.
import { KIT_VERSION } from '#domain/kit'
import type { KitCommand } from './command.ts'
import { commandsFor, flat } from './kits.ts'
import type { KitOrder } from './order.ts'
import library from './scripts/library.sh?raw'
import { listsOf, type Part, type Step, stepsOf } from './steps.ts'

/** The whole script. Runs under dash, bash, busybox and the sh of macOS. */
export function shellScript(order: KitOrder, commands: readonly KitCommand[] = commandsFor(order.services)): string {
  const steps = stepsOf(commands)
  const calls = (reach: KitCommand['reach']): string => bodyOf(steps.filter(({ command }) => command.reach === reach))
  return [
    '#!/bin/sh',
    '# Collects evidence for a security audit with read-only commands of the AWS CLI (COMMANDS.md lists them, README.md says how to run it).',
    '# Made by Tickmark. It changes nothing in the account; "iam generate-credential-report" has IAM write the report that is then read.',
    '',
    `TICKMARK_VERSION=${quote(order.tickmarkVersion)}`,
    `KIT_VERSION=${KIT_VERSION}`,
    `KIT_SERVICES=${quote(order.services.join(' '))}`,
    `KIT_ACCOUNTS=${quote(order.accounts.join(' '))}`,
    `KIT_REGIONS=${quote(order.regions.join(' '))}`,
    `KIT_COMMANDS=${flat(commands).length}`,
    '',
    library.trimEnd(),
    '',
    ...listsOf(steps).flatMap(listFunctions),
    functionOf('collect_once', calls('once')),
    functionOf('collect_region', calls('region')),
    'main "$@"',
    '',
  ].join('\n')
}

const functionOf = (name: string, body: string): string => `${name}() {\n${body}\n}\n`

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** The shell's variable for a name. */
const variable = (name: string): string => (name === 'region' || name === 'account' ? name.toUpperCase() : `v_${name.replaceAll('-', '_')}`)

const word = (parts: readonly Part[]): string =>
  parts.map((part) => ('text' in part ? quote(part.text) : `"$${variable(part.name)}"`)).join('')

const bodyOf = (steps: readonly Step[]): string =>
  steps.length === 0 ? '  :' : steps.map((step) => `  ${step.list === null ? askOf(step) : `list_${step.list.number}`}`).join('\n')

/** One call of `ask` (scripts/library.sh). */
function askOf({ command, options, list }: Step): string {
  const { service, topic, cli, operation, absent, keeps, pages } = command
  const words = [
    ...[service, topic, cli, operation, (absent ?? []).join(' '), keeps?.query ?? ''].map(quote),
    quote(list === null ? '' : String(list.number)),
    list === null ? "''" : word(list.query),
    quote(pages?.token ?? ''),
    quote(pages === undefined ? '' : `--${pages.option}`),
    ...options.map(({ name, parts }) => `${`--${name}`}=${word(parts)}`),
  ]
  return `ask ${words.join(' ')}${operation === 'generate-credential-report' ? '\n  wait_for_report' : ''}`
}

/**
 * A list's two functions: what is called for one row, and the loop over all. Where rows are not known, what would have been called is
 * gone through once with a reason, and the manifest says that it was not.
 */
function listFunctions(step: Step): readonly string[] {
  const { list, command } = step
  if (list === null) return []
  const { number, names, each } = list
  const values = names.map((name) => `"$${variable(name)}"`)
  const clear = names.map((name) => `${variable(name)}=''`).join(' ')
  return [
    functionOf(
      `each_${number}`,
      `  why_each_${number}=$WHY\n  if [ -z "$WHY" ] && ! usable ${values.join(' ')}; then WHY=$UNUSABLE; fi\n${bodyOf(each)}\n  WHY=$why_each_${number}`,
    ),
    functionOf(
      `list_${number}`,
      [
        `  why_${number}=$WHY`,
        `  ${askOf(step)}`,
        '  case $OUTCOME in',
        '    answered)',
        `      while IFS=$TAB read -r ${names.map(variable).join(' ')}; do each_${number}; done <"$WORK/rows.${number}"`,
        '      ;;',
        '    absent) ;;',
        '    *)',
        `      if [ -z "$WHY" ]; then WHY=${quote(`${command.cli} ${command.operation} was not answered`)}; fi`,
        `      ${clear}`,
        `      each_${number}`,
        `      WHY=$why_${number}`,
        '      ;;',
        '  esac',
      ].join('\n'),
    ),
  ]
}
