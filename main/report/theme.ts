// The report's look: page, colours, type sizes and table rules. One accent; every state has a colour and a shape.
import type { TableLayout, TextStyle } from './nodes.ts'

/** A4 in points; the text column between the side margins is CONTENT_WIDTH wide. */
export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 54, top: 76, bottom: 62 } as const
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right

export const COLOR = {
  ink: '#1A2330',
  soft: '#4A5565',
  muted: '#6B7685',
  line: '#D6DBE2',
  hair: '#E7EAEE',
  panel: '#F5F7F9',
  accent: '#0E4A5C',
  accentSoft: '#E4EEF1',
  white: '#FFFFFF',
  good: '#1B7A4B',
  bad: '#B3261E',
  warn: '#9A5B00',
  info: '#2B5C9E',
  draft: '#B3261E',
} as const

export const TYPE = {
  display: { fontSize: 30, bold: true, color: COLOR.ink, lineHeight: 1.08 },
  h1: { fontSize: 19, bold: true, color: COLOR.accent, lineHeight: 1.1 },
  h2: { fontSize: 13, bold: true, color: COLOR.ink, lineHeight: 1.15 },
  h3: { fontSize: 9.5, bold: true, color: COLOR.accent },
  lead: { fontSize: 10.5, color: COLOR.soft, lineHeight: 1.35 },
  body: { fontSize: 9, color: COLOR.ink, lineHeight: 1.32 },
  small: { fontSize: 7.5, color: COLOR.soft, lineHeight: 1.25 },
  label: { fontSize: 6.5, color: COLOR.muted, bold: true, characterSpacing: 0.5 },
  cell: { fontSize: 8, color: COLOR.ink, lineHeight: 1.22 },
  annex: { fontSize: 6.8, color: COLOR.ink, lineHeight: 1.18 },
  mono: { fontSize: 6.6, font: 'Mono', color: COLOR.ink, lineHeight: 1.2 },
  code: { fontSize: 7, font: 'Mono', color: COLOR.ink, lineHeight: 1.25 },
} as const satisfies Record<string, TextStyle>

const none = () => 0
const base: TableLayout = {
  hLineWidth: none,
  vLineWidth: none,
  hLineColor: () => COLOR.line,
  vLineColor: () => COLOR.line,
  paddingLeft: none,
  paddingRight: none,
  paddingTop: none,
  paddingBottom: none,
  hLineWhenBroken: false,
}

/** Rows between hairlines under a stronger head line; the first and last column stand flush with the text. */
const ruled = (padding: number): TableLayout => ({
  ...base,
  hLineWidth: (line, { table }) => (line === 0 ? 0 : line === table.headerRows ? 0.9 : line === table.body.length ? 0.6 : 0.4),
  hLineColor: (line, { table }) => (line === table.headerRows ? COLOR.accent : line === table.body.length ? COLOR.line : COLOR.hair),
  paddingLeft: (column) => (column === 0 ? 0 : 5),
  paddingRight: (column, { table }) => (column === table.widths.length - 1 ? 0 : 5),
  paddingTop: () => padding,
  paddingBottom: () => padding,
})

const box = (padding: number, fill: string, bar: string | null): TableLayout => ({
  ...base,
  vLineWidth: (line) => (line === 0 && bar !== null ? 2.2 : 0),
  vLineColor: () => bar ?? COLOR.line,
  paddingLeft: () => padding + 2,
  paddingRight: () => padding + 2,
  paddingTop: () => padding,
  paddingBottom: () => padding,
  fillColor: () => fill,
})

export const LAYOUT = {
  plain: base,
  ruled: ruled(4),
  dense: ruled(2.6),
  /** Label and value pairs. */
  facts: {
    ...ruled(3.2),
    hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? 0.6 : 0.4),
    hLineColor: () => COLOR.hair,
  },
  panel: box(8, COLOR.panel, null),
  note: box(7, COLOR.panel, COLOR.accent),
  alert: box(7, '#FBEFEE', COLOR.bad),
  quote: box(3, COLOR.white, COLOR.line),
  code: box(5, COLOR.panel, null),
  /** Two panels side by side with a gap between. */
  twin: { ...box(8, COLOR.panel, null), vLineWidth: (line) => (line === 1 ? 8 : 0), vLineColor: () => COLOR.white },
  /** Touching tiles divided by white lines: the number strip and the coverage map. */
  tiles: {
    ...base,
    vLineWidth: (line, { table }) => (line === 0 || line === table.widths.length ? 0 : 1.5),
    vLineColor: () => COLOR.white,
    hLineWidth: (line, { table }) => (line === 0 || line === table.body.length ? 0 : 1.5),
    hLineColor: () => COLOR.white,
    paddingLeft: () => 6,
    paddingRight: () => 4,
    paddingTop: () => 4,
    paddingBottom: () => 4,
  },
} as const satisfies Record<string, TableLayout>
