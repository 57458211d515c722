// What inheriting would do, asked again whenever the choice changes. The method is a command that changes nothing when it only looks,
// so it is asked as a query.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Output } from '#contract'
import { useClient } from '../../platform/provider.tsx'

type Choice = { readonly reportId: string; readonly services: readonly string[]; readonly replace: boolean }

export function usePreview({ reportId, services, replace }: Choice) {
  const client = useClient()
  return useQuery<Output<'awsReports.inherit'>>({
    queryKey: ['awsReports.inherit', { reportId, services, replace }],
    queryFn: () => client('awsReports.inherit', { reportId, services: [...services], replace, apply: false }),
    enabled: services.length > 0,
    placeholderData: keepPreviousData,
  })
}
