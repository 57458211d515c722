// The typed caller over whatever platform the window runs in.
import type { Client, Input, Output } from '#contract'
import type { MethodName } from '#contract/names'
import { valueOf } from '#contract/reply'
import type { Platform } from './platform.ts'

/** Calls methods by name; throws AppError. In development every answer is checked against the contract. */
export function createClient(platform: Pick<Platform, 'invoke'>): Client {
  return async <M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> => {
    const value = valueOf(await platform.invoke(method, input))
    if (import.meta.env.DEV) {
      const { contract } = await import('#contract')
      contract[method].output.parse(value)
    }
    // The services behind every host are typed by the same contract entry.
    return value as Output<M>
  }
}
