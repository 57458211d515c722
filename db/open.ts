// Opens and creates engagement files: encrypted pages, WAL, foreign keys. Knows nothing of what the tables mean.
import { closeSync, existsSync, fstatSync, openSync, readSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { AppError } from '#domain/errors'
import { keyForFile, newKey, type PageCipher, type RawKey } from './key.ts'
import { migrate } from './migrate.ts'
import { staleRelations } from './queries/relations.ts'
import { abandonedImports } from './queries/staging.ts'
import type { DbLocation, OpenedDb, ReadableDb, Reader, WritableDb } from './types.ts'

/** "TKMK" in ASCII: SQLite's application id of an engagement file. */
export const APPLICATION_ID = 0x544b4d4b
const PLAIN_HEADER = 'SQLite format 3\0'
const PAGE_BYTES = 4096

/**
 * Bytes 16 to 23 of SQLite's header, which AEGIS leaves readable so that the page size is known: 4096 bytes, WAL, and 64 bytes of
 * each page kept free for its nonce and tag. In a SQLCipher file they are noise, and one in 2⁶⁴ looks like this.
 */
const AEGIS_HEADER = Buffer.from('1000020240402020', 'hex')
const READABLE_FROM = 16

/** A PageCipher: by its looks it is encrypted this way, or it is noise. */
type FileKind = 'plain' | PageCipher | 'other'

/** Looks at the first bytes and the size: a plain SQLite file, something that may be an encrypted one, or surely neither. */
export function kindOfFile(path: string): FileKind {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(PAGE_BYTES)
    const read = readSync(file, head, 0, PAGE_BYTES, 0)
    if (head.subarray(0, 16).toString('latin1') === PLAIN_HEADER) return 'plain'
    const { size } = fstatSync(file)
    // An encrypted file is whole pages of noise. Text, or a file that is not whole pages, is something else.
    if (read < PAGE_BYTES || size % PAGE_BYTES !== 0) return 'other'
    if (head.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127))) return 'other'
    return head.subarray(READABLE_FROM, READABLE_FROM + AEGIS_HEADER.length).equals(AEGIS_HEADER) ? 'aegis' : 'sqlcipher'
  } finally {
    closeSync(file)
  }
}

const unlock = (db: ReadableDb, { cipher, hex }: RawKey): void => {
  db.pragma(`cipher = '${cipher}'`)
  if (cipher === 'sqlcipher') db.pragma('legacy = 4')
  else db.pragma("algorithm = 'aegis-256'")
  db.pragma(`key = "x'${hex}'"`)
}

const configure = (db: ReadableDb): void => {
  db.pragma('busy_timeout = 10000')
  db.pragma('trusted_schema = OFF')
  db.pragma('foreign_keys = ON')
  db.pragma('journal_mode = WAL')
  // An audit trail must survive a power cut, not only a crash.
  db.pragma('synchronous = FULL')
  db.pragma('temp_store = MEMORY')
}

/** A file and what opens it, as a person gives them. passphrase null = not encrypted. */
export type Credentials = { readonly path: string; readonly passphrase: string | null }

/**
 * Creates an engagement file with the newest schema. Throws AppError('conflict') where a file is there already; leaves
 * nothing behind when it fails.
 */
export async function createDb({ path, passphrase }: Credentials): Promise<OpenedDb> {
  const key = passphrase === null ? null : await newKey(passphrase)
  if (existsSync(path)) throw new AppError('conflict', `There is already a file ${path}. Nothing was changed.`, { path })
  // Ours alone from the first byte on; SQLite gives its side files the same mode.
  closeSync(openSync(path, 'wx', 0o600))
  let db: ReadableDb | undefined
  try {
    db = new Database(path)
    if (key !== null) unlock(db, key)
    configure(db)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, { path })
    return { db, location: { path, key } }
  } catch (error) {
    db?.close()
    removeDb(path)
    throw error
  }
}

