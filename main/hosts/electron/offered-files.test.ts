import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFileVault } from '../../app/file-vault.ts'
import { createOfferedFiles, filesIn } from './offered-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'tickmark-offered-'))
writeFileSync(join(folder, 'scan.json'), '[]')

describe('files in an argument list', () => {
  it('are the existing ones, absolute, without switches', () => {
    expect(filesIn(['--flag', 'scan.json', '', 'missing.json', join(folder, 'scan.json')], folder)).toEqual([
      join(folder, 'scan.json'),
      join(folder, 'scan.json'),
    ])
  })
})

describe('offered files', () => {
  it('wait for a window, are told once, and then at once', () => {
    const told: string[][] = []
    const offered = createOfferedFiles(createFileVault(), ({ files }) => told.push(files.map(({ name }) => name)))
    offered.offer(['/a/one.json'])
    offered.offer(['/a/two.json'])
    expect(told).toEqual([])
    offered.windowReady()
    offered.windowReady()
    expect(told).toEqual([['one.json', 'two.json']])
    offered.offer(['/a/three.json'])
    offered.windowGone()
    offered.offer(['/a/four.json'])
    expect(told).toEqual([['one.json', 'two.json'], ['three.json']])
    offered.windowReady()
    expect(told.at(-1)).toEqual(['four.json'])
  })
})
