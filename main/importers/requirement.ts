// Requirements of a framework in one line, as Security Hub writes them (FORMATS.md §6.2, §6.5).

/** An id of a requirement has digits, or parts: `10.5.2`, `AC-2(1)`, `PR.AC`. A last word without any is part of a sentence. */
const ID = /[0-9.-]/

/** Splits `PCI DSS v3.2.1/10.5.2` or `NIST.800-53.r5 AU-9` at its last slash or space; what ends in no id is kept whole. */
export function requirementOf(text: string): { readonly framework: string; readonly id: string | null } {
  const cut = Math.max(text.lastIndexOf('/'), text.lastIndexOf(' '))
  const id = text.slice(cut + 1)
  return cut > 0 && ID.test(id) ? { framework: text.slice(0, cut), id } : { framework: text, id: null }
}
