// Tells links from everything else scanners put where links belong: shell commands, Terraform, prose (trap T17).

/** A whole http(s) address without white space or control characters; nothing else may ever become a link. */
const WEB_ADDRESS = /^https?:\/\/[^\s\p{Cc}"<>\\^`{|}]+$/iu

export const isWebAddress = (text: string): boolean => WEB_ADDRESS.test(text) && URL.canParse(text)

/** Splits texts into links and the rest, each in source order and without repeats. */
export function splitLinks(texts: readonly string[]): { readonly links: readonly string[]; readonly others: readonly string[] } {
  const links = new Set<string>()
  const others = new Set<string>()
  for (const text of texts) {
    const trimmed = text.trim()
    if (trimmed !== '') (isWebAddress(trimmed) ? links : others).add(trimmed)
  }
  return { links: [...links], others: [...others] }
}
