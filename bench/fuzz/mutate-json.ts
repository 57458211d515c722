// Changes a JSON file where its structure is: values, names, order, nesting, copies. What comes out is nearly always still JSON.
import {
  type JsonFile,
  type JsonNode,
  placesOf,
  raw,
  textNode,
  withNode,
  writeFile,
} from '../../main/importers/hostile/json-node.fixture.ts'
import type { Random } from './random.ts'
import { BROKEN_VALUES, RAW_VALUES, TEXTS } from './words.ts'

type Change = (node: JsonNode, random: Random, all: readonly JsonNode[]) => readonly JsonNode[]

const CHANGES: readonly Change[] = [
  (_node, random) => [textNode(random.pick(TEXTS))],
  (_node, random) => [raw(random.pick(RAW_VALUES))],
  (_node, random, all) => [random.pick(all)],
  () => [],
  (node) => [node, node],
  (node, random) => Array.from({ length: 2 + random.below(60) }, () => node),
  (node) => [{ kind: 'array', items: [node] }],
  (node, random) => [{ kind: 'object', members: [[nameOf(random), node]] }],
  // Deep, but not too deep to be JSON.
  (node, random) => [Array.from({ length: random.below(300) }).reduce<JsonNode>((inner) => ({ kind: 'array', items: [inner] }), node)],
  (node, random) => [changedInside(node, random)],
  (node, random) => [changedInside(node, random)],
]

const nameOf = (random: Random): string =>
  random.pick(['__proto__', 'constructor', 'Findings', 'findings', 'detail', 'data', 'Id', ...TEXTS])

/** Changes the members of an object or the items of a list; a text or number becomes one that is nearly the same. */
function changedInside(node: JsonNode, random: Random): JsonNode {
  if (node.kind === 'array') return { kind: 'array', items: reordered(node.items, random) }
  if (node.kind === 'raw') return raw(nearly(node.text, random))
  const members = [...node.members]
  const at = random.below(members.length)
  const [name, value] = members[at] ?? ['', raw('null')]
  const change = random.below(5)
  if (change === 0) members[at] = [nameOf(random), value]
  else if (change === 1) members.push([name, raw(random.pick(RAW_VALUES))])
  else if (change === 2) members.splice(at, 1)
  else if (change === 3) members.push([nameOf(random), raw(random.pick(RAW_VALUES))])
  else return { kind: 'object', members: reordered(members, random) }
  return { kind: 'object', members }
}

function reordered<T>(list: readonly T[], random: Random): readonly T[] {
  if (list.length < 2) return list
  const copy = [...list]
  const [moved] = copy.splice(random.below(copy.length), 1)
  if (moved !== undefined) copy.splice(random.below(copy.length + 1), 0, moved)
  return random.chance(4) ? copy.reverse() : copy
}

function nearly(text: string, random: Random): string {
  if (!text.startsWith('"')) return random.pick([`-${text}`, `${text}0`, `"${text}"`, '0'])
  const words = wordsOf(text)
  const at = random.below(words.length + 1)
  return JSON.stringify(
    random.pick([
      words.slice(0, at),
      words.slice(at),
      words.slice(0, at) + random.pick(TEXTS) + words.slice(at),
      words.toUpperCase(),
      words.toLowerCase(),
      ` ${words} `,
      words + words,
    ]),
  )
}

/** The text a JSON string holds; what an earlier change made of it may be none. */
function wordsOf(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

/** The file with one to four changes; one in ten is then no JSON at some place. */
export function mutateJson(file: JsonFile, random: Random): string {
  let changed = file
  for (let changes = 1 + random.below(4); changes > 0; changes--) {
    const places = placesOf(changed)
    if (places.length === 0 || places.length > 20_000) break
    const all = placesOf(file).map(({ node }) => node)
    const { path } = random.pick(places)
    const change = random.pick(CHANGES)
    changed = withNode(changed, path, (node) => change(node, random, all))
  }
  if (random.chance(10)) {
    const places = placesOf(changed)
    if (places.length > 0) changed = withNode(changed, random.pick(places).path, () => [raw(random.pick(BROKEN_VALUES))])
  }
  return writeFile({ ...changed, between: random.chance(20) ? random.pick(['', '\n', ',', '\r\n', ' ']) : changed.between })
}
