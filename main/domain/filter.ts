// The query language of the lists: `severity:high,critical service:iam -region:eu-west-1 "free text"`.
// Words of one field are alternatives, different terms must all hold, `-` excludes, `none` stands for "not stated"; a field
// without a word (`severity:`) is kept as a term without values, which nothing meets.

export type FilterTerm =
  | { readonly kind: 'field'; readonly field: string; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly negated: boolean }

const TOKEN = /-?[a-z]+:(?:"[^"]*"|[^\s"])+|-?"[^"]*"|\S+/giu

const unquote = (text: string): string => text.replaceAll('"', '')

/** Splits `a,"b,c",d` at the commas outside quotes. */
const valuesOf = (list: string): string[] =>
  (list.match(/(?:"[^"]*"|[^,"])+/gu) ?? []).map((value) => unquote(value).trim()).filter((value) => value !== '')

/** Reads a filter. `fields` are the names this list knows; `other:word` is free text, because ARNs hold colons too. */
export function parseFilter(filter: string, fields: readonly string[]): FilterTerm[] {
  const terms: FilterTerm[] = []
  for (const [token] of filter.matchAll(TOKEN)) {
    const negated = token.length > 1 && token.startsWith('-')
    const body = negated ? token.slice(1) : token
    const colon = body.indexOf(':')
    const field = body.slice(0, Math.max(0, colon)).toLowerCase()
    if (colon > 0 && fields.includes(field)) {
      terms.push({ kind: 'field', field, values: valuesOf(body.slice(colon + 1)), negated })
    } else {
      const text = unquote(body)
      if (text !== '') terms.push({ kind: 'text', text, negated })
    }
  }
  return terms
}

/** Writes one field term so that `parseFilter` reads the same values back. */
export const fieldTerm = (field: string, ...values: readonly string[]): string =>
  `${field}:${values.map((value) => (/[\s,]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value.replaceAll('"', ''))).join(',')}`
