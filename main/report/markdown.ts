// A person's Markdown as page nodes. Text stays text: raw HTML is shown as written, images are not loaded, and a link
// always shows where it leads. Layout of the surrounding page is not decided here.
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Elements } from './elements.ts'
import type { Node, Run, TextStyle } from './nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from './theme.ts'

type Block = ReturnType<typeof fromMarkdown>['children'][number]
type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>
type Phrase = BlockOf<'paragraph'>['children'][number]

/** Beyond this nesting the rest is shown as its source text: pages have no room for more, and recursion stays bounded. */
const DEEPEST = 8

/** GFM as written. Its transforms would go on to link `www.` and mail addresses whose author escaped them. */
const AS_WRITTEN = gfmFromMarkdown().map((part) => ({ ...part, transforms: [] }))

type Scope = {
  readonly el: Elements
  readonly source: string
  readonly definitions: ReadonlyMap<string, BlockOf<'definition'>>
  readonly width: number
  readonly depth: number
}

/** Gives the nodes of a Markdown text set in a column of `width` points. Empty text gives no node. */
export function markdownNodes(el: Elements, source: string, width: number = CONTENT_WIDTH): Node[] {
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: AS_WRITTEN })
  const definitions = new Map<string, BlockOf<'definition'>>()
  for (const child of tree.children) if (child.type === 'definition') definitions.set(child.identifier, child)
  return blocks({ el, source, definitions, width, depth: 0 }, tree.children)
}

const blocks = (scope: Scope, children: readonly Block[]): Node[] => children.flatMap((child) => blockOf(scope, child))

function blockOf(scope: Scope, node: Block): Node[] {
  const { el, width } = scope
  if (scope.depth > DEEPEST) return [el.block(sourceOf(scope, node))]
  const inner = { ...scope, depth: scope.depth + 1, width: width - 16 }
  switch (node.type) {
    case 'paragraph':
      return [paragraph(scope, node.children, TYPE.body)]
    case 'heading':
      return [paragraph(scope, node.children, { ...TYPE.body, bold: true, fontSize: node.depth <= 2 ? 10 : 9 })]
    case 'blockquote':
      return [el.panel(blocks(inner, node.children), LAYOUT.quote, [0, 2, 0, 6])]
    case 'code':
      return [codeBlock(scope, node.value)]
    case 'html':
      return [codeBlock(scope, node.value)]
    case 'list': {
      const items = node.children.map((item): Node => {
        const box = item.checked === null || item.checked === undefined ? [] : [el.text(item.checked ? '[x]' : '[ ]', TYPE.body)]
        return { stack: [...box, ...blocks(inner, item.children)] }
      })
      const filled = items.length > 0 ? items : [el.text('')]
      const margin = [6, 0, 0, 4] as const
      return [node.ordered ? { ol: filled, start: node.start ?? 1, margin } : { ul: filled, markerColor: COLOR.accent, margin }]
    }
    case 'table':
      return [tableOf(scope, node)]
    case 'thematicBreak':
      return [el.rule(COLOR.line, width, [0, 4, 0, 6])]
    case 'footnoteDefinition':
      return [el.text(`[${node.identifier}]`, { ...TYPE.body, bold: true }), ...blocks(inner, node.children)]
    case 'definition':
      // Shown where it is used; one that nobody uses is still the author's text.
      return [el.block(sourceOf(scope, node), TYPE.small)]
    default:
      return [el.block(sourceOf(scope, node))]
  }
}

const paragraph = (scope: Scope, children: readonly Phrase[], style: TextStyle): Node => ({
  ...style,
  text: runsOf(scope, children, style),
  margin: [0, 0, 0, 5],
})

/** One node per line: a single huge text node is laid out several times slower (FINDINGS.md §1). */
function codeBlock({ el }: Scope, value: string): Node {
  const lines = value.split('\n').map((line): Node => ({ ...el.block(line === '' ? ' ' : line, TYPE.code), preserveLeadingSpaces: true }))
  return el.panel(lines, LAYOUT.code, [0, 2, 0, 6])
}

function tableOf(scope: Scope, node: BlockOf<'table'>): Node {
  const count = Math.max(1, ...node.children.map((row) => row.children.length))
  const width = (scope.width - (count - 1) * 10) / count
  const style = { ...TYPE.cell }
  const body = node.children.map((row, i) =>
    Array.from({ length: count }, (_, column): Node => {
      const cell = row.children[column]
      const cellStyle = i === 0 ? { ...style, bold: true } : style
      return { ...cellStyle, text: cell ? runsOf(scope, cell.children, cellStyle) : [] }
    }),
  )
  return { table: { widths: Array.from({ length: count }, () => width), headerRows: 1, body }, layout: LAYOUT.dense, margin: [0, 2, 0, 6] }
}

const runsOf = (scope: Scope, children: readonly Phrase[], style: TextStyle): Run[] =>
  children.flatMap((child) => runOf(scope, child, style))

function runOf(scope: Scope, node: Phrase, style: TextStyle): Run[] {
  const { type } = scope.el
  switch (node.type) {
    case 'text':
      return type.block(node.value, style)
    case 'strong':
      return runsOf(scope, node.children, { ...style, bold: true })
    case 'emphasis':
      return runsOf(scope, node.children, { ...style, italics: true })
    case 'delete':
      return runsOf(scope, node.children, { ...style, decoration: 'lineThrough' })
    case 'inlineCode':
      return type.block(node.value, { ...style, font: 'Mono', fontSize: (style.fontSize ?? 9) * 0.86, background: COLOR.panel })
    case 'break':
      return type.block('\n', style)
    case 'html':
      return type.block(node.value, { ...style, font: 'Mono', fontSize: (style.fontSize ?? 9) * 0.86 })
    case 'link':
      return linkRuns(scope, runsOf(scope, node.children, style), plainOf(node), node.url, style)
    case 'image':
      return [
        ...type.block(`[image not loaded: ${node.alt || 'no description'}] `, { ...style, italics: true }),
        ...urlRuns(scope, node.url, style),
      ]
    case 'linkReference':
    case 'imageReference': {
      const definition = scope.definitions.get(node.identifier)
      const shown =
        node.type === 'linkReference' ? runsOf(scope, node.children, style) : type.block(`[image not loaded: ${node.alt ?? ''}] `, style)
      return definition
        ? [...shown, ...type.block(' ', style), ...urlRuns(scope, definition.url, style)]
        : type.block(sourceOf(scope, node), style)
    }
    case 'footnoteReference':
      return type.block(`[${node.identifier}]`, style)
    default:
      return type.block(sourceOf(scope, node), style)
  }
}

/** A link whose text already is its address is shown once; any other shows the address behind its text. */
function linkRuns(scope: Scope, shown: Run[], plain: string, url: string, style: TextStyle): Run[] {
  if (plain === url || `mailto:${plain}` === url) return urlRuns(scope, url, style)
  return [...shown, ...scope.el.type.block(' (', style), ...urlRuns(scope, url, style), ...scope.el.type.block(')', style)]
}

/** The address as visible text; clickable only for http and https. */
function urlRuns(scope: Scope, url: string, style: TextStyle): Run[] {
  const target = clickable(url)
  return scope.el.type.line(url, { ...style, color: COLOR.info, ...(target === null ? {} : { link: target }) })
}

function clickable(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

const plainOf = (node: Phrase): string => ('value' in node ? node.value : 'children' in node ? node.children.map(plainOf).join('') : '')

const sourceOf = ({ source }: Scope, node: Block | Phrase): string =>
  source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
