import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { archiveKind } from './archives.ts'
import { testFolder } from './reading.fixture.ts'
import { tarEntry, tarOf } from './tar.fixture.ts'
import { zipOf } from './zip.fixture.ts'

const folder = testFolder()
afterAll(folder.remove)
const kind = (bytes: Uint8Array, name?: string) => archiveKind(folder.put(bytes, name))

const tar = tarOf([{ name: 'a.json', data: '{}' }])

describe('archiveKind', () => {
  it.each([
    ['a zip', zipOf([{ name: 'a.json', data: '{}' }]), 'zip'],
    ['a zip without members', zipOf([]), 'zip'],
    ['a tar', tar, 'tar'],
    ['a gzipped tar', gzipSync(tar), 'tar.gz'],
    ['gzip', gzipSync('{}'), 'gzip'],
    [
      'gzip in two members whose tar begins in the first',
      Buffer.concat([gzipSync(tar.subarray(0, 600)), gzipSync(tar.subarray(600))]),
      'tar.gz',
    ],
    ['a zip without directory', zipOf([{ name: 'a.json', data: '{}' }]).subarray(0, 40), 'zip'],
    ['gzip cut off in its header', gzipSync('{}').subarray(0, 9), 'gzip'],
  ])('knows %s', async (_, bytes, expected) => {
    expect(await kind(bytes)).toBe(expected)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('P')],
    ['JSON', Buffer.from('{"PK": 1}')],
    ['zeros', Buffer.alloc(4096)],
    ['a tar header whose checksum is wrong', tarEntry({ name: 'a', checksum: 1 })],
    ['a document with its content types first', zipOf([{ name: '[Content_Types].xml', data: '<x/>' }, { name: 'xl/workbook.xml' }])],
    ['a document with its content types last', zipOf([{ name: 'xl/workbook.xml' }, { name: '[Content_Types].xml', data: '<x/>' }])],
    ['an OpenDocument file', zipOf([{ name: 'mimetype', method: 0, data: 'application/vnd.oasis' }])],
    ['a Java archive', zipOf([{ name: 'A.class' }, { name: 'META-INF/MANIFEST.MF' }])],
  ])('takes %s for no archive', async (_, bytes) => {
    expect(await kind(bytes)).toBeNull()
  })

  it('does not look at names', async () => {
    expect(await kind(Buffer.from('{}'), 'really.zip')).toBeNull()
    expect(await kind(zipOf([{ name: 'a' }]), 'really.json')).toBe('zip')
  })

  it('lets the error of a file that cannot be opened through', async () => {
    await expect(archiveKind('/nowhere/at/all')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
