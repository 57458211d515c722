// What scanners say of a check, for drafting findings.
import * as z from 'zod'
import { prepareOnce } from '../statements.ts'
import type { ReadableDb } from '../types.ts'
import type { CheckText } from './staging.ts'

type Row = {
  check_id: string
  title: string | null
  description: string | null
  risk: string | null
  remediation_text: string | null
  remediation_urls: string
  status_text: string | null
}

const urls = z.array(z.string())

/** The words of the newest import that names the check. */
export function readCheck(db: ReadableDb, checkId: string): CheckText | null {
  const row = prepareOnce<[string], Row>(
    db,
    'SELECT c.* FROM checks c JOIN sources USING (source_key) WHERE check_id = ? ORDER BY source_key DESC LIMIT 1',
  ).get(checkId)
  if (!row) return null
  return {
    checkId: row.check_id,
    title: row.title,
    description: row.description,
    risk: row.risk,
    remediationText: row.remediation_text,
    remediationUrls: urls.parse(JSON.parse(row.remediation_urls)),
    statusText: row.status_text,
  }
}
