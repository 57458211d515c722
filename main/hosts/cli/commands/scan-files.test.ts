import { describe, expect, it } from 'vitest'
import type { Detection, FileOutcome } from '#domain/imports'
import { choose, eachOnce, paired, type ScanFile } from './scan-files.ts'

const detection: Detection = {
  formatId: 'unknown',
  label: '',
  confidence: 'none',
  toolVersion: null,
  reason: '',
  importable: false,
  encoding: 'utf-8',
}
const file = (path: string, more: Partial<ScanFile> = {}): ScanFile => ({
  token: path,
  path,
  fileName: path,
  bytes: 1,
  isFile: true,
  detection,
  named: false,
  isArchive: false,
  ...more,
})
const outcome = (fileName: string): FileOutcome => ({
  outcome: 'not-imported',
  fileName,
  sha256: null,
  bytes: 0,
  detection: null,
  code: 'unknown',
  message: '',
  records: 0,
  rejected: 0,
  issues: [],
})
const folder = {
  token: 'folder',
  files: [file('a'), file('z.zip', { isArchive: true }), file('z.zip/b'), file('link', { isFile: false })],
}

describe('what an import is asked for', () => {
  it('is the path as named where its files are all directed alike', () => {
    expect(choose([folder], () => null)).toEqual({ chosen: [{ token: 'folder' }], expected: folder.files })
    expect(choose([folder], () => ({ formatId: 'asff' })).chosen).toEqual([{ token: 'folder', directions: { formatId: 'asff' } }])
  })

  it('is each file by itself where they are not: archives as documents, links not at all', () => {
    const { chosen, expected } = choose([folder], ({ path }) => (path === 'a' ? { encoding: 'windows-1252' } : null))
    expect(chosen).toEqual([{ token: 'a', directions: { encoding: 'windows-1252' } }, { token: 'z.zip' }, { token: 'z.zip/b' }])
    expect(expected.map(({ path }) => path)).toEqual(['a', 'z.zip', 'z.zip/b'])
  })
})

describe('a file met twice', () => {
  it('keeps its first place and counts as named where it was', () => {
    const named = file('folder/a', { token: 'a', named: true })
    expect(eachOnce([folder, { token: 'a', files: [named] }]).map(({ path, named: is }) => [path, is])).toEqual([
      ['folder/a', true],
      ['z.zip', false],
      ['z.zip/b', false],
      ['link', false],
    ])
  })
})

describe('outcomes', () => {
  it('belong to the files in order, also where several have one name or a folder changed meanwhile', () => {
    const expected = [file('x/scan', { fileName: 'scan' }), file('gone'), file('y/scan', { fileName: 'scan' })]
    const read = paired(expected, [outcome('scan'), outcome('came meanwhile'), outcome('scan')])
    expect(read.map(({ file: { path } }) => path)).toEqual(['x/scan', 'came meanwhile', 'y/scan'])
  })
})
