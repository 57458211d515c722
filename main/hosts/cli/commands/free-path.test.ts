import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { copyToFreePath, freePath } from './free-path.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-free-path-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('never writes over a file that is there', () => {
  const from = join(folder, 'from')
  writeFileSync(from, 'first')
  expect(copyToFreePath(from, folder, 'report.pdf')).toBe(join(folder, 'report.pdf'))
  writeFileSync(from, 'second')
  expect(copyToFreePath(from, folder, 'report.pdf')).toBe(join(folder, 'report (2).pdf'))
  expect(freePath(folder, 'report.pdf')).toBe(join(folder, 'report (3).pdf'))
  expect(readFileSync(join(folder, 'report.pdf'), 'utf8')).toBe('first')
})
