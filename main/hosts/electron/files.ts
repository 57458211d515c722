// The methods only the desktop can answer (HOST_METHODS): native dialogs and dropped files, as tokens. Remembers the last folder
// itself, because Electron 43+ opens every dialog in Downloads.
import { randomBytes } from 'node:crypto'
import { copyFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { BrowserWindow, Dialog, FileFilter, OpenDialogOptions } from 'electron'
import { type FilePurpose, hostInputs, type PickedFile } from '#contract/host'
import type { HostMethodName } from '#contract/names'
import { errorReply, type Reply } from '#contract/reply'
import { AppError, assertNever } from '#domain/errors'
import type { FileVault } from '../../app/ports.ts'
import { safeFileName } from '../file-name.ts'
import type { LastFolders } from './last-folders.ts'

export type FileDialogDeps = {
  readonly dialog: Dialog
  readonly window: () => BrowserWindow | null
  readonly vault: FileVault
  readonly folders: LastFolders
}

const ENGAGEMENT: FileFilter = { name: 'Tickmark engagement', extensions: ['tickmark'] }
const ANY: FileFilter = { name: 'All files', extensions: ['*'] }

const OPEN: Readonly<Record<FilePurpose, OpenDialogOptions>> = {
  engagement: { title: 'Open an engagement', properties: ['openFile'], filters: [ENGAGEMENT, ANY] },
  // Never filtered by ending: what a scan is, its content says.
  scans: { title: 'Choose scan results', properties: ['openFile', 'multiSelections'], filters: [ANY] },
  folder: { title: 'Choose a folder of scan results', properties: ['openDirectory'] },
  pdf: { title: 'Choose reports', properties: ['openFile', 'multiSelections'], filters: [{ name: 'PDF', extensions: ['pdf'] }, ANY] },
  document: { title: 'Choose a document', properties: ['openFile'], filters: [ANY] },
  pkcs12: {
    title: 'Choose a PKCS#12 file',
    properties: ['openFile'],
    filters: [{ name: 'PKCS#12', extensions: ['p12', 'pfx'] }, ANY],
  },
}

/** Gives the function that answers host methods. It never throws: a refusal is a reply. */
export function createFileDialogs(deps: FileDialogDeps): (method: HostMethodName, input: unknown) => Promise<Reply> {
  return async (method, input) => {
    try {
      return { ok: true, value: await answer(deps, method, input) }
    } catch (error) {
      return errorReply(error)
    }
  }
}

function answer(deps: FileDialogDeps, method: HostMethodName, input: unknown): Promise<unknown> {
  switch (method) {
    case 'host.pickFiles':
      return pickFiles(deps, parse(method, input).purpose)
    case 'host.stageFile':
      return Promise.resolve(picked(deps.vault, parse(method, input).path))
    case 'host.newEngagementFile':
      return newEngagementFile(deps, parse(method, input).suggestedName)
    case 'host.saveFile': {
      const { token, suggestedName } = parse(method, input)
      return saveFile(deps, token, suggestedName)
    }
    default:
      return assertNever(method)
  }
}

function parse<M extends HostMethodName>(method: M, input: unknown) {
  const parsed = hostInputs[method].safeParse(input)
  if (!parsed.success) throw new AppError('invalid-input', `${method}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`)
  return parsed.data as ReturnType<(typeof hostInputs)[M]['parse']>
}

const picked = (vault: FileVault, path: string): PickedFile => ({ token: vault.add(path), name: basename(path) })

/** Shows a dialog on the window, or free-standing where the window has just gone. */
const onWindow = <O, R>({ window }: FileDialogDeps, attached: (w: BrowserWindow, o: O) => R, free: (o: O) => R, options: O): R => {
  const current = window()
  return current === null ? free(options) : attached(current, options)
}

async function pickFiles(deps: FileDialogDeps, purpose: FilePurpose): Promise<readonly PickedFile[]> {
  const { dialog, vault, folders } = deps
  const options = { ...OPEN[purpose], defaultPath: folders.get(purpose) }
  const { canceled, filePaths } = await onWindow(
    deps,
    (w, o: OpenDialogOptions) => dialog.showOpenDialog(w, o),
    (o) => dialog.showOpenDialog(o),
    options,
  )
  const [first] = filePaths
  if (canceled || first === undefined) return []
  folders.remember(purpose, dirname(first))
  return filePaths.map((path) => picked(vault, path))
}

async function newEngagementFile(deps: FileDialogDeps, suggestedName: string): Promise<PickedFile | null> {
  const path = await askWhere(deps, 'engagement', 'Where should the engagement lie?', withEnding(safeFileName(suggestedName)), [ENGAGEMENT])
  return path === null ? null : picked(deps.vault, withEnding(path))
}

const withEnding = (path: string): string => (path.toLowerCase().endsWith('.tickmark') ? path : `${path}.tickmark`)

async function saveFile(deps: FileDialogDeps, token: string, suggestedName: string): Promise<boolean> {
  const source = deps.vault.path(token)
  const target = await askWhere(deps, 'save', 'Save a copy', safeFileName(suggestedName), [ANY])
  if (target === null) return false
  // Beside the target first: a full disk or a pulled stick must not leave half a report under its name.
  const partial = `${target}.${randomBytes(4).toString('hex')}.part`
  try {
    await copyFile(source, partial)
    await rename(partial, target)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return true
}

async function askWhere(
  deps: FileDialogDeps,
  purpose: FilePurpose | 'save',
  title: string,
  name: string,
  filters: FileFilter[],
): Promise<string | null> {
  const { dialog, folders } = deps
  const { canceled, filePath } = await onWindow(
    deps,
    (w, o: Electron.SaveDialogOptions) => dialog.showSaveDialog(w, o),
    (o) => dialog.showSaveDialog(o),
    { title, defaultPath: join(folders.get(purpose), name), filters, properties: ['createDirectory', 'showOverwriteConfirmation'] },
  )
  if (canceled || filePath === '') return null
  folders.remember(purpose, dirname(filePath))
  return filePath
}
