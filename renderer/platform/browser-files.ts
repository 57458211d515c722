// Files as a browser gives them: the page's own chooser, and what was dropped, with folders walked.
import type { FilePurpose } from '#contract/host'

const ACCEPT: Readonly<Record<FilePurpose, string>> = {
  engagement: '.tickmark',
  scans: '',
  folder: '',
  pdf: '.pdf,application/pdf',
  document: '',
  pkcs12: '.p12,.pfx,application/x-pkcs12',
}
const SEVERAL: ReadonlySet<FilePurpose> = new Set(['scans', 'folder', 'pdf'])

/** A file and where it lies in the folder it came with (`run/compliance/cis.csv`); null where it was named by itself. */
export type NamedFile = { readonly file: File; readonly within: string | null }

/** Opens the browser's chooser; empty where the person gave up. Must run inside a click. */
export function chooseFiles(purpose: FilePurpose): Promise<readonly NamedFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPT[purpose]
  input.multiple = SEVERAL.has(purpose)
  input.webkitdirectory = purpose === 'folder'
  // Part of the page while the dialog is open: an element nothing holds may be cleared away, and the choice with it.
  input.hidden = true
  document.body.append(input)
  return new Promise<readonly NamedFile[]>((resolve) => {
    input.addEventListener('change', () =>
      resolve([...(input.files ?? [])].map((file) => ({ file, within: file.webkitRelativePath || null }))),
    )
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  }).finally(() => input.remove())
}

/** Every file of a drop, those inside dropped folders included, in the order of the folders. */
export async function filesOf(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  // Entries must be taken before the first await: the transfer is emptied when the drop event ends.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, within: null }))
  const nested = await Promise.all(entries.map(walk))
  return nested.flat()
}

async function walk(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    const path = entry.fullPath.replace(/^\//, '')
    return [{ file, within: path.includes('/') ? path : null }]
  }
  if (!isDirectory(entry)) return []
  const reader = entry.createReader()
  const files: NamedFile[] = []
  // One call gives at most about a hundred entries; an empty answer is the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return files
    for (const child of batch) files.push(...(await walk(child)))
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
