// A finding for tests of this folder; every field can be overridden.
import { noResults } from '#domain/evidence'
import type { FindingRow } from '#domain/finding'

export const aFinding = (over: Partial<FindingRow> = {}): FindingRow => ({
  findingId: '6f1c2a34-0b5d-4e7f-8a9b-1c2d3e4f5a6b',
  number: 12,
  service: 'iam',
  topic: 'identity-and-access-management',
  check: 'iam_root_hardware_mfa_enabled',
  scannerSeverity: 'high',
  title: 'Root has no hardware second factor',
  condition: '',
  criterion: '',
  cause: '',
  effect: '',
  recommendation: '',
  clientResponse: '',
  severity: 'high',
  severityReason: '',
  status: 'draft',
  owner: '',
  dueDate: null,
  untouched: true,
  revision: 1,
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
  evidence: { ...noResults(), fail: 2 },
  mutedFails: 0,
  ...over,
})
