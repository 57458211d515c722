// Composition by hand: ports in, one `dispatch` out. Every host calls this and nothing else.
import type { Reply } from '#contract/reply'
import type { Ports } from './ports.ts'

export type App = {
  /** Runs one method of the contract: known name, parsed input, service, reply. Never throws. */
  dispatch(method: string, input: unknown): Promise<Reply>
  /** Cancels running jobs, closes the engagement and the worker pool. */
  close(): Promise<void>
}

export declare function createApp(ports: Ports): App
