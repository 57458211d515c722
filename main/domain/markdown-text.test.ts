import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown } from './markdown-text.ts'

const HOSTILE = [
  '# heading',
  '- item',
  '1. item',
  'a *b* _c_ `d`',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '![x](http://evil)',
  '| a | b |\n|---|---|\n| c | d |',
  'text\n===',
  'text\n---',
  '    code',
  '~~gone~~',
  '&lt;b&gt; &amp;',
  '> quote',
  '```\nfence\n```',
  'a\n:-',
  'www.example.com/a_b_c',
  '_www.example.com',
  'ada_l@example.com, mailto:ada@example.com',
  'http://',
  'https://...',
]

type Node = { type: string; value?: string; url?: string; children?: Node[] }

const nodesOf = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodesOf)]
const textOf = (node: Node): string => (node.value ?? (node.type === 'break' ? '\n' : '')) + (node.children ?? []).map(textOf).join('')
const folded = (text: string): string => text.replace(/\s+/gu, '')

/** As the syntax reads it, and as mdast reads it, which goes on to link bare `www.` and mail addresses in the finished text. */
const parseSyntax = (text: string): Node =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: gfmFromMarkdown().map((part) => ({ ...part, transforms: [] })) })
const parse = (text: string): Node => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

/** Whatever is neither text nor an http(s) link whose address is its own text. */
const markupIn = (text: string): Node[] =>
  nodesOf(parseSyntax(escapeMarkdown(text))).filter((node) =>
    node.type === 'link'
      ? !/^https?:\/\//iu.test(node.url ?? '') || textOf(node) !== node.url
      : !['root', 'paragraph', 'text', 'break'].includes(node.type),
  )

/** The text a reader sees, white space aside, by both readings. */
const shownOf = (text: string): string[] => [parseSyntax, parse].map((read) => folded(textOf(read(escapeMarkdown(text)))))

const linksIn = (text: string): (string | undefined)[] =>
  nodesOf(parse(escapeMarkdown(text)))
    .filter((node) => node.type === 'link')
    .map((node) => node.url)

describe('escapeMarkdown', () => {
  it.each(HOSTILE)('makes plain text of %j', (text) => {
    expect(markupIn(text)).toEqual([])
    expect(shownOf(text)).toEqual([folded(text), folded(text)])
  })

  it('leaves nothing but text and exact links of any printable input', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
      fc.constantFrom(
        'https://',
        'HTTP://',
        'www.',
        '_',
        '~',
        '[',
        'a_b_c',
        '/x.html',
        '\n',
        ' ',
        '(',
        ')',
        '**',
        '<',
        '>',
        '&amp;',
        '\\',
        '@',
        '.com',
        '|',
        '-',
        ':',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
        (text) => {
          expect(markupIn(text)).toEqual([])
          expect(shownOf(text)).toEqual([folded(text), folded(text)])
        },
      ),
      { numRuns: 400 },
    )
  })

  it.each([
    ['https://docs.example.com/id_credentials_access-keys.html', 'https://docs.example.com/id_credentials_access-keys.html'],
    ['See https://example.com/a_b_c.html.', 'https://example.com/a_b_c.html'],
    ['(see https://example.com/a*b*c)', 'https://example.com/a*b*c'],
    ['https://example.com/Amazon_(company), and more', 'https://example.com/Amazon_(company)'],
    ['https://example.com/?a=1&copy=2&b=~x~#y!', 'https://example.com/?a=1&copy=2&b=~x~#y'],
    ['"https://example.com/a_b"', 'https://example.com/a_b'],
    ['HTTPS://example.com/a_b', 'HTTPS://example.com/a_b'],
  ])('keeps the address exact in %j', (text, url) => {
    expect(linksIn(text)).toEqual([url])
    expect(shownOf(text)).toEqual([folded(text), folded(text)])
  })

  it('makes no link of anything else', () => {
    for (const text of ['javascript:alert(1)', 'file:///etc/passwd', 'ftp://a_b/c', '[x](https://', 'http://<b>'])
      expect(linksIn(text)).toEqual([])
  })
})
