// A small word that qualifies what stands beside it: "Encrypted", "Draft", "3 new".
import type { ReactNode } from 'react'
import './badge.css'
import { classNames } from './class-names.ts'
import type { Tone } from './marks.tsx'

export function Badge({ tone, title, children }: { readonly tone?: Tone; readonly title?: string; readonly children: ReactNode }) {
  return (
    <span className={classNames('badge', tone === undefined ? undefined : `tone-${tone}`)} title={title}>
      {children}
    </span>
  )
}
