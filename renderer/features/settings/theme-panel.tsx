// Light, dark, or as the machine says.
import { Panel } from '../../design/layout.tsx'
import { setTheme, THEMES, type Theme, useTheme } from '../../design/theme.ts'

const WORDS: Readonly<Record<Theme, string>> = { system: 'As this machine is set', light: 'Light', dark: 'Dark' }

export function ThemePanel() {
  const theme = useTheme()
  return (
    <Panel title="Look">
      <div className="theme-choices" role="radiogroup" aria-label="Theme">
        {THEMES.map((choice) => (
          <label key={choice} className="theme-choice">
            <input type="radio" name="theme" checked={theme === choice} onChange={() => setTheme(choice)} />
            {WORDS[choice]}
          </label>
        ))}
      </div>
    </Panel>
  )
}
