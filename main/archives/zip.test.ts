import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { listMembers, readMember } from './archives.ts'
import { ARCHIVE_LIMITS } from './limits.ts'
import { joined, readAll, readOne, refusals, testFolder } from './reading.fixture.ts'
import { deflatedZeros, type ZipOptions, type ZipPart, zip64Sizes, zipOf } from './zip.fixture.ts'

const folder = testFolder()
afterAll(folder.remove)
const put = (parts: readonly ZipPart[], options?: ZipOptions) => folder.put(zipOf(parts, options))
const list = (path: string, limits = ARCHIVE_LIMITS) => listMembers(path, 'zip', limits)

const good: ZipPart = { name: 'good.json', data: '{"a":1}' }

describe('zip, as tools write it', () => {
  it('reads members of every size, stored and deflated, and leaves folders out', async () => {
    const sizes = [0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 1_000_000]
    const files = sizes.map((size) => ({ name: `scan/${size}.bin`, data: randomBytes(size), method: size % 2 === 0 ? 8 : 0 }))
    const path = put([{ name: 'scan/', mode: 0o040755 }, ...files])
    expect((await list(path)).map(({ name, bytes }) => [name, bytes])).toEqual(files.map(({ name, data }) => [name, data.length]))
    const read = await readAll(path)
    for (const { name, data } of files) expect(read.get(name)?.equals(data)).toBe(true)
  })

  it('reads zip64 and archives with a comment', async () => {
    expect(await readOne(put([good], { zip64: {} }), 'good.json')).toBe('{"a":1}')
    expect(await readOne(put([good], { comment: Buffer.from('made by a tool') }), 'good.json')).toBe('{"a":1}')
  })

  it('reads names in UTF-8, flagged or not, and in code page 437', async () => {
    const path = put([
      { name: 'größe.json' },
      { name: Buffer.from('prüfung.json') },
      { name: Buffer.concat([Buffer.from([0x81]), Buffer.from('bung.json')]) },
    ])
    expect((await list(path)).map(({ name }) => name)).toEqual(['größe.json', 'prüfung.json', 'übung.json'])
  })

  it('stops where the reader stops, and leaves no file behind', async () => {
    const before = folder.files().length
    const path = put([{ name: 'big', data: randomBytes(1_000_000) }])
    for await (const piece of readMember(path, 'zip', 'big')) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    expect(folder.files()).toHaveLength(before + 1)
  })
})

describe('zip, members that are refused', () => {
  it.each<[string, ZipPart, string]>([
    ['a link', { name: 'x', data: '/etc/passwd', mode: 0o120777 }, 'a link'],
    ['a device', { name: 'x', mode: 0o020666 }, 'no regular file'],
    ['an encrypted one', { name: 'x', data: 'secret', flags: 0x801 }, 'encrypted'],
    ['one packed otherwise', { name: 'x', data: 'BZh', method: 12 }, 'bzip2'],
    ['an unknown method', { name: 'x', data: 'x', method: 77 }, 'method 77'],
    ['a path out of the archive', { name: '../../x', data: 'x' }, 'leads out'],
    ['an absolute path', { name: '/x', data: 'x' }, 'absolute'],
    ['a drive letter', { name: 'C:\\x', data: 'x' }, 'drive letter'],
    ['a backslash path out', { name: '..\\x', data: 'x' }, 'leads out'],
    ['a NUL in the name', { name: 'x\0.json', data: 'x' }, 'control characters'],
    ['a control character in code page 437', { name: Buffer.from([0x81, 0x1b]), data: 'x' }, 'control characters'],
    ['a name flagged as UTF-8 that is not', { name: Buffer.from([0x81, 0x82]), flags: 0x800, data: 'x' }, 'UTF-8'],
    ['a folder with bytes', { name: 'x/', data: 'x' }, 'a folder that holds bytes'],
    ['a zip in it', { name: 'x.zip', data: zipOf([good]) }, 'an archive inside an archive; unpack it'],
    ['two names', { name: 'x', localName: 'y', data: 'x' }, 'two different names'],
    ['a size nobody has', { name: 'x', data: 'x', size: 0xfffffffe }, 'larger than 512 MB'],
    ['a ratio nobody reaches', { name: 'x', data: 'x', size: 100_000_000 }, 'more than 100 times'],
    ['damaged data', { name: 'x', packed: Buffer.from([0xff, 0xff, 0xff]), size: 3 }, 'damaged'],
    ['data cut off', { name: 'x', packed: deflateRawSync('hello world').subarray(0, 4), size: 11 }, 'cut off'],
    ['data outside the file', { name: 'x', data: 'x', offset: () => 0x7fffffff }, 'not where the archive says'],
  ])('refuses %s and reads the others', async (_, part, reason) => {
    const path = put([good, part])
    const [first, second, ...others] = await list(path)
    expect([first?.refusal, others]).toEqual([null, []])
    expect(second?.refusal).toContain(reason)
    expect(await readOne(path, 'good.json')).toBe('{"a":1}')
    await expect(joined(readMember(path, 'zip', second?.name ?? ''))).rejects.toMatchObject({
      code: 'import-rejected',
      message: expect.stringContaining(reason) as unknown,
    })
  })

  it('takes zip64 sizes for what they are: claims', async () => {
    const extra = zip64Sizes(2n ** 63n, 2n ** 62n)
    const path = put([good, { name: 'x', data: 'x', size: 0xffffffff, packedSize: 0xffffffff, extra }])
    expect((await refusals(path))['x']).toContain('not where the archive says')
  })

  it('refuses a name that comes twice, and keeps twins in case or Unicode form', async () => {
    const path = put([{ ...good }, { name: 'good.json', data: 'other' }, { name: 'Good.json' }, { name: '\u00e9' }, { name: 'e\u0301' }])
    expect((await list(path)).map(({ refusal }) => refusal !== null)).toEqual([false, true, false, false, false])
    expect(await readOne(path, 'good.json')).toBe('{"a":1}')
  })

  it('names the member that is not there', async () => {
    await expect(joined(readMember(put([good]), 'zip', 'gone'))).rejects.toThrow(
      '"gone" of the archive was refused: the archive holds no such member',
    )
  })
})

