// Writes generated text to a file as a stream, so that making gigabytes takes no memory to speak of.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** When a file is long enough: at so many megabytes (1 MB = 10^6 bytes), or at so many records. */
export type Until = { readonly megabytes: number } | { readonly records: number }
export type Made = { readonly records: number; readonly bytes: number }

/** A part of a file and how many records it ends. */
export type Part = { readonly text: string; readonly records: number }

/** A kind of file; for the same size it is the same bytes, whenever and wherever. */
export type Input = {
  readonly formatId: string
  /** File names end like this. */
  readonly extension: string
  readonly parts: (until: Until) => Iterable<Part>
}

export const MEGABYTE = 1e6
/** Characters handed to the stream at once. */
const BLOCK = 256 * 1024

/** Writes a file of about that size, never shorter, to `path`; gives how much it wrote. */
export async function writeInput(path: string, { parts }: Input, until: Until): Promise<Made> {
  const out = createWriteStream(path)
  let records = 0
  let bytes = 0
  let block = ''
  const flush = async (): Promise<void> => {
    bytes += Buffer.byteLength(block)
    if (!out.write(block)) await once(out, 'drain')
    block = ''
  }
  for (const part of parts(until)) {
    block += part.text
    records += part.records
    if (block.length >= BLOCK) await flush()
  }
  await flush()
  out.end()
  await finished(out)
  return { records, bytes }
}

/** A file of records one behind the other. `record` gives the text of record number `index`, separator included. */
export function* oneByOne(head: string, record: (index: number) => string, tail: string, until: Until): Generator<Part> {
  yield { text: head, records: 0 }
  let bytes = head.length + tail.length
  for (let index = 0; 'records' in until ? index < until.records : bytes < until.megabytes * MEGABYTE; index++) {
    const text = record(index)
    bytes += Buffer.byteLength(text)
    yield { text, records: 1 }
  }
  yield { text: tail, records: 0 }
}

/** How many records of about `size` bytes make a file that long. */
export const recordsIn = (until: Until, size: number): number =>
  'records' in until ? until.records : Math.ceil((until.megabytes * MEGABYTE) / size)
