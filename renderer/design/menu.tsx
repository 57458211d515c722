// A menu behind a button.
import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import './field.css'
import { Kbd } from './kbd.tsx'

export type MenuItem =
  | {
      readonly kind?: 'item'
      readonly label: string
      readonly icon?: ReactNode
      readonly shortcut?: string
      readonly disabled?: boolean
      readonly onSelect: () => void
    }
  | { readonly kind: 'separator' }

export function Menu({
  trigger,
  items,
  align = 'start',
}: {
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-layer" sideOffset={4} align={align}>
          <Base.Popup className="popup">
            {items.map((item, index) =>
              item.kind === 'separator' ? (
                <Base.Separator key={`separator-${index}`} className="popup-separator" />
              ) : (
                <Base.Item key={item.label} className="popup-item" disabled={item.disabled ?? false} onClick={item.onSelect}>
                  {item.icon}
                  {item.label}
                  {item.shortcut === undefined ? null : (
                    <span className="popup-item-end">
                      <Kbd keys={item.shortcut} />
                    </span>
                  )}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
