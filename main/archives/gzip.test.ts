import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { listMembers, readMember, readMembers } from './archives.ts'
import { ARCHIVE_LIMITS } from './limits.ts'
import { joined, readAll, readOne, refusals, testFolder } from './reading.fixture.ts'
import { tarOf } from './tar.fixture.ts'
import { deflatedZeros } from './zip.fixture.ts'

const folder = testFolder()
afterAll(folder.remove)

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
/** Gzip whose checksum nobody will get to. */
const zeros = (mebibytes: number) => Buffer.concat([HEADER, deflatedZeros(mebibytes), Buffer.alloc(8)])
const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at < 0 ? copy.length + at : at] = (copy.at(at) ?? 0) ^ 1
  return copy
}

describe('gzip', () => {
  it('holds one member, named as the file without .gz and of unknown size', async () => {
    const path = folder.put(gzipSync('{}'), 'Scan.json.GZ')
    expect(await listMembers(path, 'gzip')).toEqual([{ name: 'Scan.json', bytes: null, refusal: null }])
    expect(await readOne(path, 'Scan.json')).toBe('{}')
  })

  it.each([0, 1, 65_535, 65_536, 1_000_000])('gives back %d bytes', async (size) => {
    const data = randomBytes(size)
    const [[, read] = []] = await readAll(folder.put(gzipSync(data)))
    expect(read?.equals(data)).toBe(true)
  })

  it('reads on through members, wherever the pieces of the file end, and takes zeros for padding', async () => {
    const parts = Array.from({ length: 300 }, (_, i) => randomBytes(i * 7))
    const path = folder.put(Buffer.concat([...parts.map((part) => gzipSync(part)), Buffer.alloc(70_000)]), 'many.gz')
    expect((await joined(readMember(path, 'gzip', 'many'))).equals(Buffer.concat(parts))).toBe(true)
  })

  it.each([
    ['cut off', gzipSync(randomBytes(200_000)).subarray(0, 150_000), 'cut off'],
    ['cut off in its second member', Buffer.concat([gzipSync('a'), gzipSync('b').subarray(0, 12)]), 'cut off'],
    ['without its checksum', gzipSync('hello').subarray(0, -8), 'cut off'],
    ['with a wrong checksum', flipped(gzipSync(randomBytes(200_000)), -6), 'damaged'],
    ['with a wrong length', flipped(gzipSync(randomBytes(200_000)), -2), 'damaged'],
    ['followed by other bytes', Buffer.concat([gzipSync('a'), Buffer.from('tail')]), 'damaged'],
    ['followed by zeros and another member', Buffer.concat([gzipSync('a'), Buffer.alloc(9), gzipSync('b')]), 'belong to nothing'],
  ])('does not take one %s for whole', async (_, bytes, reason) => {
    const path = folder.put(bytes, 'x.gz')
    await expect(joined(readMember(path, 'gzip', 'x'))).rejects.toMatchObject({
      code: 'import-rejected',
      message: expect.stringContaining(reason) as unknown,
    })
  })

  it('tells an archive inside it', async () => {
    expect(await refusals(folder.put(gzipSync(gzipSync('x')), 'x.gz'))).toEqual({ x: 'an archive inside an archive; unpack it' })
  })

  it('refuses 300 MB of zeros by what they took, long before their end', async () => {
    const bytes = zeros(300)
    const path = folder.put(bytes, 'x.gz')
    let had = 0
    const reading = (async () => {
      for await (const piece of readMember(path, 'gzip', 'x')) had += piece.length
    })()
    await expect(reading).rejects.toThrow('more than 100 times')
    expect(had).toBeLessThanOrEqual(bytes.length * ARCHIVE_LIMITS.ratio)
  })

  it('refuses more than a member may hold', async () => {
    const limits = { ...ARCHIVE_LIMITS, memberBytes: 1000 }
    await expect(joined(readMember(folder.put(gzipSync(randomBytes(1001)), 'x.gz'), 'gzip', 'x', limits))).rejects.toThrow(
      'larger than 1000 bytes',
    )
  })

  it('lets a small file grow as it likes', async () => {
    expect(await readOne(folder.put(gzipSync(' '.repeat(1_000_000)), 'x.gz'), 'x')).toHaveLength(1_000_000)
  })
})

describe('tar.gz', () => {
  const tar = tarOf([
    { name: 'a', data: randomBytes(100_000) },
    { name: 'b', data: 'x' },
  ])

  it.each([
    ['its checksum does not match', flipped(gzipSync(tar), -6), 'damaged'],
    ['its checksum is cut off', gzipSync(tar).subarray(0, -8), 'cut off'],
    ['it is cut off behind whole members', gzipSync(tar).subarray(0, -300), 'cut off'],
    ['other bytes follow it', Buffer.concat([gzipSync(tar), Buffer.alloc(4), Buffer.from('tail')]), 'belong to nothing'],
  ])('is refused as a whole where %s, for nobody knows which member is damaged', async (_, bytes, reason) => {
    const path = folder.put(bytes)
    await expect(listMembers(path, 'tar.gz')).rejects.toThrow(`refused as a whole: `)
    const reading = (async () => {
      for await (const { bytes: member } of readMembers(path, 'tar.gz', new Set(['a']))) await joined(member)
    })()
    await expect(reading).rejects.toThrow(reason)
  })

  it('is refused as a whole where it grows too much, in every member that is read on', async () => {
    const path = folder.put(Buffer.concat([gzipSync(tarOf([{ name: 'a', data: 'x', size: 400_000_000 }]).subarray(0, 512)), zeros(300)]))
    await expect(listMembers(path, 'tar.gz')).rejects.toThrow('more than 100 times')
    const failures: unknown[] = []
    const reading = (async () => {
      for await (const { bytes } of readMembers(path, 'tar.gz', new Set(['a', 'b'])))
        await joined(bytes).catch((error: unknown) => failures.push(error))
    })()
    await expect(reading).rejects.toThrow('more than 100 times')
    expect(String(failures[0])).toContain('more than 100 times')
  })
})
