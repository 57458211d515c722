// Modal windows: a general one, and one that asks before something cannot be undone.
import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './dialog.css'

export type DialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly width?: 'normal' | 'wide' | 'full'
  readonly children?: ReactNode
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode
  /** False for work that must not be closed by a stray click outside. */
  readonly dismissible?: boolean
}

/** A modal dialog. Focus goes in, stays in, and comes back to where it was; Escape closes. */
export function Dialog({ open, onClose, title, description, width = 'normal', children, actions, dismissible = true }: DialogProps) {
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={!dismissible}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="scrim" />
        <Base.Popup className="dialog" data-width={width}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            {description === undefined ? null : (
              <Base.Description className="dialog-description" render={<div />}>
                {description}
              </Base.Description>
            )}
          </div>
          {children === undefined ? <div className="dialog-body" /> : <div className="dialog-body">{children}</div>}
          {actions === undefined ? null : <div className="dialog-actions">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

export type ConfirmDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will be lost, and what will be kept. */
  readonly children: ReactNode
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly busy?: boolean
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ open, onClose, title, children, confirmLabel, onConfirm, busy = false }: ConfirmDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{children}</div>
    </Dialog>
  )
}
