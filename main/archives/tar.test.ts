import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { create } from 'tar'
import { afterAll, describe, expect, it } from 'vitest'
import { listMembers, readMember, readMembers } from './archives.ts'
import { ARCHIVE_LIMITS } from './limits.ts'
import { joined, readAll, readOne, refusals, testFolder } from './reading.fixture.ts'
import { END_MARK, paxEntry, type TarPart, tarEntry, tarOf } from './tar.fixture.ts'
import { zipOf } from './zip.fixture.ts'

const folder = testFolder()
afterAll(folder.remove)
const put = (...parts: readonly (TarPart | Buffer)[]) =>
  folder.put(Buffer.concat([...parts.map((part) => (Buffer.isBuffer(part) ? part : tarEntry(part))), END_MARK]))

const good: TarPart = { name: 'good.json', data: '{"a":1}' }

describe.each([
  ['tar', (bytes: Uint8Array) => bytes],
  ['tar.gz', (bytes: Uint8Array) => gzipSync(bytes)],
] as const)('%s, as tools write it', (kind, pack) => {
  it('reads members of every size and leaves folders out', async () => {
    const files = [0, 1, 511, 512, 513, 65_536, 66_049, 1_000_000].map((size) => ({ name: `scan/${size}`, data: randomBytes(size) }))
    const path = folder.put(pack(tarOf([{ name: 'scan/', type: '5' }, ...files])))
    expect((await listMembers(path, kind)).map(({ name, bytes }) => [name, bytes])).toEqual(
      files.map(({ name, data }) => [name, data.length]),
    )
    const read = await readAll(path)
    for (const { name, data } of files) expect(read.get(name)?.equals(data)).toBe(true)
  })

  it('reads only what is asked for, in one pass', async () => {
    const path = folder.put(pack(tarOf([good, { name: 'b', data: randomBytes(100_000) }, { name: 'c', data: 'see' }])))
    const names: string[] = []
    for await (const { member } of readMembers(path, kind, new Set(['c', 'good.json']))) names.push(member.name)
    expect(names).toEqual(['good.json', 'c'])
    expect(await readOne(path, 'c')).toBe('see')
  })

  it('gives the whole of the next member where the one before was left half read', async () => {
    const big = randomBytes(300_000)
    const path = folder.put(
      pack(
        tarOf([
          { name: 'a', data: randomBytes(300_000) },
          { name: 'b', data: big },
        ]),
      ),
    )
    let second: Uint8Array = new Uint8Array(0)
    for await (const { member, bytes } of readMembers(path, kind, new Set(['a', 'b']))) {
      if (member.name === 'b') second = await joined(bytes)
      else for await (const piece of bytes) if (piece.length > 0) break
    }
    expect(big.equals(second)).toBe(true)
  })
})

