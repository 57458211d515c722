import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { addToQueue, type QueuedFile, standing, summarise } from './queue.ts'

const file = (token: string, formatId: FormatId, importable: boolean): QueuedFile => ({
  token: token.repeat(32),
  fileName: `${token}.json`,
  bytes: 100,
  isFile: true,
  detection: { formatId, label: 'Nessus', confidence: 'certain', toolVersion: null, reason: 'keys', importable },
})

describe('the queue', () => {
  it('holds a file once, however often it is offered, in the order it came', () => {
    const queue = addToQueue([file('a', 'asff', true), file('b', 'asff', true)], [file('a', 'prowler-ocsf', true), file('c', 'asff', true)])
    expect(queue.map((item) => [item.token[0], item.detection.formatId])).toEqual([
      ['a', 'prowler-ocsf'],
      ['b', 'asff'],
      ['c', 'asff'],
    ])
  })

  it('counts what will be read and what is left aside', () => {
    expect(summarise([file('a', 'asff', true), file('b', 'unknown', false)])).toEqual({ files: 2, ready: 1, bytes: 100, left: 1 })
  })

  it('says of each file that cannot be read why not', () => {
    expect(standing(file('a', 'asff', true))).toEqual({ can: true, words: 'Ready to import' })
    expect(standing(file('a', 'nessus', false)).words).toContain('Nessus is recognised')
    expect(standing(file('a', 'unreadable', false)).words).toContain('Damaged')
    expect(standing({ ...file('a', 'unreadable', false), isFile: false }).words).toContain('only the file itself')
  })
})
