// Prowler's one-line form of compliance references, `framework: id, id | framework: id` (FORMATS.md §4.4, §4.6).
import type { ComplianceReference } from '#domain/evidence'

/** What an id looks like when commas may be trusted to separate ids: one word. */
const ONE_WORD = /^\S+$/

/**
 * Reads the references of one cell or string. The form is lossy: ids may hold commas and words. Where any part of a list is
 * not a single word, the list is kept whole as one id rather than cut into false ones (trap T8). Prowler 3 also wrote lists
 * as Python prints them, `['1.20']` (FORMATS.md §4.5).
 */
export function complianceOfText(text: string): readonly ComplianceReference[] {
  return text
    .split(' | ')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.indexOf(': ')
      if (colon < 0) return { framework: part.replace(/:$/, ''), ids: [] }
      const list = part
        .slice(colon + 2)
        .trim()
        .replace(/^\[(.*)\]$/s, '$1')
      const ids = list.split(', ').map((id) => id.replace(/^'(.*)'$/s, '$1'))
      return { framework: part.slice(0, colon), ids: ids.every((id) => ONE_WORD.test(id)) ? ids : [list] }
    })
}
