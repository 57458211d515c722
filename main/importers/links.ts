// Tells links from everything else scanners put where links belong: shell commands, Terraform, prose (trap T17).

/** A whole http(s) address without white space or control characters; nothing else may ever become a link. */
const WEB_ADDRESS = /^https?:\/\/[^\s\p{Cc}"<>\\^`{|}]+$/iu

/** The records of a check name the same links: looking an answer up costs a tenth of working it out. */
const answers = new Map<string, boolean>()
const MOST_ANSWERS = 1000
const LONGEST_KEY = 500

export function isWebAddress(text: string): boolean {
  const known = answers.get(text)
  if (known !== undefined) return known
  const answer = WEB_ADDRESS.test(text) && URL.canParse(text)
  if (text.length > LONGEST_KEY) return answer
  if (answers.size >= MOST_ANSWERS) answers.clear()
  answers.set(text, answer)
  return answer
}

/** Splits texts into links and the rest, each in source order and without repeats. */
export function splitLinks(texts: readonly string[]): { readonly links: readonly string[]; readonly others: readonly string[] } {
  // Most records name one, or none.
  if (texts.length <= 1) {
    const kept = texts.map((text) => text.trim()).filter((text) => text !== '')
    return kept.every(isWebAddress) ? { links: kept, others: [] } : { links: [], others: kept }
  }
  const links = new Set<string>()
  const others = new Set<string>()
  for (const text of texts) {
    const trimmed = text.trim()
    if (trimmed !== '') (isWebAddress(trimmed) ? links : others).add(trimmed)
  }
  return { links: [...links], others: [...others] }
}
