// For large.test.ts, as a process of its own: reads a hostile file of 70 MB through one importer, made as it is read, and prints the
// most memory the process took and what came out.
import { writeSync } from 'node:fs'
import { argv, resourceUsage } from 'node:process'
import type { ImportItem } from '../importer.ts'
import { IMPORTERS } from '../registry.ts'

const MEGABYTES = 70
const [formatId, before = '', repeated = '', after = ''] = argv.slice(2).map((word) => JSON.parse(word) as string)
const encoder = new TextEncoder()
const chunk = encoder.encode(repeated.repeat(Math.ceil(1_000_000 / repeated.length)))

async function* bytes() {
  yield encoder.encode(before)
  for (let megabyte = 0; megabyte < MEGABYTES; megabyte++) yield chunk
  yield encoder.encode(after)
}

const counts = { record: 0, issue: 0, context: 0 }
const importer = IMPORTERS.find((one) => one.formatId === formatId)
const count = (item: ImportItem): void => {
  counts[item.kind] += 1
}
for await (const items of importer?.parse(bytes()) ?? []) for (const item of items) count(item)
writeSync(1, JSON.stringify({ ...counts, megabytes: Math.round(resourceUsage().maxRSS / 1024) }))
