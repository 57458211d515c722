import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, hexView, layOutJson, rawFileName, readRaw, sha256Hex } from './raw-record.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a raw record', () => {
  it('is laid out as JSON without changing a token', () => {
    expect(layOutJson('{"a":1.0,"big":12345678901234567890,"a":"x\\u00e9, {y}","empty":{},"list":[1,[ ],true]}')).toBe(
      [
        '{',
        '  "a": 1.0,',
        '  "big": 12345678901234567890,',
        '  "a": "x\\u00e9, {y}",',
        '  "empty": {},',
        '  "list": [',
        '    1,',
        '    [],',
        '    true',
        '  ]',
        '}',
      ].join('\n'),
    )
  })

  it('holds the same tokens after layout, whatever the JSON', () => {
    const bare = (text: string) => text.replace(/"(?:[^"\\]|\\.)*"|\s+/gs, (m) => (m.startsWith('"') ? m : ''))
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(bare(layOutJson(text))).toBe(bare(text))
      }),
    )
  })

  it('is told apart as JSON, text and bytes', () => {
    expect(readRaw(utf8('{"a":1}')).kind).toBe('json')
    expect(readRaw(utf8('a;b;c')).kind).toBe('text')
    expect(readRaw(utf8('{"a":')).kind).toBe('text')
    expect(readRaw(utf8('42')).kind).toBe('text')
    expect(readRaw(new Uint8Array([0x7b, 0xff, 0xfe])).kind).toBe('binary')
  })

  it('shows bytes that are no text as hex, the last short line too', () => {
    const view = hexView(new Uint8Array([0x41, 0x00, 0xff, ...Array.from({ length: 14 }, () => 0x42)]))
    expect(view.split('\n')).toEqual([
      '00000000  41 00 ff 42 42 42 42 42 42 42 42 42 42 42 42 42  A··BBBBBBBBBBBBB',
      '00000010  42                                               B',
    ])
  })

  it('comes back from base64 byte for byte', () => {
    expect([...bytesOf('AP9BQg==')]).toEqual([0, 255, 65, 66])
  })

  it('is hashed as it is', async () => {
    expect(await sha256Hex(new Uint8Array(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('is saved under a name made of our own numbers', () => {
    expect(rawFileName(17, 'json')).toBe('evidence-17.json')
  })
})
