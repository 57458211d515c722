// What a screen reader should say about things that happen without the focus moving. Nothing visible.
import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { AppError } from '#domain/errors'

type Announce = (message: string) => void
const Context = createContext<Announce | null>(null)

export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [{ message, turn }, setState] = useState({ message: '', turn: 0 })
  const announce = useCallback<Announce>((next) => setState((now) => ({ message: next, turn: now.turn + 1 })), [])
  return (
    <Context value={announce}>
      {children}
      <div role="status" aria-live="polite" className="visually-hidden">
        {/* The same words twice are said twice only if the node is a new one. */}
        <span key={turn}>{message}</span>
      </div>
    </Context>
  )
}

/** Gives a function that has a sentence read out. */
export function useAnnounce(): Announce {
  const announce = use(Context)
  if (announce === null) throw new AppError('unexpected', 'useAnnounce was used outside AnnouncerProvider.')
  return announce
}
