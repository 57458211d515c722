import { describe, expect, it } from 'vitest'
import type { DetectedFile } from '#contract/imports'
import type { Detection } from '#domain/imports'
import {
  addToQueue,
  archivesIn,
  asksForEncoding,
  changed,
  chosen,
  type QueuedFile,
  queuedFiles,
  queueLines,
  readCommand,
  readiness,
  readinessWords,
  summarise,
  wantedOf,
} from './queue.ts'

const detected = (token: string, fileName: string, detection: Partial<Detection> = {}): DetectedFile => ({
  token: token.repeat(32),
  fileName,
  bytes: 100,
  remembered: null,
  isFile: true,
  detection: {
    formatId: 'asff',
    label: 'ASFF',
    confidence: 'certain',
    toolVersion: null,
    reason: 'keys',
    importable: true,
    encoding: 'utf-8',
    ...detection,
  },
})
const UNKNOWN = { formatId: 'unknown', importable: false, confidence: 'none' } as const
const alone = (...files: DetectedFile[]) => files.flatMap((file) => queuedFiles({ name: file.fileName, within: null }, [file]))
const [ready, asked] = alone(detected('a', 'a.json'), detected('b', 'b.json', UNKNOWN)) as [QueuedFile, QueuedFile]

describe('the queue', () => {
  it('holds a file once, however often it is offered, in the order it came', () => {
    const queue = addToQueue([ready, asked], alone(detected('a', 'again.json'), detected('c', 'c.json')))
    expect(queue.map(({ fileName }) => fileName)).toEqual(['again.json', 'b.json', 'c.json'])
  })

  it('groups what came in one folder or archive, and leaves single files alone', () => {
    expect(ready.group).toBeNull()
    const folder = queuedFiles({ name: 'run', within: null }, [detected('a', 'x.json'), detected('b', 'deep/y.json')])
    expect(folder.map(({ group }) => group)).toEqual(['run', 'run'])
    const walked = queuedFiles({ name: 'y.csv', within: 'run/compliance/y.csv' }, [detected('a', 'compliance/y.csv')])
    expect(walked[0]).toMatchObject({ group: 'run', fileName: 'compliance/y.csv' })
    expect(queueLines([ready, ...folder]).map((line) => (line.kind === 'group' ? `[${line.name}]` : line.file.fileName))).toEqual([
      'a.json',
      '[run]',
      'deep/y.json',
      'x.json',
    ])
  })

  it('asks about what names no tool, and takes it in once it is said', () => {
    expect([readiness(ready), readiness(asked), asked.wanted]).toEqual(['ready', 'ask', false])
    const [said = asked] = changed([asked], new Set([asked.token]), () => ({ answer: { formatId: 'sarif' }, wanted: true }))
    expect([readiness(said), readinessWords(said)]).toEqual(['ready', 'As you say: SARIF'])
    const before = { ...asked, remembered: { about: { service: 'iam', operation: 'list-users' } } }
    expect(readinessWords(before)).toBe('As answered before: aws iam list-users')
  })

  it('never offers to read what is no file or is damaged', () => {
    const [damaged] = alone(detected('d', 'd.json', { formatId: 'unreadable', importable: false })) as [QueuedFile]
    expect(readiness(damaged)).toBe('aside')
    expect(readiness({ ...damaged, isFile: false, remembered: { formatId: 'asff' } })).toBe('aside')
  })

  it('counts what will be read and what waits for an answer', () => {
    expect(summarise([ready, asked])).toEqual({ files: 2, chosen: 1, bytes: 100, ask: 1, aside: 0 })
    expect([wantedOf([ready, asked]), wantedOf([{ ...ready, wanted: false }]), wantedOf([ready, { ...ready, wanted: false }])]).toEqual([
      true,
      false,
      'mixed',
    ])
  })

  it('takes an archive in with its members and never by itself, because alone it would stand for all of them', () => {
    const zip = detected('z', 'b.zip', { formatId: 'attachment' })
    const queue = queuedFiles({ name: 'b.zip', within: null }, [zip, detected('x', 'b.zip/x.csv'), detected('y', 'b.zip/y.csv')])
    expect([...archivesIn(queue)]).toEqual([zip.token])
    const names = (files: readonly QueuedFile[]) => chosen(files).map(({ fileName }) => fileName)
    expect(names(changed(queue, new Set([detected('y', '').token]), () => ({ wanted: false })))).toEqual(['b.zip', 'b.zip/x.csv'])
    const members = new Set([detected('x', '').token, detected('y', '').token])
    expect(names(changed(queue, members, () => ({ wanted: false })))).toEqual([])
    expect(summarise(queue).bytes).toBe(200)
  })

  it('asks before it reads a text as Windows code page 1252', () => {
    const [odd] = alone(detected('o', 'o.csv', { encoding: 'windows-1252' })) as [QueuedFile]
    expect(asksForEncoding(odd)).toBe(true)
    expect(asksForEncoding({ ...odd, answer: { encoding: 'windows-1252' } })).toBe(false)
  })
})

describe('a command of the AWS CLI', () => {
  it('is read as people copy it', () => {
    const iam = { service: 'iam', operation: 'get-account-summary' }
    expect(readCommand('aws iam get-account-summary --output json')).toEqual(iam)
    expect(readCommand('  iam  get-account-summary')).toEqual(iam)
    expect(readCommand('aws iam')).toBeNull()
    expect(readCommand('')).toBeNull()
  })
})
