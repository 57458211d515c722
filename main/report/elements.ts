// The building blocks every section is made of: headings, paragraphs, marks, fact lists, tables. Looks only, no report words.
import type { Canvas, Node, Run, Stack, Table, TableLayout, TextNode, TextStyle } from './nodes.ts'
import { BREAK, type Typesetter } from './text.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from './theme.ts'
import type { Mark } from './words.ts'

type Place = Pick<TextNode, 'margin' | 'alignment' | 'width' | 'fillColor' | 'colSpan' | 'needs'>

export type Column = { readonly title: string; readonly width: number; readonly align?: 'left' | 'right' | 'center' }
export type Heading = { readonly id: string; readonly parent?: string; readonly level: 1 | 2; readonly inContents?: boolean }

export type Elements = ReturnType<typeof createElements>

/** Rows estimated taller than this may break across pages; the layout engine would silently drop a kept row taller than a page. */
const TALL_ROW = 230

/** A panel starts on a new page rather than break where less than this is left; a taller one may break. */
const PANEL_NEEDS = 140

export function createElements(type: Typesetter) {
  /** One line of text as a paragraph of its own. */
  const text = (value: string, style: TextStyle = TYPE.body, place: Place = {}): TextNode => ({
    ...place,
    ...style,
    text: type.line(value, style),
  })

  /** Text with line breaks, as people write it. */
  const block = (value: string, style: TextStyle = TYPE.body, place: Place = {}): TextNode => ({
    ...place,
    ...style,
    text: type.block(value, style),
  })

  /** Several pieces in one paragraph, each with its own style. */
  const mixed = (pieces: readonly (readonly [string, TextStyle])[], place: Place = {}, base: TextStyle = TYPE.body): TextNode => ({
    ...place,
    ...base,
    text: pieces.flatMap(([value, style]): Run[] => type.line(value, { ...base, ...style })),
  })

  /** Lines of their own in one paragraph: much lighter than a paragraph each, where there are thousands. */
  const lines = (pieces: readonly (readonly [string, TextStyle])[], base: TextStyle, place: Place = {}): TextNode => ({
    ...place,
    ...base,
    text: type.lines(pieces),
  })

  /** Glyph and word in the mark's colour: told apart by shape even in black and white. */
  const mark = ({ glyph, word, color }: Mark, style: TextStyle = TYPE.cell, place: Place = {}): TextNode =>
    mixed(
      [
        [`${glyph}\u00a0`, { color, bold: true }],
        [word, { color, bold: true }],
      ],
      place,
      style,
    )

  const label = (value: string, place: Place = {}): TextNode => text(value.toUpperCase(), TYPE.label, place)

  /** A heading that stands in the bookmarks, by default in the table of contents too, and never at the foot of a page. */
  const heading = (
    value: string,
    { id, parent, level, inContents = true }: Heading,
    place: Place & { readonly pageBreak?: 'before' } = {},
  ): TextNode => ({
    needs: level === 1 ? 160 : 120,
    margin: level === 1 ? [0, 0, 0, 10] : [0, 18, 0, 6],
    ...place,
    ...TYPE[level === 1 ? 'h1' : 'h2'],
    // No style in the runs: the table of contents shows the same runs in its own style.
    text: type.line(value),
    id,
    ...(inContents
      ? {
          tocItem: true,
          tocMargin: level === 1 ? ([0, 9, 0, 1] as const) : ([14, 1.5, 0, 1.5] as const),
          tocStyle: level === 1 ? { fontSize: 10, bold: true, color: COLOR.ink } : { fontSize: 9, bold: false, color: COLOR.soft },
        }
      : {}),
    outline: true,
    outlineText: type.plain(value),
    outlineExpanded: level === 1,
    ...(parent === undefined ? {} : { outlineParentId: parent }),
  })

  /** How a section opens: on a page of its own where it has content, else after some space. */
  const opening = (hasContent: boolean): Place & { readonly pageBreak?: 'before' } =>
    hasContent ? { pageBreak: 'before' } : { margin: [0, 30, 0, 10] }

  const subheading = (value: string, needs = 60): TextNode => text(value, TYPE.h3, { margin: [0, 12, 0, 4], needs })

  const rule = (color: string = COLOR.line, width: number = CONTENT_WIDTH, margin: Canvas['margin'] = [0, 0, 0, 0]): Canvas => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.6, lineColor: color }],
    ...(margin ? { margin } : {}),
  })

  const panel = (content: readonly Node[], layout: TableLayout = LAYOUT.panel, margin: Node['margin'] = [0, 4, 0, 8]): Table => ({
    table: { widths: ['*'], body: [[{ stack: content }]] },
    layout,
    needs: Math.min(
      PANEL_NEEDS,
      content.reduce((sum, node) => sum + heightOf(node, CONTENT_WIDTH), 20),
    ),
    ...(margin ? { margin } : {}),
  })

  /** Label and value, one pair per row. */
  const facts = (pairs: readonly (readonly [string, Node])[], labelWidth = 118, width: number = CONTENT_WIDTH): Table => ({
    table: {
      widths: [labelWidth, width - labelWidth - 10],
      body: pairs.map(([name, value]) => [text(name, { ...TYPE.small, color: COLOR.muted }, { margin: [0, 0.5, 0, 0] }), value]),
    },
    layout: LAYOUT.facts,
    margin: [0, 2, 0, 8],
  })

  /** A row of equal tiles, each a big figure over its label. */
  const figures = (tiles: readonly { readonly value: string; readonly name: string; readonly color?: string }[]): Table => ({
    table: {
      widths: tiles.map(() => (CONTENT_WIDTH - tiles.length * 10 - (tiles.length - 1) * 1.5) / tiles.length),
      body: [
        tiles.map(({ value, name, color }) => ({
          stack: [text(value, { fontSize: 15, bold: true, color: color ?? COLOR.ink }), text(name, { ...TYPE.small, fontSize: 7 })],
          fillColor: COLOR.panel,
        })),
      ],
    },
    layout: LAYOUT.tiles,
    margin: [0, 4, 0, 8],
  })

  /**
   * A table with a repeated head line. Rows stay whole where they are surely lower than a page; taller ones may break.
   * Column widths are what the cells get, without padding (5 pt on each inner side).
   */
  const table = (columns: readonly Column[], rows: readonly (readonly Node[])[], layout: TableLayout = LAYOUT.ruled): Stack => {
    const head = () => columns.map(({ title, align }) => label(title, align ? { alignment: align } : {}))
    const aligned = (row: readonly Node[]) =>
      row.map((cell, i): Node => (columns[i]?.align && cell.alignment === undefined ? { ...cell, alignment: columns[i].align } : cell))
    const parts: { tall: boolean; rows: (readonly Node[])[] }[] = []
    for (const row of rows) {
      const tall = Math.max(...row.map((cell, i) => heightOf(cell, columns[i]?.width ?? 1))) > TALL_ROW
      const last = parts.at(-1)
      if (last && last.tall === tall) last.rows.push(row)
      else parts.push({ tall, rows: [row] })
    }
    return {
      stack: parts.map(
        (part): Table => ({
          table: {
            widths: columns.map((column) => column.width),
            headerRows: 1,
            dontBreakRows: !part.tall,
            ...(part.tall ? {} : { keepWithHeaderRows: 1 }),
            body: [head(), ...part.rows.map(aligned)],
          },
          layout,
        }),
      ),
      margin: [0, 2, 0, 8],
    }
  }

  return { text, block, mixed, lines, mark, label, heading, opening, subheading, rule, panel, facts, figures, table, type }
}

/** Generous estimate of a node's height in a column; nodes it cannot judge count as tall. */
function heightOf(node: Node, width: number): number {
  if ('stack' in node) return node.stack.reduce((sum, child) => sum + heightOf(child, width), 0)
  if ('pageReference' in node) return 12
  if (!('text' in node)) return Number.POSITIVE_INFINITY
  const size = node.fontSize ?? 9
  const perLine = Math.max(1, Math.floor(width / (size * 0.62)))
  const lines = node.text
    .map((run) => run.text.replaceAll(BREAK, ''))
    .join('')
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 1.15) / perLine)), 0)
  return lines * size * 1.4 + (node.margin ? node.margin[1] + node.margin[3] : 0)
}
