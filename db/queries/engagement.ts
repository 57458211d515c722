// The one row that says what this engagement is.

import * as z from 'zod'
import { CustomerFactors, type EngagementScope, Person } from '#domain/engagement'
import type { ReadableDb, WritableDb } from '../types.ts'

/** What the file holds of an engagement; file name and encryption are the opener's knowledge. */
export type StoredEngagement = EngagementScope & {
  readonly engagementId: string
  readonly createdAt: string
  readonly catalogVersion: string
}

type Row = Record<
  | 'engagement_id'
  | 'title'
  | 'client'
  | 'period_from'
  | 'period_to'
  | 'accounts'
  | 'regions'
  | 'services'
  | 'factors'
  | 'people'
  | 'created_at'
  | 'catalog_version',
  string
>

const strings = z.array(z.string())
const people = z.array(Person)

/** The engagement, or null in a file that is only being made. */
export function readEngagement(db: ReadableDb): StoredEngagement | null {
  const row = db.prepare<[], Row>('SELECT * FROM engagement WHERE id = 1').get()
  if (!row) return null
  return {
    engagementId: row.engagement_id,
    title: row.title,
    client: row.client,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    accounts: strings.parse(JSON.parse(row.accounts)),
    regions: strings.parse(JSON.parse(row.regions)),
    services: strings.parse(JSON.parse(row.services)),
    factors: CustomerFactors.parse(JSON.parse(row.factors)),
    people: people.parse(JSON.parse(row.people)),
    createdAt: row.created_at,
    catalogVersion: row.catalog_version,
  }
}

/** Writes the whole row; makes it where there is none. */
export function writeEngagement(db: WritableDb, e: StoredEngagement): void {
  db.prepare(
    `INSERT OR REPLACE INTO engagement
       (id, engagement_id, title, client, period_from, period_to, accounts, regions, services, factors, people, created_at, catalog_version)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    e.engagementId,
    e.title,
    e.client,
    e.periodFrom,
    e.periodTo,
    JSON.stringify(e.accounts),
    JSON.stringify(e.regions),
    JSON.stringify(e.services),
    JSON.stringify(e.factors),
    JSON.stringify(e.people),
    e.createdAt,
    e.catalogVersion,
  )
}
