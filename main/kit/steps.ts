// The commands of a kit as the scripts walk them: lists numbered, values of arguments taken apart. Both scripts are made of the same
// steps, so that neither can call what the other does not.
import type { KitCommand } from './command.ts'

/** A part of an argument: text as it is, or the name of a value that is filled in when it runs. */
export type Part = { readonly text: string } | { readonly name: string }

export type Step = {
  readonly command: KitCommand
  readonly options: readonly { readonly name: string; readonly parts: readonly Part[] }[]
  /** What its answer names, and the steps for each row of it; null where it names nothing. */
  readonly list: {
    readonly number: number
    readonly query: readonly Part[]
    readonly names: readonly string[]
    readonly each: readonly Step[]
  } | null
}

/** Gives the steps of these commands and of all inside them; lists are numbered in order of appearance, from 1. */
export function stepsOf(commands: readonly KitCommand[]): readonly Step[] {
  let lists = 0
  const stepOf = (command: KitCommand): Step => {
    const { lists: list } = command
    const options = Object.entries(command.args ?? {}).map(([name, value]) => ({ name, parts: partsOf(value) }))
    if (list === undefined) return { command, options, list: null }
    lists += 1
    const number = lists
    return { command, options, list: { number, query: partsOf(list.query), names: list.names, each: list.each.map(stepOf) } }
  }
  return commands.map(stepOf)
}

/** Every list of these steps, inner ones before those around them. */
export const listsOf = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => (step.list === null ? [] : [...listsOf(step.list.each), step]))

/** Names are lower case: `{Users: …}` of a query is text. */
const NAME = /(\{[a-z-]+\})/

export const partsOf = (text: string): readonly Part[] =>
  text
    .split(NAME)
    .filter((part) => part !== '')
    .map((part) => (NAME.test(part) ? { name: part.slice(1, -1) } : { text: part }))
