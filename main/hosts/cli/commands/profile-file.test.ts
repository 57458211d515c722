import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '#domain/errors'
import { readProfileFile } from './profile-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-profile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MAPPING = {
  kind: 'csv',
  name: 'Own list',
  tool: 'Own',
  delimiter: ';',
  provider: 'aws',
  columns: { checkId: 'Rule', status: 'State' },
  statuses: { OK: 'pass' },
  severities: {},
}
const reading = (content: string) => {
  writeFileSync(join(folder, 'mapping.json'), content)
  return () => readProfileFile(folder, 'mapping.json')
}
const errorOf = (read: () => unknown): AppError => {
  try {
    read()
  } catch (error) {
    if (error instanceof AppError) return error
  }
  throw new Error('nothing was refused')
}

describe('a mapping file', () => {
  it('is read, with a byte order mark too', () => {
    expect(reading(JSON.stringify(MAPPING))()).toEqual(MAPPING)
    expect(reading(`\ufeff${JSON.stringify(MAPPING)}`)()).toEqual(MAPPING)
  })

  it('tells every fault in its place', () => {
    const { code, details } = errorOf(
      reading(JSON.stringify({ ...MAPPING, delimiter: 'x', statuses: { OK: 'passed' }, columns: { rule: 'Rule' } })),
    )
    expect(code).toBe('input-unreadable')
    const faults = (details['faults'] as readonly string[]).join('\n')
    expect(faults).toMatch(/^delimiter: /m)
    expect(faults).toMatch(/^statuses\.OK: /m)
    expect(faults).toMatch(/^columns.*rule/m)
  })

  it('is refused where it is no JSON or not there', () => {
    expect(errorOf(reading('kind: csv')).message).toContain('is no JSON')
    expect(errorOf(() => readProfileFile(folder, 'absent.json')).code).toBe('input-unreadable')
  })
})
