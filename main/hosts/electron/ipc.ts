// Calls from the window: one fixed channel, sender checked before anything is parsed, replies in the contract's envelope.
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron'
import { HOST_METHODS, type HostMethodName, IPC_CHANNELS } from '#contract/names'
import { errorReply, type Reply } from '#contract/reply'
import { AppError } from '#domain/errors'
import { isOwnUrl } from './security.ts'

export type IpcDeps = {
  /** The window that may call, if there is one now. */
  readonly contents: () => WebContents | null
  readonly devUrl: string | null
  readonly dispatch: (method: string, input: unknown) => Promise<Reply>
  readonly host: (method: HostMethodName, input: unknown) => Promise<Reply>
}

/** Starts answering calls. */
export function answerCalls(ipc: IpcMain, deps: IpcDeps): void {
  ipc.handle(IPC_CHANNELS.call, (event, method: unknown, input: unknown): Promise<Reply> => {
    if (!isOwnSender(event, deps)) return refuse('This page may not call the program.')
    if (typeof method !== 'string') return refuse('A call needs the name of a method.')
    return isHostMethod(method) ? deps.host(method, input) : deps.dispatch(method, input)
  })
}

/** Main frame of our own window, showing our own page. `senderFrame` is read at once: it becomes null when the frame goes away. */
function isOwnSender(event: IpcMainInvokeEvent, { contents, devUrl }: IpcDeps): boolean {
  const frame = event.senderFrame
  const own = contents()
  return frame !== null && own !== null && event.sender === own && frame === own.mainFrame && isOwnUrl(frame.url, devUrl)
}

const isHostMethod = (method: string): method is HostMethodName => HOST_METHODS.some((name) => name === method)
const refuse = (message: string): Promise<Reply> => Promise.resolve(errorReply(new AppError('invalid-input', message)))
