// The one table of methods. Client types, the preload list, every server and the contract tests derive from it.
import type * as z from 'zod'
import { assurance } from './assurance.ts'
import { catalog } from './catalog.ts'
import type { Endpoint } from './endpoint.ts'
import { engagements } from './engagements.ts'
import { evidence } from './evidence.ts'
import { factors } from './factors.ts'
import { filing } from './filing.ts'
import { findings } from './findings.ts'
import { frameworks } from './frameworks.ts'
import { imports } from './imports.ts'
import { judgement } from './judgement.ts'
import { kit } from './kit.ts'
import type { MethodName } from './names.ts'
import { overview } from './overview.ts'
import { reports } from './reports.ts'

export const contract = {
  ...overview,
  ...catalog,
  ...engagements,
  ...imports,
  ...kit,
  ...evidence,
  ...filing,
  ...findings,
  ...judgement,
  ...assurance,
  ...factors,
  ...frameworks,
  ...reports,
} satisfies Record<MethodName, Endpoint>

type Contract = typeof contract
/** What a caller writes (defaults may be left out). */
export type Input<M extends MethodName> = z.input<Contract[M]['input']>
/** What a handler receives (defaults filled in). */
export type ParsedInput<M extends MethodName> = z.output<Contract[M]['input']>
export type Output<M extends MethodName> = z.output<Contract[M]['output']>
export type Handlers = { readonly [M in MethodName]: (input: ParsedInput<M>) => Output<M> | Promise<Output<M>> }
/** The typed caller every transport is wrapped in. */
export type Client = <M extends MethodName>(method: M, input: Input<M>) => Promise<Output<M>>
