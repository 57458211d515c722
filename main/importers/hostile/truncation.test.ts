// Every fixture cut off at many places, and every fixture given to every other importer: what is whole before the cut is kept, at most
// one rejection more tells of the rest, and no importer is harmed by another's file.
import { describe, expect, it } from 'vitest'
import { encodingOf } from '../encoding.ts'
import type { Reading } from '../reading.fixture.ts'
import { IMPORTERS } from '../registry.ts'
import { examine } from './invariants.fixture.ts'
import { seeds } from './seeds.fixture.ts'

/** So many places of a file are tried, spread over it, and all of the last bytes. */
const PLACES = 90
const LAST = 12

const SEEDS = seeds().filter(({ importer }) => importer.formatId !== 'attachment')

/** Files in which what stands behind a record says whether it is one. The rest of them is told by the rejection, or a warning. */
const HANG_ON_MORE: ReadonlyMap<string, string> = new Map([
  ['iam-credential-report/answer.json', 'the report is one text in base64'],
  ['iam-credential-report/answer-escaped.json', 'the report is one text'],
  ['iam-credential-report/recorded.json', 'the report is one text in base64'],
  ['hdf/overlay.json', 'the profile behind an overlay says which controls are its own'],
  ['powerpipe-json/benchmark.json', 'a control without results is one because of the error behind them'],
  ['powerpipe-snapshot/benchmark.pps', 'a control without results is one because of the error behind them'],
])

const placesOf = (reading: Reading | null): { readonly from: number; readonly to: number }[] =>
  (reading?.items ?? []).flatMap((item) => (item.kind === 'record' ? [{ from: item.offset, to: item.offset + item.length }] : []))

describe.each(SEEDS)('$name', ({ importer, name, bytes }) => {
  it('cut off anywhere keeps every whole record and rejects at most the rest', async () => {
    const whole = await examine(importer, bytes)
    const records = placesOf(whole.reading)
    const { mark } = encodingOf(bytes)
    const step = Math.max(1, Math.floor(bytes.length / PLACES))
    const faults: string[] = []
    for (let cut = mark; cut < bytes.length; cut += cut > bytes.length - LAST ? 1 : step) {
      const { reading, faults: found } = await examine(importer, bytes.slice(0, cut))
      faults.push(...found.map((fault) => `cut at ${cut}: ${fault}`))
      if (reading === null) {
        // Nothing but a header that is not whole is refused as a whole.
        if (records.some(({ to }) => to <= cut)) faults.push(`cut at ${cut}: refused as a whole`)
        continue
      }
      const kept = new Set(placesOf(reading).map(({ from, to }) => `${from}-${to}`))
      const missing = records.filter(({ from, to }) => to <= cut && !kept.has(`${from}-${to}`))
      if (missing.length > 0 && !HANG_ON_MORE.has(name))
        faults.push(`cut at ${cut}: lost the records at ${missing.map(({ from }) => from).join()}`)
      const before = whole.reading?.rejections.filter(({ pointer }) => (pointer?.offset ?? 0) < cut).length ?? 0
      if (reading.rejections.length > before + 1) faults.push(`cut at ${cut}: ${reading.rejections.length} rejections`)
    }
    expect(faults).toEqual([])
  })
})

describe.each(IMPORTERS.map((importer) => [importer.formatId, importer] as const))('%s', (formatId, importer) => {
  it('is not harmed by files of any other format', async () => {
    const faults: string[] = []
    for (const { name, bytes, importer: own } of seeds()) {
      if (own.formatId === formatId) continue
      const { faults: found } = await examine(importer, bytes)
      faults.push(...found.map((fault) => `${name}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})
