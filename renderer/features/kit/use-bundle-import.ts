// Imports a bundle as a job of the window, and says what came of it.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { countOf } from '../../design/format.ts'
import { useToast } from '../../design/toasts.tsx'
import { useJobs } from '../../platform/jobs.tsx'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { refresh } from '../../platform/queries.ts'

export type BundleImport = {
  readonly busy: boolean
  /** What did not fit in the bundle imported last, in this visit of the screen. */
  readonly problems: readonly string[]
  readonly error: unknown
  pick(purpose: 'scans' | 'folder'): Promise<void>
}

/** `onDone` is called when a bundle was imported. */
export function useBundleImport(onDone: () => void): BundleImport {
  const client = useClient()
  const platform = usePlatform()
  const cache = useQueryClient()
  const jobs = useJobs()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly string[]>([])
  const [error, setError] = useState<unknown>(null)

  const pick: BundleImport['pick'] = async (purpose) => {
    try {
      const files = await platform.pickFiles(purpose)
      const [first] = files
      if (first === undefined) return
      setBusy(true)
      setError(null)
      const name = first.within?.split('/')[0] ?? first.name
      const { run, problems: found } = await jobs.run({ label: `Importing ${name}`, unit: 'bytes' }, (jobId) =>
        client('kit.import', { jobId, files: files.map(({ token }) => token), name: name.slice(0, 500) }),
      )
      if (run.cancelled) return
      setProblems(found)
      if (run.import !== null) toast.done({ title: `${name} imported`, description: `${countOf(run.import.stored, 'record')} stored.` })
      onDone()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
      void refresh(cache)
    }
  }
  return { busy, problems, error, pick }
}