describe('zip, members whose bytes lie', () => {
  it.each<[string, ZipPart, string]>([
    ['more bytes than stated', { name: 'x', data: 'hello', size: 4 }, 'more than the 4 bytes'],
    ['fewer bytes than stated', { name: 'x', data: 'hello', size: 6 }, 'not the 6'],
    ['stored, sizes at odds', { name: 'x', data: 'hello', method: 0, size: 9 }, 'not the 9'],
    ['another checksum', { name: 'x', data: 'hello', crc: crc32('hallo') }, 'checksum'],
    [
      'bytes behind the data',
      { name: 'x', data: 'hello', packed: Buffer.concat([deflateRawSync('hello'), Buffer.from('more')]) },
      'belong to nothing',
    ],
  ])('refuses %s while reading', async (_, part, reason) => {
    await expect(readOne(put([part]), 'x')).rejects.toThrow(reason)
  })

  it('gives up on 300 MB of zeros that state less, long before their end', async () => {
    const packed = deflatedZeros(300)
    const path = put([{ name: 'x', packed, size: packed.length * 50 }])
    let had = 0
    const reading = (async () => {
      for await (const piece of readMember(path, 'zip', 'x')) had += piece.length
    })()
    await expect(reading).rejects.toThrow('more than the')
    expect(had).toBeLessThanOrEqual(packed.length * 50)
  })

  it('refuses 300 MB of zeros that state so at once', async () => {
    const path = put([{ name: 'x', packed: deflatedZeros(300), size: 300 * 1024 * 1024 }])
    expect((await refusals(path))['x']).toContain('more than 100 times')
  })
})

describe('zip, archives that are refused as a whole', () => {
  const whole = zipOf([good, { name: 'more.json', data: '{}' }])

  it.each([
    ['without directory', whole.subarray(0, 60), 'directory cannot be read'],
    ['cut off in the directory', whole.subarray(0, whole.length - 30), 'directory cannot be read'],
    ['with bytes behind its end', Buffer.concat([whole, Buffer.from('tail')]), 'directory cannot be read'],
    ['counting fewer members than it has', zipOf([good, { name: 'hidden' }], { count: 1 }), 'does not list all'],
    ['counting more', zipOf([good], { count: 2 }), 'directory cannot be read'],
    ['with bytes behind the directory', zipOf([good], { behindDirectory: Buffer.from('more') }), 'does not list all'],
    ['with 100,000 members', zipOf([good], { zip64: { count: 100_000n } }), 'more than 1000 members'],
    ['with 2^64 members', zipOf([good], { zip64: { count: 2n ** 64n - 1n } }), 'more than 1000 members'],
    ['with its directory at 2^64', zipOf([good], { zip64: { directoryOffset: 2n ** 64n - 1n } }), 'behind its own end'],
    ['with its end record at 2^64', zipOf([good], { zip64: { recordOffset: 2n ** 64n - 1n } }), 'behind its own end'],
    [
      'with two members in the same bytes',
      zipOf([good, { ...good, name: 'again', localName: 'good.json', offset: () => 0, directoryOnly: true }]),
      'overlap',
    ],
    [
      'with a member inside another',
      zipOf([
        { ...good, method: 0, data: zipOf([good]) },
        { ...good, offset: () => 39, directoryOnly: true },
      ]),
      'overlap',
    ],
    ['with a member that reaches into the directory', zipOf([{ ...good, packedSize: 60 }]), 'overlap'],
  ])('refuses one %s', async (_, bytes, reason) => {
    await expect(list(folder.put(bytes))).rejects.toMatchObject({
      code: 'import-rejected',
      message: expect.stringContaining(reason) as unknown,
    })
  })

  it('really counts: 100,000 entries behind a count of ten', async () => {
    const parts = Array.from({ length: 100_000 }, (_, i): ZipPart => ({ name: `${i}`, method: 0 }))
    const path = put(parts, { count: 10 })
    await expect(list(path)).rejects.toThrow('does not list all')
  })

  it('adds up what the members state', async () => {
    const parts = Array.from({ length: 5 }, (_, i): ZipPart => ({ name: `${i}`, data: 'x'.repeat(300) }))
    await expect(list(put(parts), { ...ARCHIVE_LIMITS, totalBytes: 1000 })).rejects.toThrow('more than 1000 bytes together')
  })

  it('opens no archive inside it, be it its own copy', async () => {
    const inner = zipOf([{ name: 'r.zip', data: zipOf([good]), method: 0 }])
    const path = put(Array.from({ length: 16 }, (_, i): ZipPart => ({ name: `lib ${i}.zip`, data: inner })))
    expect(new Set(Object.values(await refusals(path)))).toEqual(new Set(['an archive inside an archive; unpack it']))
  })
})