describe('tar, names', () => {
  it('reads what another writer made: long names, other scripts, ./ before everything', async () => {
    const made = join(folder.put(Buffer.alloc(0), 'x'), '..', 'made')
    const names = ['short.json', `${'é'.repeat(90)}.json`, '検査結果.json']
    mkdirSync(join(made, 'd'.repeat(120), 'e'.repeat(120)), { recursive: true })
    for (const name of [...names, join('d'.repeat(120), 'e'.repeat(120), 'deep.json')]) writeFileSync(join(made, name), name)
    const path = join(made, '..', 'made.tgz')
    await create({ file: path, cwd: made, gzip: true }, ['.'])
    const read = await readAll(path)
    expect([...read.keys()].sort()).toEqual([...names, `${'d'.repeat(120)}/${'e'.repeat(120)}/deep.json`].sort())
    for (const [name, bytes] of read) expect(bytes.toString()).toBe(name)
  })

  it('keeps a long name of another script whole, wherever the chunks of the packed stream end', async () => {
    const name = `${'é'.repeat(400)}.json`
    const tar = Buffer.concat([paxEntry({ path: name }), tarEntry({ name: 'short.json', data: 'x' }), END_MARK])
    for (let cut = 1; cut < 1600; cut += 53) {
      const path = folder.put(Buffer.concat([gzipSync(tar.subarray(0, cut)), gzipSync(tar.subarray(cut))]), 'cut.tgz')
      expect((await listMembers(path, 'tar.gz')).map((member) => member.name)).toEqual([name])
    }
  })

  it('reads pax names with line ends as one name, and refuses it', async () => {
    const path = put(paxEntry({ comment: 'a\n16 path=evil.sh', path: 'line\nend.json' }), { name: 'short.json', data: 'x' })
    expect(Object.entries(await refusals(path))).toEqual([['line␊end.json', 'its name holds control characters']])
  })

  it('reads GNU long names and pax sizes', async () => {
    const long = `${'n'.repeat(300)}.json`
    expect(await readOne(put({ name: '././@LongLink', type: 'L', data: `${long}\0` }, { name: 'n', data: 'x' }), long)).toBe('x')
    expect(await readOne(put(paxEntry({ size: '5' }), { name: 'n', data: 'hello', size: 0 }), 'n')).toBe('hello')
  })

  it.each<[string, TarPart, string]>([
    ['a path out of the archive', { name: '../x', data: 'x' }, 'leads out'],
    ['an absolute path', { name: '/x', data: 'x' }, 'absolute'],
    ['a drive letter', { name: 'C:/x', data: 'x' }, 'drive letter'],
    ['a control character', { name: 'x\x07', data: 'x' }, 'control'],
    ['a name that is no UTF-8', { name: Buffer.from([0x66, 0xfc, 0x72]), data: 'x' }, 'UTF-8'],
    ['no name', { name: '', data: 'x' }, 'no name'],
    ['the same name again', good, 'named twice'],
    ['a link', { name: 'x', type: '2', link: '/etc/passwd' }, 'a link'],
    ['a hard link', { name: 'x', type: '1', link: 'good.json' }, 'a link'],
    ['a device', { name: 'x', type: '3' }, 'no regular file'],
    ['a pipe', { name: 'x', type: '6' }, 'no regular file'],
    ['a sparse file', { name: 'x', type: 'S', data: 'x' }, 'holes'],
    ['an unknown kind', { name: 'x', type: 'Z', data: 'x' }, 'the kind "Z"'],
    ['a zip', { name: 'x', data: zipOf([{ name: 'y' }]) }, 'an archive inside an archive'],
    ['a tar', { name: 'x', data: tarOf([good]) }, 'an archive inside an archive'],
    ['gzip', { name: 'x', data: gzipSync('x') }, 'an archive inside an archive'],
    ['a size nobody has', { name: 'x', size: 0o77777777777 }, 'larger than 512 MB'],
  ])('refuses %s and reads the others', async (_, part, reason) => {
    const members = await listMembers(put(good, part, { name: 'last', data: 'z' }), 'tar')
    expect(members[0]?.refusal).toBeNull()
    expect(members[1]?.refusal).toContain(reason)
    expect(members.at(-1)).toMatchObject({ refusal: part.size === undefined ? null : 'the archive is cut off here' })
  })

  it('refuses a folder that holds bytes, and reads on behind them', async () => {
    const path = put(paxEntry({ path: 'x/' }), { name: 'x', data: 'hidden' }, good)
    expect(await refusals(path)).toEqual({ 'x/': 'a folder that holds bytes of its own', 'good.json': null })
  })

  it('refuses sparse files of pax, whose bytes are not their content', async () => {
    const path = put(paxEntry({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'x' }), { name: 'x', data: '1\n0\n5\nhello' }, good)
    expect(await refusals(path)).toEqual({ x: 'a file stored with holes (sparse), which is not read; unpack it', 'good.json': null })
  })
})

