// Handles to an open engagement file. A ReadableDb can only ask; a WritableDb exists only inside services/commit.ts and,
// for staged rows nobody sees yet, in the threads of jobs.
import type Database from 'better-sqlite3'
import type { RawKey } from './key.ts'

declare const writable: unique symbol

export type ReadableDb = Database.Database
export type WritableDb = ReadableDb & { readonly [writable]: true }

/** How to reach an open engagement file again, from this thread or another. key null = not encrypted. */
export type DbLocation = { readonly path: string; readonly key: RawKey | null }

export type OpenedDb = { readonly db: ReadableDb; readonly location: DbLocation }

/** The process that works on an import; it is alive or not only as seen from its own machine. */
export type Reader = { readonly processId: number; readonly host: string }
