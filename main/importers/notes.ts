// Warnings that hold for many records, kept once with their count and the first place they were seen.
import type { ImportIssue, IssueCode, SourcePointer } from '#domain/imports'

/** Remembers a warning about the record being read. */
export type Note = (code: IssueCode, message: string) => void

/** For re-reading a record whose warnings are known already. */
export const noNote: Note = () => undefined

/** Messages may quote scanner words, and a hostile file may hold a million different ones: beyond this many they share one entry. */
const MOST_MESSAGES = 200

export type NoteBook = {
  readonly add: (code: IssueCode, message: string, pointer: SourcePointer | null) => void
  /** The warnings so far, in the order of their first places. */
  readonly issues: () => readonly ImportIssue[]
}

export function createNoteBook(): NoteBook {
  const entries = new Map<string, { code: IssueCode; message: string; pointer: SourcePointer | null; count: number }>()
  return {
    add(code, message, pointer) {
      const known = entries.get(`${code} ${message}`)
      const full = known === undefined && entries.size >= MOST_MESSAGES
      const text = full ? 'Further warnings of this kind, with other words.' : message
      const entry = known ?? entries.get(`${code} ${text}`)
      if (entry === undefined) entries.set(`${code} ${text}`, { code, message: text, pointer, count: 1 })
      else entry.count += 1
    },
    issues: () => [...entries.values()].map((entry) => ({ kind: 'warning', ...entry })),
  }
}

/** A scanner's word as a message may quote it: at most `longest` characters, on one line, without control characters. */
export function quoted(word: string, longest = 40): string {
  const plain = word.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return `“${plain.length > longest ? `${plain.slice(0, longest)}…` : plain}”`
}
