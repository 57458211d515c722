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
]

type Node = { type: string; value?: string; children?: Node[] }

const typesOf = (node: Node): string[] => [node.type, ...(node.children ?? []).flatMap(typesOf)]
const textOf = (node: Node): string => (node.value ?? (node.type === 'break' ? '\n' : '')) + (node.children ?? []).map(textOf).join('')
const parse = (text: string): Node => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node

describe('escapeMarkdown', () => {
  it.each(HOSTILE)('makes plain text of %j', (text) => {
    const tree = parse(escapeMarkdown(text))
    for (const type of new Set(typesOf(tree))) expect(['root', 'paragraph', 'text', 'link']).toContain(type)
    expect(textOf(tree).replace(/\s+/gu, '')).toBe(text.replace(/\s+/gu, ''))
  })

  it('leaves nothing but text and bare links of any printable input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (text) => {
        const types = new Set(typesOf(parse(escapeMarkdown(text))))
        for (const type of types) expect(['root', 'paragraph', 'text', 'link', 'break']).toContain(type)
      }),
    )
  })
})