/** Removes a file that was just made and came to nothing, with its side files. */
export function removeDb(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

/**
 * Opens an engagement file and brings its schema up to date (with a backup beside it first).
 * Throws AppError: input-unreadable, not-an-engagement, passphrase-missing, passphrase-wrong, engagement-newer.
 */
export async function openDb({ path, passphrase }: Credentials): Promise<OpenedDb> {
  if (!existsSync(path)) throw new AppError('input-unreadable', `There is no file ${path}.`, { path })
  const kind = kindOfFile(path)
  if (kind === 'other') throw notAnEngagement(path)
  if (kind !== 'plain' && passphrase === null)
    throw new AppError('passphrase-missing', `${path} is encrypted; a passphrase is needed.`, { path })
  const key = kind !== 'plain' && passphrase !== null ? await keyForFile(path, passphrase, kind) : null
  const db = new Database(path, { fileMustExist: true })
  try {
    if (key !== null) unlock(db, key)
    assertEngagement(db, path, kind)
    configure(db)
    migrate(db, { path })
    return { db, location: { path, key } }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Only for processes of this machine; of a reader elsewhere nothing is known, and its rows are left alone. */
const isAbandoned = ({ processId, host, importId }: Reader & { readonly importId: string }, ours: ReadonlySet<string>): boolean => {
  if (host !== hostname()) return false
  // Our own number, and none of our imports: an earlier process had it, or a job of ours died.
  if (processId === process.pid) return !ours.has(importId)
  try {
    process.kill(processId, 0)
    return false
  } catch (error) {
    // EPERM: it runs, under another user.
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM')
  }
}

/** What is in the file, is in no view and nobody works on, `ours` being the imports this process reads; `tidy` clears it away. */
export const leftoversOf = (db: ReadableDb, ours: ReadonlySet<string>): Leftovers => ({
  imports: abandonedImports(db, (reader) => isAbandoned(reader, ours)),
  relations: staleRelations(db),
})

/** By their keys. */
export type Leftovers = { readonly imports: readonly number[]; readonly relations: readonly number[] }

/** Opens an engagement that is known to be good for one more reader or staging writer on another thread. */
export function openSibling({ path, key }: DbLocation): ReadableDb {
  const db = new Database(path, { fileMustExist: true })
  try {
    if (key !== null) unlock(db, key)
    configure(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const notAnEngagement = (path: string): AppError =>
  new AppError('not-an-engagement', `${path} is not a Tickmark engagement. It was not changed.`, { path })

function assertEngagement(db: ReadableDb, path: string, kind: FileKind): void {
  let id: unknown
  try {
    id = db.pragma('application_id', { simple: true })
  } catch (error) {
    if (error instanceof Database.SqliteError && (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT')) {
      if (kind === 'plain') throw notAnEngagement(path)
      throw new AppError(
        'passphrase-wrong',
        `The passphrase does not open ${path} (or the file is no Tickmark engagement).`,
        { path },
        { cause: error },
      )
    }
    throw error
  }
  if (id !== APPLICATION_ID) throw notAnEngagement(path)
}

/**
 * A connection that may write staged rows (db/queries/staging.ts), which nothing sees until they are published. For the
 * threads of jobs only. It does not wait for the disk at each batch: what is staged may be lost in a power cut, and the commit that
 * publishes it, on the session's own connection, writes the whole log through first (SQLite, "Write-Ahead Logging" §2.2).
 */
export function openStagingWriter(location: DbLocation): WritableDb {
  const db = openSibling(location)
  db.pragma('synchronous = NORMAL')
  db.pragma(`wal_autocheckpoint = ${STAGING_CHECKPOINT_PAGES}`)
  return db as WritableDb
}

/** Checkpoints wait for the disk too; with 4 KiB pages this is one for each 64 MB of log. */
const STAGING_CHECKPOINT_PAGES = 16_384

export const sqliteVersion = (): string => {
  const db = new Database(':memory:')
  const version = db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? 'unknown'
  db.close()
  return version
}
