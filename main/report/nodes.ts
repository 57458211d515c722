// The few shapes a page is made of: a typed subset of pdfmake's document definition. Text enters only as `Printable`,
// which text.ts alone can make, so that nothing unsanitised and nothing but text can ever reach the layout (law 7).

declare const printable: unique symbol
/** Text that every chosen font face can draw, with nothing invisible in it. Made by text.ts. */
export type Printable = string & { readonly [printable]: true }

export type FontFamily = 'Sans' | 'Mono' | 'Fallback'

export type TextStyle = {
  readonly font?: FontFamily
  readonly fontSize?: number
  readonly lineHeight?: number
  readonly bold?: boolean
  readonly italics?: boolean
  readonly color?: string
  readonly background?: string
  readonly characterSpacing?: number
  readonly decoration?: 'underline' | 'lineThrough'
  readonly link?: string
  readonly linkToDestination?: string
}

export type Run = TextStyle & { readonly text: Printable }

type Placed = {
  readonly margin?: readonly [number, number, number, number]
  readonly width?: number | '*' | 'auto'
  readonly alignment?: 'left' | 'right' | 'center'
  readonly pageBreak?: 'before'
  /** Height in points that must be left on the page, else the node starts on the next one: keeps headings with what follows. */
  readonly needs?: number
  // As a table cell:
  readonly fillColor?: string
  readonly colSpan?: number
  readonly border?: readonly [boolean, boolean, boolean, boolean]
  readonly verticalAlignment?: 'top' | 'middle' | 'bottom'
}

export type TextNode = Placed &
  TextStyle & {
    readonly text: readonly Run[]
    readonly preserveLeadingSpaces?: boolean
    readonly id?: string
    readonly tocItem?: boolean
    readonly tocMargin?: readonly [number, number, number, number]
    readonly tocStyle?: TextStyle
    readonly outline?: boolean
    readonly outlineText?: Printable
    readonly outlineParentId?: string
    readonly outlineExpanded?: boolean
  }

export type PageReference = Placed & TextStyle & { readonly pageReference: string }
/** Nodes that are made only when the layout reaches them and are let go at once: for long lists, which else fill the memory. */
export type Lazy = Placed & { readonly stack: readonly []; readonly lazy: () => readonly Node[] }
export type Stack = Placed & { readonly stack: readonly Node[]; readonly unbreakable?: boolean }
export type Columns = Placed & { readonly columns: readonly Node[]; readonly columnGap?: number }
export type List = Placed & { readonly ul: readonly Node[] } & { readonly markerColor?: string }
export type OrderedList = Placed & { readonly ol: readonly Node[]; readonly start?: number }
export type Toc = Placed & { readonly toc: { readonly numberStyle?: TextStyle } }

export type Vector =
  | {
      readonly type: 'rect'
      readonly x: number
      readonly y: number
      readonly w: number
      readonly h: number
      readonly r?: number
      readonly color?: string
      readonly lineColor?: string
      readonly lineWidth?: number
      readonly dash?: { readonly length: number }
      /** Name of the empty signature field to lay over this box. */
      readonly signatureField?: string
    }
  | {
      readonly type: 'line'
      readonly x1: number
      readonly y1: number
      readonly x2: number
      readonly y2: number
      readonly lineWidth: number
      readonly lineColor: string
    }
export type Canvas = Placed & { readonly canvas: readonly Vector[] }

export type TableLayout = {
  readonly hLineWidth: (line: number, node: LaidOutTable) => number
  readonly vLineWidth: (line: number, node: LaidOutTable) => number
  readonly hLineColor: (line: number, node: LaidOutTable) => string
  readonly vLineColor: (line: number, node: LaidOutTable) => string
  readonly paddingLeft: (column: number, node: LaidOutTable) => number
  readonly paddingRight: (column: number, node: LaidOutTable) => number
  readonly paddingTop: (row: number, node: LaidOutTable) => number
  readonly paddingBottom: (row: number, node: LaidOutTable) => number
  readonly fillColor?: (row: number, node: LaidOutTable) => string | null
  readonly hLineWhenBroken?: boolean
}
export type LaidOutTable = {
  readonly table: { readonly body: readonly unknown[]; readonly headerRows?: number; readonly widths: readonly unknown[] }
}

/** A cell swallowed by a neighbour's colSpan. */
export type Covered = Record<string, never>

export type Table = Placed & {
  readonly table: {
    readonly widths: readonly (number | '*')[]
    readonly headerRows?: number
    readonly keepWithHeaderRows?: number
    readonly dontBreakRows?: boolean
    readonly body: readonly (readonly (Node | Covered)[])[]
  }
  readonly layout: TableLayout
}

export type Node = TextNode | PageReference | Lazy | Stack | Columns | List | OrderedList | Toc | Canvas | Table
