import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../services/testing/temp.ts'
import { replaceFile } from './replace-file.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('replaceFile', () => {
  it('makes a file or replaces one, with the mode of a newly made file, and leaves nothing else', async () => {
    const folder = tempFolder()
    const path = join(folder, 'report.pdf')
    writeFileSync(join(folder, 'like-this'), '')
    await replaceFile(path, bytes('one'))
    await replaceFile(path, bytes('two'))
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(statSync(path).mode).toBe(statSync(join(folder, 'like-this')).mode)
    expect(readdirSync(folder).sort()).toEqual(['like-this', 'report.pdf'])
  })

  it('leaves nothing behind where the target cannot be replaced', async () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'report.pdf', 'full'), { recursive: true })
    await expect(replaceFile(join(folder, 'report.pdf'), bytes('one'))).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['report.pdf'])
  })

  it('serves two at once: the target is whole, from one of them', async () => {
    const path = join(tempFolder(), 'report.pdf')
    const texts = ['a', 'b'].map((letter) => letter.repeat(1_000_000))
    await Promise.all(texts.map((text) => replaceFile(path, bytes(text))))
    expect(texts).toContain(readFileSync(path, 'utf8'))
    expect(readdirSync(join(path, '..'))).toEqual(['report.pdf'])
  })
})
