// Settings of this machine: signing identities, the name written into the journal, the look.
import { Screen, Stack } from '../../design/layout.tsx'
import { AboutPanel } from './about-panel.tsx'
import { ActorPanel } from './actor-panel.tsx'
import { IdentitiesPanel } from './identities-panel.tsx'
import './settings.css'
import { ThemePanel } from './theme-panel.tsx'

export const SettingsScreen = () => (
  <Screen title="Settings">
    <div className="settings">
      <Stack>
        <IdentitiesPanel />
        <ActorPanel />
        <ThemePanel />
        <AboutPanel />
      </Stack>
    </div>
  </Screen>
)
