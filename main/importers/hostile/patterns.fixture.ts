// For tests: every regular expression written in the importers, found by a parser of TypeScript, and texts that make slow ones slow.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { isObject } from '../fields.ts'

export type Pattern = { readonly file: string; readonly line: number; readonly source: string; readonly flags: string }

const FOLDER = join(import.meta.dirname, '..')

/** All regular expressions of the importers themselves: none of tests and fixtures. */
export function patterns(): readonly Pattern[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(file))
    .flatMap((file) => patternsIn(file, readFileSync(join(FOLDER, file), 'utf8')))
}

function patternsIn(file: string, text: string): Pattern[] {
  const found: Pattern[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child)
    if (!isObject(node)) return
    const { type, pattern, flags } = node
    if (type === 'RegExpLiteral' && typeof pattern === 'string' && typeof flags === 'string') {
      const line = text.slice(0, text.indexOf(`/${pattern}/${flags}`)).split('\n').length
      found.push({ file, line, source: pattern, flags })
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(text, { syntax: 'typescript', target: 'es2024' }))
  return found
}

/** Pieces of what a pattern looks for: its literal characters, one of each class, and what nothing matches. */
function pieces(source: string): readonly string[] {
  const literal = [...source.replace(/\\[dDwWsSbB]|\\p\{\w+\}|\(\?[:=!<]+|[()[\]{}*+?|^$]/g, ' ').replace(/\\(.)/g, '$1')]
  const single = new Set([...literal.filter((character) => character.trim() !== ''), 'a', 'A', '0', ' ', '\n', '.', '-', ':', '/'])
  const words = source.match(/[A-Za-z0-9_:/.-]{2,}/g) ?? []
  return [...single, ...words, '0.', 'a ', ' \n', 'a:', '(a', '<a', '<a ', '0,', 'a/']
}

/** Texts of about `length` characters made of one piece again and again, with another one in front and behind. */
export function attacks(source: string, length: number): readonly string[] {
  const beginnings = ['', ...(source.match(/^\^?((?:\\.|[A-Za-z0-9<&{_:-])+)/)?.slice(1) ?? []).map((word) => word.replace(/\\(.)/g, '$1'))]
  return pieces(source).flatMap((piece) =>
    beginnings.flatMap((beginning) => ['\u0001', 'a'].map((end) => beginning + piece.repeat(Math.ceil(length / piece.length)) + end)),
  )
}
