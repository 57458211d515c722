// Test support: what an engagement says, free of ids, times of import and the order files came in.
import type { TestApp } from './app.ts'

/** Counts of current evidence by its words, and per record how it stands; equal where two engagements say the same. */
export async function stateOf(app: TestApp): Promise<unknown> {
  const coverage = await app.call('coverage.get', {})
  const { rows } = await app.call('evidence.list', { filter: 'standing:current', limit: 2000 })
  const findings = await app.call('findings.list', { limit: 2000 })
  const word = (value: unknown): string => JSON.stringify(value)
  return {
    total: coverage.total,
    services: coverage.services
      .map(({ key, evidence, topics }) => ({
        key,
        evidence,
        topics: topics.map(({ topic, state, evidence: counts }) => [topic, state, counts]),
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    current: rows.map((r) => word([r.service, r.topic, r.check, r.resource, r.result, r.muted, r.severity, r.seenAt, r.change])).sort(),
    findings: findings.rows.map((f) => word([f.service, f.check, f.severity, f.evidence, f.status, f.title])).sort(),
  }
}
