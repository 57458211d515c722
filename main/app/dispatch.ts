// The one door into the program: known name, parsed input, handler, checked output. The only place that catches everything,
// so that no transport ever sees an exception. Leaves who may knock to the hosts.
import type * as z from 'zod'
import { contract, type Handlers } from '#contract'
import { METHODS, type MethodName } from '#contract/names'
import { errorReply, type Reply } from '#contract/reply'
import { AppError } from '#domain/errors'

/** Own names only: `toString` or `__proto__` must not reach an inherited member. */
const names: ReadonlySet<string> = new Set(METHODS)
const isMethod = (name: string): name is MethodName => names.has(name)

/**
 * Gives the dispatch function over a complete set of handlers. It never throws and never rejects: a malformed request is
 * `invalid-input`, an answer that breaks the contract is `unexpected` (it must not reach a screen or a report), and any other
 * failure keeps its own code.
 */
export function createDispatch(handlers: Handlers): (method: string, input: unknown) => Promise<Reply> {
  return async (method, input) => {
    try {
      if (!isMethod(method)) throw new AppError('invalid-input', `There is no method ${JSON.stringify(String(method).slice(0, 80))}.`)
      const handler = handlers[method] as (input: unknown) => unknown
      const output = await handler(parseInput(method, input))
      return { ok: true, value: checkOutput(method, output) }
    } catch (error) {
      return errorReply(error)
    }
  }
}

function parseInput(method: MethodName, input: unknown): unknown {
  const parsed = contract[method].input.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('invalid-input', `${method}: ${describeIssues(parsed.error.issues)}`, {
    method,
    fields: [...new Set(parsed.error.issues.map((issue) => pathOf(issue)))],
  })
}

function checkOutput(method: MethodName, output: unknown): unknown {
  const checked = contract[method].output.safeParse(output)
  if (checked.success) return checked.data
  throw new AppError(
    'unexpected',
    `${method} answered with something the contract does not allow: ${describeIssues(checked.error.issues)}`,
    {
      method,
    },
  )
}

const SHOWN_ISSUES = 5

/** What is wrong, place by place, in one line: `scope.periodTo: the period ends before it begins`. */
function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const shown = issues.slice(0, SHOWN_ISSUES).map((issue) => `${pathOf(issue) || 'input'}: ${issue.message}`)
  if (issues.length > SHOWN_ISSUES) shown.push(`and ${issues.length - SHOWN_ISSUES} more`)
  return shown.join('; ')
}

const pathOf = (issue: z.core.$ZodIssue): string => issue.path.map(String).join('.')
