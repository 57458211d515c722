// Settings: signing identities, the name written into the journal and the look on this machine; the catalog of the open engagement.
import { Screen, Stack } from '../../design/layout.tsx'
import { AboutPanel } from './about-panel.tsx'
import { ActorPanel } from './actor-panel.tsx'
import { CatalogPanel } from './catalog-panel.tsx'
import { IdentitiesPanel } from './identities-panel.tsx'
import './settings.css'
import { ThemePanel } from './theme-panel.tsx'

export const SettingsScreen = () => (
  <Screen title="Settings">
    <div className="settings">
      <Stack>
        <IdentitiesPanel />
        <ActorPanel />
        <CatalogPanel />
        <ThemePanel />
        <AboutPanel />
      </Stack>
    </div>
  </Screen>
)
