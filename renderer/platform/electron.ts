// The platform inside Electron: everything goes through the object the preload exposes. No path ever reaches the window.
import type { HostMethodName, MethodName } from '#contract/names'
import type { Reply } from '#contract/reply'
import { pickedFile, pickedFileOrNull, pickedFiles, yesOrNo } from './host-values.ts'
import type { Platform, PlatformEvent } from './platform.ts'
import { shareEvents } from './shared-events.ts'

/** What preload/index.ts puts on `window.tickmark`. */
export type ElectronBridge = {
  invoke(method: MethodName, input: unknown): Promise<Reply>
  subscribe(listener: (event: PlatformEvent) => void): () => void
  host(name: HostMethodName, input: unknown): Promise<Reply>
  pathToken(file: File): Promise<Reply>
}

declare global {
  interface Window {
    readonly tickmark?: ElectronBridge
  }
}

export function createElectronPlatform(bridge: ElectronBridge): Platform {
  return {
    host: 'electron',
    invoke: (method, input) => bridge.invoke(method, input),
    subscribe: shareEvents((listener) => bridge.subscribe(listener)),
    pickFiles: async (purpose) => pickedFiles(await bridge.host('host.pickFiles', { purpose })),
    stageDropped: async (transfer) => Promise.all([...transfer.files].map(async (file) => pickedFile(await bridge.pathToken(file)))),
    newEngagementFile: async (suggestedName) => pickedFileOrNull(await bridge.host('host.newEngagementFile', { suggestedName })),
    saveFile: async (token, suggestedName) => yesOrNo(await bridge.host('host.saveFile', { token, suggestedName })),
  }
}
