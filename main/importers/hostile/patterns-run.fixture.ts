// For patterns.test.ts, as a process of its own: runs every regular expression of the importers against its attacks, naming each before
// it begins, so that whoever ends the process knows which one never did.
import { writeSync } from 'node:fs'
import { attacks, patterns } from './patterns.fixture.ts'

const LENGTH = 100_000

for (const { file, line, source, flags } of patterns()) {
  writeSync(1, `${file}:${line} /${source}/${flags}\n`)
  const pattern = new RegExp(source, flags)
  for (const text of attacks(source, LENGTH)) {
    pattern.lastIndex = 0
    if (flags.includes('g')) text.replace(pattern, '')
    else pattern.test(text)
  }
}
writeSync(1, 'all ended\n')
