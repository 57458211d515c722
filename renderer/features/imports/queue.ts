// The list of files waiting to be imported: what was offered, what each one is, and whether it can be read. Pure;
// picking, detecting and importing are done by import-screen.tsx and its hooks.
import type { DetectedFile } from '#contract/imports'
import type { FormatId } from '#domain/imports'

export type QueuedFile = DetectedFile

/** Adds detected files behind those already there; a file offered twice stays once, with the newer detection. */
export function addToQueue(queue: readonly QueuedFile[], detected: readonly QueuedFile[]): readonly QueuedFile[] {
  const byToken = new Map(queue.map((file) => [file.token, file]))
  for (const file of detected) byToken.set(file.token, file)
  return [...byToken.values()]
}

export const importable = (queue: readonly QueuedFile[]): readonly QueuedFile[] => queue.filter((file) => file.detection.importable)

/** What the program can do with a file, in a few plain words. */
export function standing(file: QueuedFile): { readonly can: boolean; readonly words: string } {
  const { formatId, importable: can, label } = file.detection
  if (!file.isFile) return { can: false, words: 'Left aside: only the file itself can be read' }
  if (can) return { can, words: 'Ready to import' }
  return { can, words: STANDING[formatId] ?? `${label} is recognised, but this version of Tickmark cannot read it yet` }
}

const STANDING: Partial<Record<FormatId, string>> = {
  attachment: 'A document without scan records; it can be attached to evidence, not imported',
  ambiguous: 'Readable, but nothing in it names the tool that wrote it',
  unreadable: 'Damaged or empty: no record can be read from it',
  unknown: 'Not a scan format that Tickmark knows',
}

export type QueueSummary = { readonly files: number; readonly ready: number; readonly bytes: number; readonly left: number }

/** Counts for the line above the list: all files, those that will be read with their bytes, and those left aside. */
export function summarise(queue: readonly QueuedFile[]): QueueSummary {
  const ready = importable(queue)
  return {
    files: queue.length,
    ready: ready.length,
    bytes: ready.reduce((total, file) => total + file.bytes, 0),
    left: queue.length - ready.length,
  }
}
