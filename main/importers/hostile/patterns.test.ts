// Regular expressions (field/trust.md T19): each of the importers ends on long hostile text. One that needs the square of its text would
// need hours for all of them here, against seconds; the limit lies far from both, so that no busy machine can fail this.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { expect, it } from 'vitest'
import { patterns } from './patterns.fixture.ts'

const LIMIT_MILLISECONDS = 120_000

it('finds the regular expressions of the importers', () => {
  const found = patterns()
  expect(found.length).toBeGreaterThan(100)
  expect(found.map(({ file }) => file)).toContain('links.ts')
})

it(
  'every regular expression of the importers ends on hostile text',
  () => {
    const { stdout } = spawnSync(execPath, [join(import.meta.dirname, 'patterns-run.fixture.ts')], {
      encoding: 'utf8',
      timeout: LIMIT_MILLISECONDS,
      killSignal: 'SIGKILL',
    })
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('all ended')
  },
  LIMIT_MILLISECONDS + 30_000,
)
