// Foreign text inside Markdown fields: made to show as it is, whatever it holds.

const INLINE = /[\\`*_[\]<>#!|~&]/gu
/** List markers, numbered items, setext underlines and thematic breaks mean something only where a line begins. */
const LINE_START = /^([-+=]|\d+(?=[.)]))/u

/** Backslash-escapes what CommonMark and GFM would read as markup (CommonMark §2.4); indentation never makes code. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/\r\n?|\n/u)
    .map((line) => {
      const body = line.trimStart().replace(INLINE, '\\$&')
      return body.replace(LINE_START, (marker) => (/\d/u.test(marker) ? `${marker}\\` : `\\${marker}`))
    })
    .join('\n')
}
