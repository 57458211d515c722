// Engagements made before the register of AWS reports and the questionnaire.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { MIGRATIONS, migrate } from '#db/migrate'
import { createDb } from '#db/open'
import { canonicalJson } from '#domain/canonical-json'
import { entryPreimage, GENESIS, type JournalEntry } from '#domain/journal'
import { testApp } from './testing/app.ts'
import { tempFolder } from './testing/temp.ts'

const BEFORE = MIGRATIONS.filter(({ version }) => version < 40)
const AT = '2026-11-20T10:00:00.000Z'
const CRITERION = 'pinpoint.data-protection.at-rest'

const ENGAGEMENT = {
  engagementId: '00000000-0000-4000-8000-00000000000e',
  title: 'Audit',
  client: 'Acme',
  periodFrom: '2026-01-01',
  periodTo: '2026-06-30',
  accounts: [],
  regions: [],
  services: ['pinpoint'],
  factors: { dataSensitivity: 'Addresses', companyRequirements: '', lawsAndRegulations: '' },
  people: [],
  createdAt: AT,
  catalogVersion: '2026-11-22.1',
}
const VERDICT = { criterionId: CRITERION, verdict: 'inherited', rationale: '', basis: 'SOC 2, 2026', updatedAt: AT, updatedBy: 'Ann' }

/** A file as the version before made it: an engagement and a verdict, both journaled. */
async function olderFile(path: string): Promise<void> {
  const { db: template } = await createDb({ path: `${path}.template`, passphrase: null })
  const applicationId = Number(template.pragma('application_id', { simple: true }))
  template.close()
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma(`application_id = ${applicationId}`)
  migrate(db, { path }, BEFORE)
  const e = ENGAGEMENT
  db.prepare('INSERT INTO engagement VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    [e.engagementId, e.title, e.client, e.periodFrom, e.periodTo],
    [e.accounts, e.regions, e.services, e.factors, e.people].map((value) => JSON.stringify(value)),
    [e.createdAt, e.catalogVersion],
  )
  db.prepare('INSERT INTO verdicts (criterion_id, verdict, rationale, basis, updated_at, updated_by) VALUES (?, ?, ?, ?, ?, ?)').run(
    VERDICT.criterionId,
    VERDICT.verdict,
    VERDICT.rationale,
    VERDICT.basis,
    VERDICT.updatedAt,
    VERDICT.updatedBy,
  )
  let prevHash = GENESIS
  const journaled = [
    ['engagement.created', 'engagement', e.engagementId, ENGAGEMENT],
    ['verdict.given', 'verdict', CRITERION, VERDICT],
  ] as const
  for (const [index, [action, subject, subjectId, after]] of journaled.entries()) {
    const entry: Omit<JournalEntry, 'hash'> = {
      seq: index + 1,
      at: AT,
      actor: 'Ann',
      action,
      subject,
      subjectId,
      reason: null,
      before: null,
      after,
      prevHash,
    }
    const hash = createHash('sha256').update(entryPreimage(entry), 'utf8').digest('hex')
    db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?)').run(
      entry.seq,
      AT,
      'Ann',
      action,
      subject,
      subjectId,
      canonicalJson(after),
      prevHash,
      hash,
    )
    prevHash = hash
  }
  db.close()
}

it('opens, keeps its verdicts and factors, and its journal still proves it', async () => {
  const folder = tempFolder()
  const path = join(folder, 'older.tickmark')
  await olderFile(path)
  const app = testApp(folder)
  const engagement = await app.call('engagements.open', { file: app.files.add(path), passphrase: null })
  expect(engagement.factors).toEqual({ ...ENGAGEMENT.factors, answers: {} })
  const criteria = await app.call('criteria.list', { service: 'pinpoint' })
  expect(criteria.find(({ criterionId }) => criterionId === CRITERION)).toMatchObject({
    verdict: 'inherited',
    basis: 'SOC 2, 2026',
    reportId: null,
  })
  expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries: 2, problems: [] })
  await app.call('engagements.update', { patch: { factors: { ...engagement.factors, answers: { laws: ['laws.gdpr'] } } } })
  expect(await app.call('journal.verify', {})).toMatchObject({ ok: true, entries: 3, problems: [] })
})
