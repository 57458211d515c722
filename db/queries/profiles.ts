// Mappings of one's own (domain/profile.ts), by name.
import { Profile } from '#domain/profile'
import type { ReadableDb, WritableDb } from '../types.ts'

export type StoredProfile = { readonly profile: Profile; readonly updatedAt: string; readonly updatedBy: string }

type Row = { profile: string; updated_at: string; updated_by: string }

export function readProfile(db: ReadableDb, name: string): StoredProfile | null {
  const row = db.prepare<[string], Row>('SELECT * FROM profiles WHERE name = ?').get(name)
  return row ? { profile: Profile.parse(JSON.parse(row.profile)), updatedAt: row.updated_at, updatedBy: row.updated_by } : null
}

export const profileNames = (db: ReadableDb): string[] =>
  db
    .prepare<[], { name: string }>('SELECT name FROM profiles ORDER BY name')
    .all()
    .map((row) => row.name)

export function writeProfile(db: WritableDb, { profile, updatedAt, updatedBy }: StoredProfile): void {
  db.prepare('INSERT OR REPLACE INTO profiles (name, profile, updated_at, updated_by) VALUES (?, ?, ?, ?)').run(
    profile.name,
    JSON.stringify(profile),
    updatedAt,
    updatedBy,
  )
}

export function removeProfile(db: WritableDb, name: string): void {
  db.prepare('DELETE FROM profiles WHERE name = ?').run(name)
}
