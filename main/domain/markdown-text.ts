// Foreign text inside Markdown fields: made to show as it is, whatever it holds.

const INLINE = /[\\`*_[\]<>#!|~&@]/gu
/** `www.` and `http://` begin links of their own in GFM, and those take a backslash into the address (GFM §6.9). */
const BARE_LINK = /www(?=\.)|https?(?=:\/\/)/giu
/** List markers, numbered items, setext underlines, table delimiters and thematic breaks mean something only where a line begins. */
const LINE_START = /^([-+=:]|\d+(?=[.)]))/u
/** A web address as far as an autolink in angle brackets can hold it (CommonMark §6.5). */
const ADDRESS = /https?:\/\/[^\s<>\\\p{Cc}]+/giu
/** What follows an address in running text and rarely belongs to it. */
const TRAIL = /[.,;:!?'"]$/u
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const

const isCloser = (sign: string): sign is keyof typeof BRACKETS => sign in BRACKETS
const count = (text: string, sign: string): number => text.split(sign).length - 1

/** Length of the address without the punctuation after it; a closing bracket stays where its partner is in the address. */
function addressLength(found: string): number {
  let end = found.length
  while (end > 0) {
    const rest = found.slice(0, end)
    const last = rest.charAt(end - 1)
    const unpaired = isCloser(last) && count(rest, last) > count(rest, BRACKETS[last])
    if (!unpaired && !TRAIL.test(rest)) break
    end -= 1
  }
  return end
}

const escapeInline = (text: string): string => text.replace(INLINE, '\\$&').replace(BARE_LINK, '$&\\')

function escapeLine(line: string): string {
  let escaped = ''
  let from = 0
  for (const { 0: found, index } of line.matchAll(ADDRESS)) {
    const address = found.slice(0, addressLength(found))
    if (!/\/\/./u.test(address)) continue
    escaped += `${escapeInline(line.slice(from, index))}<${address}>`
    from = index + address.length
  }
  return escaped + escapeInline(line.slice(from))
}

/**
 * Backslash-escapes what CommonMark and GFM would read as markup (CommonMark §2.4); indentation never makes code. Web
 * addresses stay exact: they become autolinks in angle brackets, in which nothing is escaped.
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/\r\n?|\n/u)
    .map((line) => escapeLine(line.trimStart()).replace(LINE_START, (marker) => (/\d/u.test(marker) ? `${marker}\\` : `\\${marker}`)))
    .join('\n')
}
