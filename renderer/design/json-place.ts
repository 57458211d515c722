// Finds the place a JSON pointer (RFC 6901) leads to in the laid-out text of a record. Works on tokens, as the layout does: no
// character of the record is changed.

export type PlacedJson = {
  readonly text: string
  /** Where the place stands in the text; null where the pointer leads nowhere. */
  readonly place: { readonly from: number; readonly to: number } | null
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs

type Level = { readonly kind: 'object' | 'array'; key: string; index: number }

const stepsOf = (pointer: string): readonly string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const keyOf = (token: string): string => {
  const value: unknown = JSON.parse(token)
  return typeof value === 'string' ? value : ''
}

/** Lays valid JSON out over lines, and says where in them the value at `pointer` stands. A key written twice counts as it was read: last. */
export function layOutJsonAt(json: string, pointer: string): PlacedJson {
  const steps = stepsOf(pointer)
  const levels: Level[] = []
  let out = ''
  let previous = ''
  let place: PlacedJson['place'] = null
  /** Depth at which the value that was looked for was opened, and where. */
  let open: { readonly depth: number; readonly from: number } | null = null
  const line = () => `\n${'  '.repeat(levels.length)}`
  const isThere = (): boolean =>
    levels.length === steps.length && levels.every((level, i) => (level.kind === 'object' ? level.key : String(level.index)) === steps[i])

  for (const [token] of json.matchAll(TOKEN)) {
    const closing = token === '}' || token === ']'
    const depth = levels.length
    if (closing) levels.pop()
    if (previous === '{' || previous === '[') out += closing ? '' : line()
    else if (closing || previous === ',') out += line()
    else if (previous === ':') out += ' '
    const top = levels.at(-1)
    const isKey = !closing && top?.kind === 'object' && (previous === '{' || previous === ',') && token.startsWith('"')
    if (isKey && top !== undefined) top.key = keyOf(token)
    else if (token === ',' && top?.kind === 'array') top.index += 1
    else if (!closing && token !== ',' && token !== ':' && isThere()) {
      if (token === '{' || token === '[') open = { depth, from: out.length }
      else place = { from: out.length, to: out.length + token.length }
    }
    out += token
    if (closing && open !== null && levels.length === open.depth) {
      place = { from: open.from, to: out.length }
      open = null
    }
    if (token === '{') levels.push({ kind: 'object', key: '', index: 0 })
    if (token === '[') levels.push({ kind: 'array', key: '', index: 0 })
    previous = token
  }
  return { text: out, place }
}

export type Excerpt = {
  readonly before: string
  readonly marked: string
  readonly after: string
  /** Lines of the whole text, and which of them are shown, from 1. */
  readonly lines: number
  readonly first: number
  readonly last: number
}

/** The place with some lines around it, so that an answer of any size can be shown. Without a place, the first lines. */
export function excerptOf({ text, place }: PlacedJson, around: number, most: number): Excerpt {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const lineAt = (offset: number): number => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  const isWhole = starts.length <= most
  const first = isWhole || place === null ? 0 : Math.max(0, lineAt(place.from) - around)
  const last = isWhole
    ? starts.length - 1
    : Math.min(starts.length - 1, place === null ? most : Math.min(lineAt(place.to) + around, first + most))
  const from = starts[first] ?? 0
  const to = last + 1 < starts.length ? (starts[last + 1] ?? text.length) - 1 : text.length
  const cut = place === null ? { from: to, to } : { from: Math.min(place.from, to), to: Math.min(place.to, to) }
  return {
    before: text.slice(from, cut.from),
    marked: text.slice(cut.from, cut.to),
    after: text.slice(cut.to, to),
    lines: starts.length,
    first: first + 1,
    last: last + 1,
  }
}
