// Tabs: several views of one thing, one at a time.
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import './tabs.css'

export type Tab<T extends string> = { readonly value: T; readonly label: ReactNode; readonly content: ReactNode }

export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onValue,
}: {
  readonly label: string
  readonly tabs: readonly Tab<T>[]
  readonly value: T
  readonly onValue: (value: T) => void
}) {
  return (
    <Base.Root
      className="tabs"
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find((candidate) => candidate.value === next)
        if (tab !== undefined) onValue(tab.value)
      }}
    >
      <Base.List className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className="tab">
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="tab-panel">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
