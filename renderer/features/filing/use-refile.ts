// Moving checks through the contract, with the way back: the last change is undone by Ctrl+Z or from its message.
import { useState } from 'react'
import type { FilingMove, FilingPlace } from '#domain/filing'
import { useAnnounce } from '../../design/announcer.tsx'
import { countOf } from '../../design/format.ts'
import { useShortcut } from '../../design/shortcuts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useCommand } from '../../platform/queries.ts'

/** A check at a place, as it is offered for filing elsewhere. */
export type Refiling = {
  readonly check: string | null
  readonly title: string | null
  readonly from: FilingPlace
  readonly now: FilingPlace
  readonly suggestion: FilingPlace | null
}

/** A move, and where its records lay before. */
export type Step = { readonly move: FilingMove; readonly before: FilingPlace }

export type Refile = {
  readonly busy: boolean
  readonly error: unknown
  /** True where it was done. */
  readonly run: (steps: readonly Step[], reason: string) => Promise<boolean>
}

export function useRefile(): Refile {
  const command = useCommand('filing.refile')
  const toast = useToast()
  const announce = useAnnounce()
  const [last, setLast] = useState<readonly Step[] | null>(null)

  const undo = async (steps: readonly Step[]): Promise<void> => {
    try {
      const moves = steps.map(({ move, before }) => ({ ...move, to: before }))
      await command.mutateAsync({ moves, reason: 'Undone.' })
      setLast(null)
      toast.done({ title: `Undone: ${countOf(steps.length, 'check')} filed as before` })
    } catch (error) {
      toast.failed(error)
    }
  }
  useShortcut('Mod+Z', 'Undo the last filing', () => void (last === null ? undefined : undo(last)), { enabled: last !== null })

  return {
    busy: command.isPending,
    error: command.error,
    run: async (steps, reason) => {
      try {
        const done = await command.mutateAsync({ moves: steps.map(({ move }) => move), reason })
        setLast(steps)
        const title = `${countOf(done.rules, 'check')} filed: ${countOf(done.records, 'record')}`
        announce(title)
        toast.done({
          title,
          ...(done.findingsMoved === 0 ? {} : { description: `${countOf(done.findingsMoved, 'finding')} followed.` }),
          action: { label: 'Undo', run: () => void undo(steps) },
        })
        return true
      } catch (error) {
        toast.failed(error)
        return false
      }
    },
  }
}
