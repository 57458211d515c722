// For tests: every place of a file that holds text (string members of JSON, cells of CSV, attributes and text of XML), and the file
// with other text in it.
import Papa from 'papaparse'
import { bytesOf } from '../reading.fixture.ts'
import { type JsonFile, type JsonNode, jsonFileOf, type NodePath, placesOf, textNode, withNode, writeFile } from './json-node.fixture.ts'

export type Cell = {
  /** What places of the same meaning share: names without indices, a column, an element. */
  readonly shape: string
  /** The text as it stands. */
  readonly text: string
  readonly with: (text: string) => Uint8Array
}

/** All cells of a file; of each shape the first and the last. Nothing where the file is of no kind known here. */
export function cellsOf(bytes: Uint8Array): readonly Cell[] {
  const text = new TextDecoder().decode(bytes)
  const json = jsonFileOf(text)
  const all = json !== null ? jsonCells(json) : text.trimStart().startsWith('<') ? xmlCells(text) : csvCells(text)
  const shapes = Map.groupBy(all, ({ shape }) => shape)
  return [...shapes.values()]
    .flatMap((cells) => (cells.length > 1 ? [cells.at(0), cells.at(-1)] : cells))
    .filter((cell) => cell !== undefined)
}

function jsonCells(file: JsonFile): Cell[] {
  return placesOf(file).flatMap(({ path, node }) =>
    node.kind === 'raw' && node.text.startsWith('"')
      ? [
          {
            shape: shapeOf(file, path),
            text: JSON.parse(node.text) as string,
            with: (text: string) => bytesOf(writeFile(withNode(file, path, () => [textNode(text)]))),
          },
        ]
      : [],
  )
}

function shapeOf(file: JsonFile, [document, ...rest]: NodePath): string {
  const names: string[] = []
  let node: JsonNode | undefined = file.documents[Number(document)]
  for (const step of rest) {
    if (node?.kind === 'object') {
      const member: readonly [string, JsonNode] | undefined = node.members[Number(step)]
      names.push(member?.[0] ?? '')
      node = member?.[1]
    } else if (node?.kind === 'array') {
      names.push('*')
      node = node.items[Number(step)]
    }
  }
  return names.join('/')
}

const xmlText = (text: string): string => text.replace(/[&<>"'\r\n\t]/g, (character) => `&#${character.codePointAt(0)};`)

function xmlCells(text: string): Cell[] {
  const cells: Cell[] = []
  let element = ''
  // Fixtures are ours: no comments, no CDATA with markup in it.
  for (const match of text.matchAll(/<([\w:.-]+)|([\w:.-]+)="([^"]*)"|>([^<>]*\S[^<>]*)</g)) {
    const [whole, opened, attribute, value = '', between = ''] = match
    if (opened !== undefined) element = opened
    else if (attribute?.startsWith('xmlns') !== true) {
      const old = attribute === undefined ? between : value
      const at = match.index + whole.lastIndexOf(old, whole.length - 1)
      cells.push({
        shape: attribute === undefined ? element : `${element}/@${attribute}`,
        text: old,
        with: (replacement) => bytesOf(text.slice(0, at) + xmlText(replacement) + text.slice(at + old.length)),
      })
    }
  }
  return cells
}

function csvCells(text: string): Cell[] {
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: true })
  const { delimiter } = parsed.meta
  const [header = [], ...rows] = parsed.data
  return rows.flatMap((row, y) =>
    row.map((old, x) => ({
      shape: header[x] ?? String(x),
      text: old,
      with: (replacement: string) => {
        const edited = rows.map((cells, index) => (index === y ? cells.with(x, replacement) : cells))
        return bytesOf([header.join(delimiter), ...edited.map((cells) => cells.map(quotedCell).join(delimiter))].join('\n'))
      },
    })),
  )
}
const quotedCell = (text: string): string => `"${text.replaceAll('"', '""')}"`
