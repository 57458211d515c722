// Saves the crosswalk, as it is filtered, to where the person says.
import type { Input } from '#contract'
import { countOf } from '../../design/format.ts'
import { useToast } from '../../design/toasts.tsx'
import { useClient, usePlatform } from '../../platform/provider.tsx'

type Asked = Omit<Input<'frameworks.export'>, 'format'>

export function useExport(): (asked: Asked, format: 'csv' | 'json') => Promise<void> {
  const client = useClient()
  const platform = usePlatform()
  const toast = useToast()
  return async (asked, format) => {
    try {
      const { file, fileName, rows } = await client('frameworks.export', { ...asked, format })
      if (!(await platform.saveFile(file, fileName))) return
      toast.done({ title: `${fileName} saved`, description: `${countOf(rows, 'requirement')}, as filtered.` })
    } catch (error) {
      toast.failed(error)
    }
  }
}
