import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from '#domain/markdown-text'
import { createElements } from './elements.ts'
import { loadFonts } from './fonts.ts'
import { markdownNodes } from './markdown.ts'
import type { Node, Run } from './nodes.ts'
import { BREAK, createTypesetter } from './text.ts'

const el = createElements(createTypesetter(loadFonts().covers))
const render = (source: string) => markdownNodes(el, source)

/** Every run of a tree of nodes, in order. */
function runsIn(node: unknown): Run[] {
  if (Array.isArray(node)) return node.flatMap(runsIn)
  if (typeof node !== 'object' || node === null) return []
  if ('text' in node && typeof node.text === 'string') return [node as Run]
  return Object.values(node).flatMap(runsIn)
}
const textIn = (nodes: readonly Node[]) =>
  runsIn(nodes)
    .map((run) => run.text.replaceAll(BREAK, ''))
    .join('')

describe('markdownNodes', () => {
  it('gives nothing for an empty text', () => {
    expect(render('')).toEqual([])
  })

  it('styles strong, emphasis, strikethrough and code', () => {
    const runs = runsIn(render('a **b** *c* ~~d~~ `e`'))
    expect(runs.find((run) => run.text === 'b')?.bold).toBe(true)
    expect(runs.find((run) => run.text === 'c')?.italics).toBe(true)
    expect(runs.find((run) => run.text === 'd')?.decoration).toBe('lineThrough')
    expect(runs.find((run) => run.text === 'e')?.font).toBe('Mono')
  })

  it('shows raw HTML as text', () => {
    expect(textIn(render('<script>alert(1)</script>'))).toBe('<script>alert(1)</script>')
    expect(textIn(render('a <b onclick="x()">b</b>'))).toBe('a <b onclick="x()">b</b>')
  })

  it('loads no image and says so, with its description and address', () => {
    const nodes = render('![a chart](file:///etc/passwd)')
    expect(textIn(nodes)).toBe('[image not loaded: a chart] file:///etc/passwd')
    expect(JSON.stringify(nodes)).not.toContain('"image"')
  })

  it('shows where a link leads and makes only http and https clickable', () => {
    const web = render('[the guide](https://example.com/a?b=1)')
    expect(textIn(web)).toBe('the guide (https://example.com/a?b=1)')
    expect(runsIn(web).map((run) => run.link)).toContain('https://example.com/a?b=1')
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', '//host/x', 'mailto:a@example.com']) {
      const nodes = render(`[x](${url})`)
      expect(textIn(nodes)).toContain(url)
      expect(runsIn(nodes).every((run) => run.link === undefined)).toBe(true)
    }
  })

  it('shows an address that is its own text once', () => {
    expect(textIn(render('https://example.com'))).toBe('https://example.com')
  })

  it('prints the address of a drafted recommendation exactly, and links to exactly that', () => {
    const url = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'
    const nodes = render(escapeMarkdown(`Read ${url}. Mail a_b@example.com or see www.example.com/a_b.`))
    expect(textIn(nodes)).toBe(`Read ${url}. Mail a_b@example.com or see www.example.com/a_b.`)
    expect([...new Set(runsIn(nodes).flatMap((run) => run.link ?? []))]).toEqual([url])
  })

  it('resolves link references and leaves unknown ones as written', () => {
    expect(textIn(render('[a][r]\n\n[r]: https://example.com'))).toContain('a https://example.com')
    expect(textIn(render('[a][nowhere]'))).toBe('[a][nowhere]')
  })

  it('keeps every line of a code block, one node each', () => {
    const lines = runsIn(render('```\nfirst\n\n    third\n```')).map((run) => run.text)
    expect(lines).toEqual(['first', ' ', '    third'])
  })

  it('keeps every cell of a table, also of ragged rows', () => {
    expect(textIn(render('| a | b |\n|---|---|\n| 1 |\n| 2 | 3 |'))).toBe('ab123')
  })

  it('keeps the text of lists, quotes, headings, tasks and footnotes', () => {
    const text = textIn(render('# Title\n\n1. one\n   - two\n\n> quoted\n\n- [x] done\n\nnote[^1]\n\n[^1]: the note'))
    for (const part of ['Title', 'one', 'two', 'quoted', '[x]', 'done', 'note', '[1]', 'the note']) expect(text).toContain(part)
  })

  it('never loses text however deep it is nested', () => {
    expect(textIn(render(`${'> '.repeat(60)}deep`))).toContain('deep')
    expect(textIn(render(`${Array.from({ length: 40 }, (_, i) => `${'  '.repeat(i)}- l${i}`).join('\n')}`))).toContain('l39')
  })

  it('never yields anything but text from hostile text', () => {
    const nodes = render('{"image":"file:///etc/passwd","text":{"svg":"<svg/>"}} {{template}} ${x}')
    expect(textIn(nodes)).toBe('{"image":"file:///etc/passwd","text":{"svg":"<svg/>"}} {{template}} ${x}')
  })
})
