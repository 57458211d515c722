// The Kit screen: make a collection kit for the client, import the bundle that comes back, see what it brought.
import { FolderInput, PackageOpen } from 'lucide-react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Screen } from '../../design/layout.tsx'
import { Menu } from '../../design/menu.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useEngagement } from '../../platform/engagement.ts'
import { useAnswer } from '../../platform/queries.ts'
import { MakeView } from './make-view.tsx'
import { ResultsView } from './results-view.tsx'
import { type BundleImport, useBundleImport } from './use-bundle-import.ts'
import './kit.css'

type View = 'make' | 'results'

export function KitScreen() {
  const [word, setView] = useSearchParam('view')
  const view: View = word === 'results' ? 'results' : 'make'
  const engagement = useEngagement()
  const names = useCatalogNames()
  const results = useAnswer('kit.results', {}, { keepPrevious: true })
  const bundle = useBundleImport(() => setView('results'))
  const bundles = results.data?.bundles.length ?? 0

  return (
    <Screen
      title="Collection kit"
      padded={false}
      note={results.data === undefined ? undefined : bundles === 0 ? 'nothing came back yet' : `${countOf(bundles, 'bundle')} came back`}
      actions={<ImportMenu bundle={bundle} />}
    >
      <div className="kit">
        {bundle.error === null ? null : (
          <div className="kit-notice">
            <ErrorNotice error={bundle.error} />
          </div>
        )}
        {bundle.problems.length === 0 ? null : (
          <div className="kit-notice">
            <Notice tone="bad" title="The bundle is not as it was collected">
              {countOf(bundle.problems.length, 'file')} did not fit its manifest. What was changed or is named by no call was not imported;
              see below.
            </Notice>
          </div>
        )}
        <Tabs<View>
          label="Make a kit, and what came back"
          value={view}
          onValue={(next) => setView(next === 'make' ? '' : next)}
          tabs={[
            {
              value: 'make',
              label: 'Make a kit',
              content:
                engagement === null || engagement === undefined ? null : (
                  <MakeView key={engagement.engagementId} engagement={engagement} names={names} />
                ),
            },
            {
              value: 'results',
              label: `What came back ${bundles === 0 ? '' : bundles}`,
              content:
                results.error === null ? (
                  results.data === undefined ? null : bundles === 0 ? (
                    <NothingBack bundle={bundle} />
                  ) : (
                    <ResultsView results={results.data} names={names} />
                  )
                ) : (
                  <ErrorNotice error={results.error} />
                ),
            },
          ]}
        />
      </div>
    </Screen>
  )
}

const ImportMenu = ({ bundle }: { readonly bundle: BundleImport }) => (
  <Menu
    align="end"
    trigger={
      <Button icon={<FolderInput aria-hidden />} busy={bundle.busy}>
        Import a bundle
      </Button>
    }
    items={[
      { label: 'File (.zip or .tar.gz)…', onSelect: () => void bundle.pick('scans') },
      { label: 'Folder…', onSelect: () => void bundle.pick('folder') },
    ]}
  />
)

const NothingBack = ({ bundle }: { readonly bundle: BundleImport }) => (
  <EmptyState
    icon={<PackageOpen aria-hidden />}
    title="No bundle came back yet"
    actions={
      <Button kind="primary" icon={<FolderInput aria-hidden />} busy={bundle.busy} onClick={() => void bundle.pick('scans')}>
        Import a bundle…
      </Button>
    }
  >
    The client runs the kit and sends a file named tickmark-bundle-….zip. Import it here, or drop it on the window like any scan: its
    manifest says which call each answer is of, and what was denied shows as not tested.
  </EmptyState>
)
