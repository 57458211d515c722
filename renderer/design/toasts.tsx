// Short news at the edge of the window: what was done, with a way to undo it where there is one. F6 moves the focus there.
import { Toast } from '@base-ui/react/toast'
import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useCallback } from 'react'
import { toAppError } from '#domain/errors'
import './button.css'
import './marks.css'
import './toasts.css'
import { ERROR_WORDS } from './error-words.ts'

type ToastData = { readonly tone: 'good' | 'bad' }

export type ToastText = {
  readonly title: string
  readonly description?: string
  /** Stays until dismissed, for what must be read. */
  readonly stays?: boolean
  readonly action?: { readonly label: string; readonly run: () => void }
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="toast-viewport">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={`toast tone-${toast.data?.tone ?? 'good'}`}>
      {toast.data?.tone === 'bad' ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
      <div>
        <Toast.Title className="toast-title" />
        <Toast.Description className="toast-description" />
        {toast.actionProps === undefined ? null : <Toast.Action className="button toast-action" data-size="small" />}
      </div>
      <Toast.Close className="button" data-kind="quiet" data-size="small" data-icon-only="" aria-label="Dismiss">
        <X aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ))
}

/** Shows news for some seconds, unless it `stays`. Errors stay until dismissed. */
export function useToast(): { readonly done: (text: ToastText) => void; readonly failed: (error: unknown) => void } {
  const { add } = Toast.useToastManager<ToastData>()
  const done = useCallback(
    ({ title, description, stays = false, action }: ToastText) => {
      add({
        title,
        ...(description === undefined ? {} : { description }),
        timeout: stays ? 0 : action === undefined ? 5_000 : 10_000,
        data: { tone: 'good' },
        ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.run } }),
      })
    },
    [add],
  )
  const failed = useCallback(
    (error: unknown) => {
      const { code, message } = toAppError(error)
      if (code === 'cancelled') return
      add({ title: ERROR_WORDS[code].title, description: message, timeout: 0, priority: 'high', data: { tone: 'bad' } })
    },
    [add],
  )
  return { done, failed }
}
