// What the window needs from whatever it runs in. Two hosts fulfil it (electron.ts, browser.ts); screens see only this.
import type { EventPayload } from '#contract/events'
import type { FilePurpose, PickedFile } from '#contract/host'
import type { EventName, MethodName } from '#contract/names'
import type { Reply } from '#contract/reply'

/** An event of the program, or news about the line to it. */
export type PlatformEvent =
  | { readonly [E in EventName]: { readonly event: E; readonly payload: EventPayload<E> } }[EventName]
  | { readonly event: 'platform.connection'; readonly payload: { readonly connected: boolean } }

/** A file as the host hands it over. */
export type HostFile = PickedFile & {
  /** The folder in which the host keeps the copy it works on; absent where it works on the chosen file itself. */
  readonly keptIn?: string | undefined
  /** Where it lay in the chosen or dropped folder, the folder's name first; absent where no folder was named or the host walks it. */
  readonly within?: string | undefined
}

export type Platform = {
  readonly host: 'electron' | 'browser'
  invoke(method: MethodName, input: unknown): Promise<Reply>
  /** Calls `listener` for every event until the returned function is called. */
  subscribe(listener: (event: PlatformEvent) => void): () => void
  /** Asks the person for files; empty = gave up. */
  pickFiles(purpose: FilePurpose): Promise<readonly HostFile[]>
  /** Hands dropped or pasted files and folders to the program. */
  stageDropped(transfer: DataTransfer): Promise<readonly HostFile[]>
  /** Where a new engagement is to lie; null = gave up. */
  newEngagementFile(suggestedName: string): Promise<PickedFile | null>
  /** Saves what a token stands for; false = gave up. */
  saveFile(token: string, suggestedName: string): Promise<boolean>
}
