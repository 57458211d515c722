// Two parts side by side with a movable edge: dragged, or by arrow keys when the edge has the focus. The width is remembered.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { readPreference, writePreference } from './preferences.ts'
import './split-pane.css'

const STEP = 24

export function SplitPane({
  name,
  label,
  start,
  end,
  initial = 480,
  min = 320,
}: {
  /** Under which the width is remembered on this machine. */
  readonly name: string
  readonly label: string
  readonly start: ReactNode
  readonly end: ReactNode
  /** Width of the end part in pixels. */
  readonly initial?: number
  readonly min?: number
}) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(() => Number(readPreference(`split.${name}`)) || initial)
  const max = () => Math.max(min, (frame.current?.clientWidth ?? 1280) - 360)
  const resize = (next: number) => {
    const fitting = Math.round(Math.max(min, Math.min(max(), next)))
    setWidth(fitting)
    writePreference(`split.${name}`, String(fitting))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || frame.current === null) return
    resize(frame.current.getBoundingClientRect().right - event.clientX)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: width + STEP, ArrowRight: width - STEP, Home: max(), End: min }[event.key]
    if (next === undefined) return
    event.preventDefault()
    resize(next)
  }
  return (
    <div className="split-pane" ref={frame} style={{ '--split-end': `min(${width}px, 65%)` } as Record<string, string>}>
      <div className="split-part">{start}</div>
      <div
        className="split-handle"
        role="separator"
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={min}
        aria-valuemax={Math.max(width, 2000)}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
      />
      <div className="split-part">{end}</div>
    </div>
  )
}