describe('tar, what would be lost', () => {
  it('lists whole members of a cut archive and refuses the cut one', async () => {
    const tar = tarOf([good, { name: 'cut', data: randomBytes(200_000) }, { name: 'lost', data: 'x' }])
    for (const length of [1024 + 512, 1024 + 600, 1024 + 1024, 100_000]) {
      const path = folder.put(tar.subarray(0, length))
      expect(await refusals(path)).toEqual({ 'good.json': null, cut: 'cut off; the archive ends before it does' })
      await expect(readOne(path, 'cut')).rejects.toThrow('cut off')
      expect(await readOne(path, 'good.json')).toBe('{"a":1}')
    }
  })

  const rest = async (path: string) => Object.entries(await refusals(path)).at(-1)

  it('tells a damaged header instead of reading on in the data behind it', async () => {
    const smuggled = tarEntry({ name: 'smuggled', data: 'x' })
    const path = put(good, { name: 'broken', data: smuggled, checksum: 1 }, { name: 'lost', data: 'x' })
    expect(Object.keys(await refusals(path))).toEqual(['good.json', '(from byte 1024)'])
    expect((await rest(path))?.[1]).toContain('damaged here')
  })

  it.each([
    ['a size that is no number', put(good, { name: 'x', size: 'not a number' }), 'damaged here'],
    ['a size beyond all numbers', put(good, { name: 'x', size: '\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' }), 'damaged here'],
    ['pax records that do not fit', put(good, tarEntry({ name: 'p', type: 'x', data: '99 path=x\n' }), good), 'about the next member'],
    ['a negative pax size', put(good, paxEntry({ size: '-1' }), good), 'about the next member'],
    ['an endless pax header', put(good, tarEntry({ name: 'p', type: 'x', data: ' '.repeat(100_000) }), good), 'about the next member'],
    ['pax headers without end', put(good, ...Array.from({ length: 20 }, () => paxEntry({ path: 'x' })), good), 'about the next member'],
    ['no end mark', folder.put(Buffer.concat([tarEntry(good), tarEntry({ name: 'b' })])), 'without its end mark'],
    ['half a header', folder.put(Buffer.concat([tarEntry(good), tarEntry({ name: 'b' }).subarray(0, 300)])), 'cut off here'],
    ['a second tar behind the first', folder.put(Buffer.concat([tarOf([good]), tarOf([{ name: 'b' }])])), 'follow the end mark'],
    ['a cut link', folder.put(Buffer.concat([tarEntry(good), tarEntry({ name: 'l', type: '2', size: 5000 })])), 'cut off here'],
  ])('tells %s', async (_, path, reason) => {
    const found = await refusals(path)
    expect(found['good.json']).toBeNull()
    const [name, refusal] = (await rest(path)) ?? []
    expect(name).toMatch(/^\(from byte \d+\)$/)
    expect(refusal).toContain(reason)
  })

  it('takes padding behind the end mark, and a single block of zeros, for the end', async () => {
    expect(Object.keys(await refusals(folder.put(Buffer.concat([tarOf([good]), Buffer.alloc(20_000)]))))).toEqual(['good.json'])
    expect(Object.keys(await refusals(folder.put(Buffer.concat([tarEntry(good), Buffer.alloc(512)]))))).toEqual(['good.json'])
  })
})

describe('tar, limits', () => {
  const limits = { ...ARCHIVE_LIMITS, members: 10, totalBytes: 100_000 }

  it('refuses more members than are opened', async () => {
    const path = folder.put(tarOf(Array.from({ length: 11 }, (_, i) => ({ name: `d${i}/`, type: '5' }))))
    await expect(listMembers(path, 'tar', limits)).rejects.toThrow('more than 10 members')
  })

  it('refuses more bytes than are unpacked, stated or real', async () => {
    const bytes = tarOf(Array.from({ length: 3 }, (_, i) => ({ name: `${i}`, data: randomBytes(40_000) })))
    await expect(listMembers(folder.put(bytes), 'tar', limits)).rejects.toThrow('together')
    await expect(listMembers(folder.put(gzipSync(bytes)), 'tar.gz', limits)).rejects.toThrow('together')
  })

  it('refuses one name or size for all', async () => {
    await expect(listMembers(put(paxEntry({ size: '5' }, 'g'), good), 'tar')).rejects.toThrow('for all of its members')
    expect(await readOne(put(paxEntry({ comment: 'commit 1234' }, 'g'), good), 'good.json')).toBe('{"a":1}')
  })

  it('steps over members of a tar that are too large, without reading them', async () => {
    const path = folder.put(Buffer.concat([tarEntry({ ...good, size: 0 }).subarray(0, 512), tarEntry({ name: 'x', size: 0o77777777777 })]))
    const members = await listMembers(path, 'tar')
    expect(members.map(({ refusal }) => refusal)).toEqual([null, expect.stringContaining('larger than'), 'the archive is cut off here'])
  })
})

it('names a wanted member that is refused', async () => {
  await expect(joined(readMember(put({ name: 'x', type: '2', link: 'y' }), 'tar', 'x'))).rejects.toThrow(
    '"x" of the archive was refused: a link',
  )
})
