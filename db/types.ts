// Handles to an open engagement file. A ReadableDb can only ask; a WritableDb exists only inside services/commit.ts and,
// for staged rows nobody sees yet, inside the import job.
import type Database from 'better-sqlite3'

declare const writable: unique symbol

export type ReadableDb = Database.Database
export type WritableDb = ReadableDb & { readonly [writable]: true }

/** How to reach an engagement file again from another thread. */
export type DbLocation = { readonly path: string; readonly passphrase: string | null }
