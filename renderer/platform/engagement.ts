// The engagement that is open in this window, and the ways to change which one that is.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Engagement } from '#domain/engagement'
import { useClient } from './provider.tsx'
import { forget, refreshAll, useAnswer } from './queries.ts'

/** undefined while asking, null where none is open. */
export const useEngagement = (): Engagement | null | undefined => useAnswer('engagements.current', {}).data

/** After one was opened, made or closed: nothing of the former may be shown again. */
export function useEngagementSwitched(): () => Promise<void> {
  const cache = useQueryClient()
  return useCallback(async () => {
    forget(cache)
    await refreshAll(cache)
  }, [cache])
}

/** Closes the engagement; everything in it is already saved. */
export function useCloseEngagement(): () => Promise<void> {
  const client = useClient()
  const switched = useEngagementSwitched()
  return useCallback(async () => {
    await client('engagements.close', {})
    await switched()
  }, [client, switched])
}
