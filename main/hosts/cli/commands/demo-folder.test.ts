import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { clearDemoFolder, listDemoFiles } from './demo-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'tickmark-demo-'))
afterAll(() => rmSync(root, { recursive: true }))

it('takes away the files of an earlier demo and leaves everybody else’s alone', () => {
  const folder = join(root, 'demo')
  clearDemoFolder(folder)
  writeFileSync(join(folder, 'report.pdf'), 'ours')
  writeFileSync(join(folder, 'letter.txt'), 'theirs')
  writeFileSync(join(root, 'outside.txt'), 'theirs')
  listDemoFiles(folder, [join(folder, 'report.pdf')])
  clearDemoFolder(folder)
  expect(existsSync(join(folder, 'report.pdf'))).toBe(false)
  expect(existsSync(join(folder, 'letter.txt'))).toBe(true)
  writeFileSync(join(folder, '.tickmark-demo.json'), '["../outside.txt"]')
  clearDemoFolder(folder)
  expect(existsSync(join(root, 'outside.txt'))).toBe(true)
})
