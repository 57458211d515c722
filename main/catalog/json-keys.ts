// Finds keys that stand twice in one object of a JSON text. JSON.parse keeps the last without a word; a person who wrote both lost one.

type Container = { readonly place: string; readonly keys: Set<string> | null; index: number; key: string }

/** Places of keys given twice (`criteria[3].source`), in the order of the text, which must be valid JSON. Linear in its length. */
export function keysGivenTwice(json: string): string[] {
  const twice: string[] = []
  const open: Container[] = []
  const placeHere = (): string => {
    const inner = open.at(-1)
    if (inner === undefined) return ''
    if (inner.keys === null) return `${inner.place}[${inner.index}]`
    return inner.place === '' ? inner.key : `${inner.place}.${inner.key}`
  }
  for (let i = 0; i < json.length; i += 1) {
    const sign = json[i]
    const inner = open.at(-1)
    if (sign === '"') {
      const end = endOfString(json, i)
      if (inner?.keys && isKey(json, end)) {
        inner.key = JSON.parse(json.slice(i, end + 1)) as string
        if (inner.keys.has(inner.key)) twice.push(placeHere())
        inner.keys.add(inner.key)
      }
      i = end
    } else if (sign === '{') open.push({ place: placeHere(), keys: new Set(), index: 0, key: '' })
    else if (sign === '[') open.push({ place: placeHere(), keys: null, index: 0, key: '' })
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === ',' && inner?.keys === null) inner.index += 1
  }
  return twice
}

/** Index of the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
  let i = start + 1
  while (i < json.length && json[i] !== '"') i += json[i] === '\\' ? 2 : 1
  return i
}

/** True where a colon is the next sign after the string that ends at `end`. */
function isKey(json: string, end: number): boolean {
  let i = end + 1
  while (i < json.length && ' \t\r\n'.includes(json[i] ?? '')) i += 1
  return json[i] === ':'
}
