// The search field of a list. Typing takes effect after a short pause; Enter at once; Escape clears; `/` leads here.
import { Search, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import { Kbd } from './kbd.tsx'
import './search-box.css'
import { useShortcut } from './shortcuts.tsx'

const PAUSE_MS = 200

export function SearchBox({
  label,
  placeholder,
  value,
  onValue,
  shortcut = '/',
}: {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly shortcut?: string
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [shown, setShown] = useState(value)
  // A filter set from outside (a facet, Back) replaces what stands here; the echo of one's own typing does not.
  if (shown !== value) {
    setShown(value)
    if (text.trim() !== value) setText(value)
  }
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onValue(text.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value, onValue])
  useShortcut(shortcut, `Search: ${label}`, () => input.current?.select())
  const clear = () => {
    setText('')
    onValue('')
    input.current?.focus()
  }
  return (
    <div className="search-box" role="search">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <Search aria-hidden />
      <input
        ref={input}
        id={id}
        type="search"
        className="input"
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onValue(text.trim())
          if (event.key === 'Escape') {
            if (text === '') input.current?.blur()
            else clear()
          }
        }}
      />
      <span className="search-box-end">
        {text === '' ? <Kbd keys={shortcut} /> : <IconButton label="Clear search" size="small" icon={<X aria-hidden />} onClick={clear} />}
      </span>
    </div>
  )
}
