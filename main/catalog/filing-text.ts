// The words of a record that word rules and the word model look at: those of its check id and its title, in one plain form.
import type { ScanRecord } from '#domain/evidence'

/** Titles are far shorter. A scan may hold anything, and rules that look for two words far apart would be slow on a very long text. */
const MOST_TEXT = 600

/**
 * Id and title of a record: lower-case, hyphens and underscores as spaces, and no service in front, which says nothing of the topic.
 * Words written together (`RestrictPublicBuckets`) stand at the end once more, apart.
 */
export function wordsOf(record: Pick<ScanRecord, 'checkId' | 'title' | 'perRequirement'>): string {
  const words = `${idWords((record.checkId ?? '').slice(0, MOST_TEXT))} ${titleOf(record)}`.slice(0, MOST_TEXT)
  const parts = words.match(/[A-Za-z]*[a-z][A-Z][A-Za-z]*/g) ?? []
  return [words, ...parts.map(apart)]
    .join(' ')
    .toLowerCase()
    .replace(/[-_‐‑–]+/g, ' ')
}

/** A record written once per requirement has the requirement's words for a title, not the check's; they would file it anew each time. */
const titleOf = ({ checkId, title, perRequirement }: Pick<ScanRecord, 'checkId' | 'title' | 'perRequirement'>): string =>
  perRequirement && checkId !== null ? '' : (title ?? '')

const apart = (word: string): string => word.replace(/([a-z])([A-Z])/g, '$1 $2')

/** The words of an id; a control number has none. */
function idWords(id: string): string {
  if (/^(?:[A-Za-z]+\.)?[A-Za-z0-9]+\.\d+$/.test(id)) return ''
  const own = id.includes('_') ? id.slice(id.indexOf('_')) : id
  return own.replace(/[^A-Za-z0-9]+/g, ' ')
}
