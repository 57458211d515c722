// The few calls a host answers itself (names.ts, HOST_METHODS): dialogs and paths. Same shapes in Electron and browser.
import * as z from 'zod'
import { FileToken } from '#domain/ids'

export const FilePurpose = z.enum(['engagement', 'scans', 'folder', 'pdf', 'document', 'pkcs12'])
export type FilePurpose = z.infer<typeof FilePurpose>

export const PickedFile = z.strictObject({ token: FileToken, name: z.string() })
export type PickedFile = z.infer<typeof PickedFile>

export const hostInputs = {
  /** Electron only: native open dialog. The browser host has the page's own chooser and uploads instead. */
  'host.pickFiles': z.strictObject({ purpose: FilePurpose }),
  /** Electron: the path of a dropped File, found by the preload through webUtils. The browser host streams the bytes instead. */
  'host.stageFile': z.strictObject({ path: z.string().min(1).max(32_768) }),
  /** Where a new engagement is to lie. Electron asks with a native dialog; the browser host takes its own folder. null = the user gave up. */
  'host.newEngagementFile': z.strictObject({ suggestedName: z.string().trim().min(1).max(200) }),
  /** Saves what a token stands for where the user says. false = the user gave up. */
  'host.saveFile': z.strictObject({ token: FileToken, suggestedName: z.string().min(1).max(255) }),
} as const
