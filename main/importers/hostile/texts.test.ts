// Hostile text in every field of every format (field/trust.md T11, T12): it comes through as data, character by character, and
// nothing but a http(s) address ever becomes a link. That it does nothing when shown is for whoever shows it.
import { describe, expect, it } from 'vitest'
import { readAll } from '../reading.fixture.ts'
import { IMPORTERS } from '../registry.ts'
import { type Cell, cellsOf } from './cells.fixture.ts'
import { examine } from './invariants.fixture.ts'
import { seeds } from './seeds.fixture.ts'

type Pair = {
  readonly hostile: string
  /** Harmless text of the same build: as long, with its spaces and commas where the hostile one has them. */
  readonly twin: string
}

const MARKUP: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '[click](javascript:alert(1))',
  'javascript:alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  '{{constructor.constructor("return this")()}}',
  '${process.exit(1)}',
  'x" style="background:url(//attacker.example)',
  '\u202Egnp.exe',
  'zero\u200Bwidth\u2060joiner\uFEFF',
  'аdmin Ａｄｍｉｎ',
  'e\u0301 \u{1F468}\u200D\u{1F469} \u{E0041}',
]
const FORMULAS: readonly string[] = [
  '=HYPERLINK("http://attacker.example","x")',
  "=cmd|'/c calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  '"=1+1',
  "'=1+1",
  ';=1+1',
  'x;=1+1',
]
/** Found in every object that serves as a table of words. */
const NAME = 'constructor'

/** Letters stay letters, so that both are read by the same rules. */
const twinOf = (hostile: string): string =>
  Array.from(hostile, (character) => (/[ ,;|\n]/.test(character) ? character : 'q'.repeat(character.length))).join('')

const pair = (hostile: string): Pair => ({ hostile, twin: twinOf(hostile) })
const ALL_MARKUP = pair(MARKUP.join('~'))

/** One cell of each meaning in a format. */
function cellsOfFormat(formatId: string): readonly (readonly [name: string, cell: Cell])[] {
  const cells = seeds(formatId).flatMap(({ name, bytes }) => cellsOf(bytes).map((cell) => [`${name} ${cell.shape}`, cell] as const))
  return [...Map.groupBy(cells, ([, { shape }]) => shape.split('/').slice(-3).join('/')).values()].flatMap(([first]) =>
    first === undefined ? [] : [first],
  )
}

/** Cells whose text is taken apart by rules of the format; what comes out is checked as for every record. */
const READ_BY_RULES: readonly (readonly [cell: RegExp, why: string])[] = [
  [/(?:provider|Protocol)$/i, 'lower case, as filing needs it'],
  [/\b(?:RelatedRequirements|requirements)\/\*$| (?:xref|XREF|CVE|Cross References|cm:compliance-reference)$/, 'a framework and its ids'],
  [/^xccdf\/.*@version$/, 'a version beside a name, where it is one'],
  [/^trusted-advisor\/.*\bdescription$/, 'HTML, shown as its text'],
  [/^checkov\/.*\/fixed_definition\//, 'shown as JSON'],
  [/^sarif\/.*[mM]essageStrings\//, 'a template, in which {{ means {'],
  [/^kubescape\/.*\/resourceID$/, 'a path'],
  [/^kit-manifest\/.* (?:id|service|topic|cli|operation|region)$/, 'words only our kit writes; anything else is rejected'],
]

function firstDifference(wanted: string, got: string): string {
  let at = 0
  while (wanted[at] === got[at]) at += 1
  return `wanted …${wanted.slice(Math.max(at - 60, 0), at + 60)}… got …${got.slice(Math.max(at - 60, 0), at + 60)}…`
}

describe.each(IMPORTERS.map((importer) => [importer.formatId, importer] as const))('%s', (formatId, importer) => {
  const cells = cellsOfFormat(formatId)

  /** Records as text. The whole text of one is JSON inside of JSON, where what was put in stands escaped twice; it is never shown. */
  const written = (records: unknown): string => JSON.stringify(records, (key, value: unknown) => (key === 'wholeText' ? undefined : value))

  const faultsOf = async ({ hostile, twin }: Pair, name: string, cell: Cell): Promise<string[]> => {
    const harmless = await readAll(importer, cell.with(twin)).catch(() => null)
    const { reading, faults } = await examine(importer, cell.with(hostile))
    const wanted = written(harmless?.records ?? null).replaceAll(twin, () => JSON.stringify(hostile).slice(1, -1))
    const got = written(reading?.records ?? null)
    const other =
      wanted === got || READ_BY_RULES.some(([which]) => which.test(name)) ? [] : [`reads it otherwise: ${firstDifference(wanted, got)}`]
    return [...faults, ...other].map((fault) => `${name}: ${fault}`)
  }

  it('takes markup, code and letters that deceive as text', async () => {
    const faults: string[] = []
    for (const [name, cell] of cells) faults.push(...(await faultsOf(ALL_MARKUP, name, cell)))
    expect(faults).toEqual([])
  })

  it('takes formulas as text', async () => {
    const texts = FORMULAS.map(pair)
    const faults: string[] = []
    for (const [index, [name, cell]] of cells.entries()) {
      const text = texts[index % texts.length]
      if (text !== undefined) faults.push(...(await faultsOf(text, name, cell)))
    }
    expect(faults).toEqual([])
  })

  it('takes a name that every JavaScript object has as text', async () => {
    const faults: string[] = []
    for (const [name, cell] of cells) {
      const examined = await examine(importer, cell.with(NAME))
      faults.push(...examined.faults.map((fault) => `${name}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})
