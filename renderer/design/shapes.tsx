// The silhouettes behind every mark: told apart in black and white, at 12 pixels, and in print.
import type { ReactNode } from 'react'

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const
/** Drawn over a filled silhouette in the paper's colour. */
const knockout = { fill: 'none', stroke: 'var(--surface)', strokeWidth: 1.8, strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const solid = { fill: 'currentColor' } as const

const SHAPES = {
  'circle-check': (
    <>
      <circle cx="8" cy="8" r="7" {...solid} />
      <path d="M4.8 8.3l2.2 2.2 4.2-4.6" {...knockout} />
    </>
  ),
  'square-cross': (
    <>
      <rect x="1.4" y="1.4" width="13.2" height="13.2" rx="2.2" {...solid} />
      <path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" {...knockout} />
    </>
  ),
  'circle-half': (
    <>
      <circle cx="8" cy="8" r="6.2" {...stroke} />
      <path d="M8 1.8a6.2 6.2 0 010 12.4z" {...solid} />
    </>
  ),
  hand: (
    <>
      <path d="M8 1.2l6 3.4v6.8l-6 3.4-6-3.4V4.6z" {...stroke} />
      <path d="M8 5v3.4l2 1.4" {...stroke} />
    </>
  ),
  'triangle-alert': (
    <>
      <path d="M8 1.6l6.9 12.2H1.1z" {...solid} stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />
      <path d="M8 6v3.4M8 11.7v.1" {...knockout} />
    </>
  ),
  'circle-slash': (
    <>
      <circle cx="8" cy="8" r="6.2" {...stroke} />
      <path d="M3.8 12.2l8.4-8.4" {...stroke} />
    </>
  ),
  'chevrons-right': <path d="M3 3.5L7.5 8 3 12.5M8.5 3.5L13 8l-4.5 4.5" {...stroke} />,
  'circle-i': (
    <>
      <circle cx="8" cy="8" r="6.2" {...stroke} />
      <path d="M8 7.4v3.8M8 4.8v.1" {...stroke} />
    </>
  ),
  'circle-query': (
    <>
      <circle cx="8" cy="8" r="6.2" {...stroke} strokeDasharray="2.4 2.5" />
      <path d="M6.3 6.4a1.7 1.7 0 113 1.1c-.8.5-1.3.9-1.3 1.6M8 11.4v.1" {...stroke} strokeWidth={1.4} />
    </>
  ),
  'circle-dashed': <circle cx="8" cy="8" r="6.2" {...stroke} strokeDasharray="2.4 2.5" />,
  shield: (
    <>
      <path d="M8 1.3l5.6 2v4.4c0 3.4-2.3 5.8-5.6 7-3.3-1.2-5.6-3.6-5.6-7V3.3z" {...stroke} />
      <path d="M8 4.8v4.6M5.9 7.6L8 9.7l2.1-2.1" {...stroke} strokeWidth={1.4} />
    </>
  ),
  'tick-pen': (
    <>
      <path d="M1.8 8.6l3.9 4.1 6-8.6" {...stroke} strokeWidth={2.2} />
      <path d="M9.6 14h4.8" {...stroke} />
    </>
  ),
  'cross-pen': (
    <>
      <path d="M2.6 2.6l8.6 8.6M11.2 2.6l-8.6 8.6" {...stroke} strokeWidth={2.2} />
      <path d="M9.6 14h4.8" {...stroke} />
    </>
  ),
  'slash-pen': (
    <>
      <path d="M3.2 11.6L11.6 2" {...stroke} strokeWidth={2.2} />
      <path d="M9.6 14h4.8" {...stroke} />
    </>
  ),
  lock: (
    <>
      <rect x="2.6" y="7" width="10.8" height="7.4" rx="1.6" {...solid} />
      <path d="M4.9 7V5a3.1 3.1 0 016.2 0v2" {...stroke} />
    </>
  ),
  unplugged: (
    <>
      <path d="M8 2.4v5.4" {...stroke} />
      <path d="M4.4 4.6a5.2 5.2 0 107.2 0" {...stroke} strokeDasharray="2.6 2.4" />
    </>
  ),
  'no-eye': (
    <>
      <path d="M1.4 8S4 3.8 8 3.8 14.6 8 14.6 8 12 12.2 8 12.2 1.4 8 1.4 8z" {...stroke} />
      <path d="M2.6 14L13.4 2" {...stroke} />
    </>
  ),
  'empty-tray': <path d="M1.8 9.4h3.6l1 2h3.2l1-2h3.6v4.2H1.8zM8 1.8v5M5.8 4.9L8 7.1l2.2-2.2" {...stroke} />,
  'no-pin': (
    <>
      <path d="M8 14.4S3.4 9.8 3.4 6.3a4.6 4.6 0 019.2 0c0 3.5-4.6 8.1-4.6 8.1z" {...stroke} strokeDasharray="2.4 2" />
      <circle cx="8" cy="6.3" r="1.3" {...solid} />
    </>
  ),
  silent: (
    <>
      <circle cx="3" cy="8" r="1.3" {...solid} />
      <circle cx="8" cy="8" r="1.3" {...solid} />
      <circle cx="13" cy="8" r="1.3" {...solid} />
    </>
  ),
  dot: <circle cx="8" cy="8" r="1.6" {...solid} />,
  'octagon-alert': (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" {...solid} />
      <path d="M8 4.4v4.3M8 11.5v.1" {...knockout} />
    </>
  ),
  'triangle-up': <path d="M8 2.2l6.4 11.2H1.6z" {...solid} stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round" />,
  diamond: <path d="M8 1.4L14.6 8 8 14.6 1.4 8z" {...solid} stroke="currentColor" strokeWidth="1" strokeLinejoin="round" />,
  'triangle-down': <path d="M8 13.8L1.6 2.6h12.8z" {...stroke} />,
  ring: <circle cx="8" cy="8" r="4.6" {...stroke} />,
} satisfies Record<string, ReactNode>

export type ShapeName = keyof typeof SHAPES

/** One silhouette, in the text's colour. Hidden from screen readers: the word beside it is what they read. */
export function Shape({ name }: { readonly name: ShapeName }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  )
}
