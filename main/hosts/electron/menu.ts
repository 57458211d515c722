// The menu, for its keyboard shortcuts: edit, zoom, window. Reload and developer tools exist only while developing.
import type { MenuItemConstructorOptions } from 'electron'

/** The menu as a template; every item is a role, so Electron words and wires it. */
export function menuTemplate(platform: NodeJS.Platform, developing: boolean): MenuItemConstructorOptions[] {
  const tools: MenuItemConstructorOptions[] = developing ? [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }] : []
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...tools,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ]
}
