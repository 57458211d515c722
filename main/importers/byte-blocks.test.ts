import { describe, expect, it } from 'vitest'
import { inBlocks } from './byte-blocks.ts'
import { bytesOf, chunked } from './reading.fixture.ts'

describe('inBlocks', () => {
  it.each([1, 3, 4, 9, 100])('gives the same blocks for chunks of %i bytes', async (size) => {
    const blocks: string[] = []
    for await (const block of inBlocks(chunked(bytesOf('abcdefghij'), size), 4)) blocks.push(new TextDecoder().decode(block))
    expect(blocks).toEqual(['abcd', 'efgh', 'ij'])
  })

  it('gives nothing for nothing', async () => {
    const blocks: Uint8Array[] = []
    for await (const block of inBlocks(chunked(bytesOf(''), 1))) blocks.push(block)
    expect(blocks).toEqual([])
  })
})
