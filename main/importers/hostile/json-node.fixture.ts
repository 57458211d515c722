// For tests and the fuzzer: JSON as a tree that can also hold what JSON.parse would lose or refuse: names that stand twice, numbers
// as they are written, text that is no JSON.

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'raw'; readonly text: string }

/** A file of JSON documents, one behind the other, after what stands before the first: a JavaScript assignment. */
export type JsonFile = { readonly before: string; readonly documents: readonly JsonNode[]; readonly between: string }

const SCRIPT = /^[\w\s]{1,100}=\s*/

export const raw = (text: string): JsonNode => ({ kind: 'raw', text })
export const textNode = (text: string): JsonNode => raw(JSON.stringify(text))

/** Null where the text is neither JSON, nor a document per line, nor JavaScript that assigns one. */
export function jsonFileOf(text: string): JsonFile | null {
  const before = SCRIPT.exec(text)?.[0] ?? ''
  const body = text.slice(before.length)
  const whole = nodesOf([body])
  if (whole !== null) return { before, documents: whole, between: '' }
  const lines = nodesOf(body.split('\n').filter((line) => line.trim() !== ''))
  return lines === null ? null : { before, documents: lines, between: '\n' }
}

function nodesOf(texts: readonly string[]): JsonNode[] | null {
  try {
    return texts.map((text) => nodeOf(JSON.parse(text) as unknown))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export function nodeOf(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(nodeOf) }
  if (typeof value === 'object' && value !== null)
    return { kind: 'object', members: Object.entries(value).map(([name, member]) => [name, nodeOf(member)]) }
  return raw(JSON.stringify(value))
}

export const writeFile = ({ before, documents, between }: JsonFile): string => before + documents.map(writeNode).join(between)

export function writeNode(node: JsonNode): string {
  if (node.kind === 'raw') return node.text
  if (node.kind === 'array') return `[${node.items.map(writeNode).join()}]`
  return `{${node.members.map(([name, value]) => `${JSON.stringify(name)}:${writeNode(value)}`).join()}}`
}

/** Names and indices from a document to a node; the first is the index of the document. */
export type NodePath = readonly (string | number)[]

/** Every place of a file, outermost first. */
export function placesOf(file: JsonFile): { readonly path: NodePath; readonly node: JsonNode }[] {
  const places: { readonly path: NodePath; readonly node: JsonNode }[] = []
  const visit = (node: JsonNode, path: NodePath): void => {
    places.push({ path, node })
    if (node.kind === 'array') for (const [index, item] of node.items.entries()) visit(item, [...path, index])
    else if (node.kind === 'object') for (const [index, [, value]] of node.members.entries()) visit(value, [...path, index])
  }
  for (const [index, document] of file.documents.entries()) visit(document, [index])
  return places
}

/** The file with the node at `path` replaced: by nothing, one or several in its place. Steps of a path are positions. */
export function withNode(file: JsonFile, path: NodePath, change: (node: JsonNode) => readonly JsonNode[]): JsonFile {
  const replace = (nodes: readonly JsonNode[], [step, ...rest]: NodePath): JsonNode[] =>
    nodes.flatMap((node, index) => (index === step ? (rest.length === 0 ? change(node) : [inside(node, rest)]) : [node]))
  const inside = (node: JsonNode, rest: NodePath): JsonNode => {
    if (node.kind === 'array') return { kind: 'array', items: replace(node.items, rest) }
    if (node.kind === 'raw') return node
    const members = node.members.flatMap(([name, value], index) =>
      index === rest[0] ? replace([value], [0, ...rest.slice(1)]).map((node) => [name, node] as const) : [[name, value] as const],
    )
    return { kind: 'object', members }
  }
  return { ...file, documents: replace(file.documents, path) }
}
