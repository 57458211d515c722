// What the palette offers and in which order. Pure: screens, services and actions come in, ranked items go out.

export type PaletteItem = {
  readonly id: string
  readonly group: 'Go to' | 'Services' | 'Actions' | 'Findings'
  readonly label: string
  /** Shown at the right: what it is, or a further name it is found by. */
  readonly note?: string
  readonly keys?: string
  readonly run: () => void
}

/**
 * How well a text fits what was typed: every word must occur. 3 = the text begins with it, 2 = a word does, 1 = somewhere
 * inside, 0 = not at all.
 */
export function fit(text: string, typed: string): number {
  const haystack = text.toLowerCase()
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (!words.every((word) => haystack.includes(word))) return 0
  const first = words[0] ?? ''
  if (haystack.startsWith(first)) return 3
  return haystack.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(first)) ? 2 : 1
}

const PER_GROUP = 8

/** The items that fit, best first inside each group, groups in the order of the items given. */
export function rank(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  const groups = Map.groupBy(items, ({ group }) => group)
  return [...groups.values()].flatMap((members) =>
    members
      // Findings were searched for where they lie, with the query language; they are not filtered again.
      .map((item) => ({
        item,
        score: item.group === 'Findings' ? 1 : Math.max(fit(item.label, typed), fit(`${item.label} ${item.note ?? ''}`, typed) > 0 ? 1 : 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, PER_GROUP)
      .map(({ item }) => item),
  )
}
