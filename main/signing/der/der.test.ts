import { describe, expect, it } from 'vitest'
import { derFromBer } from './from-ber.ts'
import {
  DerError,
  hasBit,
  readDer,
  readFirst,
  readIntegerBytes,
  readItems,
  readOctets,
  readOid,
  readSmallInteger,
  readTime,
  TAG,
} from './read.ts'
import { element, integer, namedBits, octetString, oid, sequence, setOf, time, unsignedInteger } from './write.ts'

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex')
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('writing DER', () => {
  it.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [600_000, '02030927c0'],
  ])('writes the integer %d', (value, expected) => expect(toHex(integer(value))).toBe(expected))

  it('keeps unsigned integers positive and short', () => {
    expect(toHex(unsignedInteger(hex('0000ff')))).toBe('020200ff')
    expect(toHex(unsignedInteger(hex('')))).toBe('020100')
  })

  it.each(['1.2.840.113549.1.7.2', '2.5.29.15', '2.16.840.1.101.3.4.2.1', '1.3.6.1.5.5.7.3.36', '0.9.2342.19200300.100.1.25', '2.999.3'])(
    'writes and reads the object identifier %s',
    (dotted) => expect(readOid(readDer(oid(dotted)))).toBe(dotted),
  )

  it('writes long lengths in the shortest form', () => {
    expect(toHex(octetString(Buffer.alloc(128)).subarray(0, 3))).toBe('048180')
    expect(toHex(octetString(Buffer.alloc(256)).subarray(0, 4))).toBe('04820100')
    expect(readOctets(readDer(octetString(Buffer.alloc(70_000)))).length).toBe(70_000)
  })

  it('orders sets by their encoding', () => expect(toHex(setOf(integer(2), integer(1)))).toBe('3106020101020102'))

  it('cuts trailing zeros off named bits', () => {
    expect(toHex(namedBits([0, 1]))).toBe('030206c0')
    expect(hasBit(readDer(namedBits([0, 1])), 1)).toBe(true)
    expect(hasBit(readDer(namedBits([0, 1])), 2)).toBe(false)
  })

  it.each(['1999-12-31T23:59:59Z', '2049-12-31T23:59:59Z', '2050-01-01T00:00:00Z'])('writes and reads the time %s', (text) => {
    expect(readTime(readDer(time(new Date(text)))).toISOString()).toBe(new Date(text).toISOString())
  })
})

describe('reading DER', () => {
  it.each([
    ['an empty input', ''],
    ['a missing length', '30'],
    ['an indefinite length', '30800000'],
    ['a long form that could be short', '04817f'.padEnd(6 + 254, '0')],
    ['a length with leading zeros', '0482000100'],
    ['a length beyond the end', '040201'],
    ['a long tag', '1f8101'],
    ['bytes after the end', '05000500'],
  ])('refuses %s', (_, bytes) => expect(() => readDer(hex(bytes))).toThrow(DerError))

  it('refuses integers and object identifiers that are padded', () => {
    expect(() => readIntegerBytes(readDer(hex('02020001')))).toThrow(DerError)
    expect(() => readIntegerBytes(readDer(hex('0202ff80')))).toThrow(DerError)
    expect(() => readIntegerBytes(readDer(hex('0200')))).toThrow(DerError)
    expect(() => readSmallInteger(readDer(hex('0201ff')))).toThrow(DerError)
    expect(() => readOid(readDer(hex('0603558001')))).toThrow(DerError)
    expect(() => readOid(readDer(hex('060255ff')))).toThrow(DerError)
  })

  it('refuses impossible times', () => {
    expect(() => readTime(readDer(element(TAG.utcTime, Buffer.from('261332000000Z'))))).toThrow(DerError)
    expect(() => readTime(readDer(element(TAG.utcTime, Buffer.from('2601010000Z'))))).toThrow(DerError)
  })

  it('reads the first element and leaves the rest', () => expect(toHex(readFirst(hex('0500ffff')).bytes)).toBe('0500'))
})

describe('BER from other programs', () => {
  it('gets definite lengths and joined strings', () => {
    const ber = hex('30802480040201020401030000020101' + '0000')
    expect(toHex(derFromBer(ber))).toBe(toHex(sequence(octetString(hex('010203')), integer(1))))
    expect(readItems(readDer(derFromBer(ber))).length).toBe(2)
  })

  it('is left as it is where it is DER already', () => {
    const der = sequence(integer(5), octetString(Buffer.alloc(300)))
    expect(toHex(derFromBer(der))).toBe(toHex(der))
  })

  it.each(['3080', '308005', '24800401', '0480', ''])('is refused when cut off: %s', (bytes) => {
    expect(() => derFromBer(hex(bytes))).toThrow(DerError)
  })
})
