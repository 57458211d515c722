// What a tab shows that was opened without this launch's secret: a bookmark, a copied address, a second tab.
import { Unplug } from 'lucide-react'
import { EmptyState } from '../design/empty-state.tsx'

export const NotConnected = () => (
  <main>
    <EmptyState icon={<Unplug aria-hidden />} title="This tab does not belong to a running Tickmark">
      Each start makes a new private address. Open the one Tickmark printed last, or start it again.
    </EmptyState>
  </main>
)
