// Ctrl/Cmd+K: every screen, service, action and finding behind one field.
import { Dialog } from '@base-ui/react/dialog'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import '../design/dialog.css'
import { Kbd } from '../design/kbd.tsx'
import './command-palette.css'
import { type PaletteItem, rank } from './palette-items.ts'
import { usePaletteItems } from './use-palette-items.ts'

export function CommandPalette({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="palette" aria-label="Search or jump to">
          <PaletteBody onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBody({ onClose }: { readonly onClose: () => void }) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const items = rank(usePaletteItems(useDeferredValue(typed)), typed)
  const current = Math.min(at, items.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })

  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined) return
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') choose(items[current])
    else if (step !== undefined && items.length > 0) setAt((current + step + items.length) % items.length)
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-label="Search or jump to"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length === 0 ? undefined : `${id}-${current}`}
        aria-autocomplete="list"
        placeholder="Go to a screen, a service, a finding, or do something…"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} className="palette-list" role="listbox" aria-label="Matches">
        {items.length === 0 ? <div className="palette-empty">Nothing fits “{typed}”.</div> : null}
        {items.map((item, index) => (
          <div key={item.id} role="presentation">
            {item.group === items[index - 1]?.group ? null : (
              <div className="palette-group" role="presentation">
                {item.group}
              </div>
            )}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className="palette-item"
              onPointerMove={() => setAt(index)}
              onClick={() => choose(item)}
            >
              <span className="truncate">{item.label}</span>
              {item.note === undefined ? null : <span className="palette-note">{item.note}</span>}
              {item.keys === undefined ? null : (
                <span className="palette-note">
                  <Kbd keys={item.keys} />
                </span>
              )}
            </div>
          </div>
        ))}
      </div>
    </>
  )
}
