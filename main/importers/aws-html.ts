// Reads the HTML that AWS writes into descriptions as plain text (trap T18). Markup never leaves here; links come out as texts for
// links.ts to judge.

/** A tag, bounded so that hostile text cannot make the search slow. */
const TAG = /<[^<>]{1,2000}>/g
const BREAK = /^<\/?(?:br|p|div|h[1-6]|li|ul|ol|tr|table)\b/i
const HREF = /^<a\s(?:[^<>]*\s)?href\s*=\s*["']([^"'<>]*)["']/i
const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#39|#34);/g
const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': ' ',
  '&#39;': "'",
  '&#34;': '"',
}

/** The text without its tags, one line per block, and what its anchors lead to. */
export function readHtml(html: string | null): { readonly text: string | null; readonly links: readonly string[] } {
  if (html === null) return { text: null, links: [] }
  const links: string[] = []
  const bare = html.replace(TAG, (tag) => {
    const link = HREF.exec(tag)?.[1]
    if (link !== undefined) links.push(decoded(link))
    return BREAK.test(tag) ? '\n' : ''
  })
  const lines = decoded(bare)
    .split('\n')
    .map((line) => line.replace(/[ \t\r]+/g, ' ').trim())
  const text = lines.filter((line) => line !== '').join('\n')
  return { text: text === '' ? null : text, links }
}

const decoded = (text: string): string => text.replace(ENTITY, (entity) => CHARACTERS[entity] ?? entity)
