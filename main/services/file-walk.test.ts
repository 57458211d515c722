import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesUnder } from './file-walk.ts'
import { tempFolder } from './testing/temp.ts'

const place = (): string => {
  const folder = join(tempFolder(), 'usb')
  mkdirSync(join(folder, 'b'), { recursive: true })
  writeFileSync(join(folder, 'c.json'), '{}')
  writeFileSync(join(folder, 'b', 'a.json'), '{}')
  return folder
}

describe('filesUnder', () => {
  it('gives every file below a folder in the order of the names', async () => {
    const folder = place()
    const plain = { member: null, archive: null, bytes: 2, refusal: null }
    expect(await filesUnder(folder)).toEqual([
      { path: join(folder, 'b', 'a.json'), name: 'b/a.json', ...plain },
      { path: join(folder, 'c.json'), name: 'c.json', ...plain },
    ])
  })

  it.skipIf(process.platform === 'win32')('tells of links and pipes in a folder and follows neither', async () => {
    const folder = place()
    symlinkSync(join(folder, 'c.json'), join(folder, 'd-link.json'))
    symlinkSync(folder, join(folder, 'b', 'loop'))
    execFileSync('mkfifo', [join(folder, 'e-pipe')])
    const found = await filesUnder(folder)
    expect(found.map(({ path, refusal }) => [path.slice(folder.length + 1), refusal?.split(' ').slice(0, 2).join(' ') ?? null])).toEqual([
      [join('b', 'a.json'), null],
      [join('b', 'loop'), 'a link;'],
      ['c.json', null],
      ['d-link.json', 'a link;'],
      ['e-pipe', 'no regular'],
    ])
  })

  it.skipIf(process.platform === 'win32')('follows a link the person named, and refuses a pipe that would never end', async () => {
    const folder = place()
    const link = join(folder, 'link.json')
    symlinkSync(join(folder, 'c.json'), link)
    expect(await filesUnder(link)).toMatchObject([{ path: link, refusal: null }])
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await filesUnder(pipe)).toMatchObject([{ path: pipe, refusal: expect.stringContaining('no regular file') as string }])
  })

  it('throws where the named path does not exist', async () => {
    await expect(filesUnder(join(place(), 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
