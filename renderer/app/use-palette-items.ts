// Gathers what the palette offers: screens, services, actions, and findings found by what is typed.
import type { CatalogService } from '#domain/catalog'
import { setTheme, THEMES } from '../design/theme.ts'
import { useToast } from '../design/toasts.tsx'
import { SEVERITY_WORDS } from '../design/words.ts'
import { navigate } from '../navigation/hash-location.ts'
import { hrefs } from '../navigation/hrefs.ts'
import { useCloseEngagement, useEngagement } from '../platform/engagement.ts'
import { useAnswer } from '../platform/queries.ts'
import { DESTINATIONS } from './destinations.ts'
import type { PaletteItem } from './palette-items.ts'

/** Everything on offer for what is typed; `rank` picks from it. */
export function usePaletteItems(typed: string): readonly PaletteItem[] {
  const engagement = useEngagement() ?? null
  const close = useCloseEngagement()
  const { done, failed } = useToast()
  const catalog = useAnswer('catalog.services', {})
  const findings = useAnswer(
    'findings.list',
    { filter: typed, limit: 8 },
    { enabled: engagement !== null && typed.trim().length > 1, keepPrevious: true },
  )
  const inScope = new Set(engagement?.services)

  const screens = DESTINATIONS.filter(({ needsEngagement }) => engagement !== null || !needsEngagement).map(
    ({ label, href, keys }): PaletteItem => ({ id: `go ${href}`, group: 'Go to', label, keys, run: () => navigate(href) }),
  )
  const services =
    engagement === null
      ? []
      : (catalog.data ?? [])
          .toSorted((a, b) => Number(inScope.has(b.key)) - Number(inScope.has(a.key)))
          .filter((service) => inScope.has(service.key) || typed.trim().length > 1)
          .map((service) => serviceItem(service, inScope.has(service.key)))
  const actions: PaletteItem[] = [
    { id: 'new', group: 'Actions', label: 'New engagement…', run: () => navigate('/start?new=1') },
    { id: 'open', group: 'Actions', label: 'Open engagement…', run: () => navigate('/start?open=1') },
    ...THEMES.map(
      (theme): PaletteItem => ({ id: `theme ${theme}`, group: 'Actions', label: `Theme: ${theme}`, run: () => setTheme(theme) }),
    ),
    ...(engagement === null
      ? []
      : [
          { id: 'verify', group: 'Actions', label: 'Verify the journal', run: () => navigate('/journal?verify=1') } satisfies PaletteItem,
          {
            id: 'close',
            group: 'Actions',
            label: 'Close engagement',
            note: engagement.title,
            run: () => {
              close().then(() => {
                navigate(hrefs.start)
                done({ title: 'Engagement closed', description: 'Everything in it is saved.' })
              }, failed)
            },
          } satisfies PaletteItem,
        ]),
  ]
  const found =
    typed.trim().length > 1
      ? (findings.data?.rows ?? []).map(
          (finding): PaletteItem => ({
            id: `finding ${finding.findingId}`,
            group: 'Findings',
            label: `#${finding.number} ${finding.title}`,
            note: SEVERITY_WORDS[finding.severity],
            run: () => navigate(hrefs.finding(finding.findingId)),
          }),
        )
      : []
  return [...screens, ...services, ...actions, ...found]
}

const serviceItem = (service: CatalogService, inScope: boolean): PaletteItem => {
  const note = [service.aliases[0], inScope ? undefined : 'not in scope'].filter((part) => part !== undefined).join(' · ')
  return {
    id: `service ${service.key}`,
    group: 'Services',
    label: service.name,
    ...(note === '' ? {} : { note }),
    run: () => navigate(hrefs.service(service.key)),
  }
}
