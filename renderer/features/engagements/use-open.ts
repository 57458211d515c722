// Opening an engagement: tries without a passphrase, asks where one is needed, and goes to the overview.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toAppError } from '#domain/errors'
import { useToast } from '../../design/toasts.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useEngagementSwitched } from '../../platform/engagement.ts'
import type { HostFile } from '../../platform/platform.ts'
import { useClient } from '../../platform/provider.tsx'
import { copyWords } from './copy-words.ts'

export type Opening = {
  /** The file whose passphrase is being asked for. */
  readonly asking: HostFile | null
  readonly error: unknown
  readonly busy: boolean
  open(file: HostFile, options?: { readonly encrypted?: boolean }): void
  withPassphrase(passphrase: string): void
  giveUp(): void
}

export function useOpen(): Opening {
  const client = useClient()
  const switched = useEngagementSwitched()
  const { done } = useToast()
  const [asking, setAsking] = useState<HostFile | null>(null)
  const mutation = useMutation({
    mutationFn: ({ file, passphrase }: { readonly file: HostFile; readonly passphrase: string | null }) =>
      client('engagements.open', { file: file.token, passphrase }),
    onSuccess: async () => {
      setAsking(null)
      await switched()
      navigate(hrefs.overview)
    },
    onError: (error, { file }) => {
      if (toAppError(error).code === 'passphrase-missing') setAsking(file)
    },
  })
  return {
    asking,
    error: mutation.error,
    busy: mutation.isPending,
    open: (file, { encrypted = false } = {}) => {
      mutation.reset()
      const kept = copyWords(file)
      if (kept !== null) done({ title: 'Tickmark made a copy', description: kept, stays: true })
      if (encrypted) setAsking(file)
      else mutation.mutate({ file, passphrase: null })
    },
    withPassphrase: (passphrase) => {
      if (asking !== null) mutation.mutate({ file: asking, passphrase })
    },
    giveUp: () => {
      setAsking(null)
      mutation.reset()
    },
  }
}
