import { existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLastFolders } from './last-folders.ts'

const room = () => {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-folders-'))
  const stick = join(root, 'stick')
  mkdirSync(stick)
  return { path: join(root, 'data', 'last-folders.json'), documents: root, stick }
}

describe('last folders', () => {
  it('are remembered per purpose and over a restart, in a private file', () => {
    const { path, documents, stick } = room()
    createLastFolders(path, documents).remember('scans', stick)
    const next = createLastFolders(path, documents)
    expect(next.get('scans')).toBe(stick)
    expect(next.get('pdf')).toBe(documents)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('that are gone give way to the documents folder', () => {
    const { path, documents } = room()
    const folders = createLastFolders(path, documents)
    folders.remember('save', join(documents, 'unplugged'))
    expect(folders.get('save')).toBe(documents)
  })

  it.each(['', 'not json', '{"scans": 1}', '{"unknown": "/x"}', '[]'])('start empty where the file holds %j', (text) => {
    const { path, documents } = room()
    mkdirSync(join(path, '..'))
    writeFileSync(path, text)
    expect(createLastFolders(path, documents).get('scans')).toBe(documents)
  })

  it('write nothing until there is something to remember', () => {
    const { path, documents } = room()
    createLastFolders(path, documents)
    expect(existsSync(path)).toBe(false)
  })
})
