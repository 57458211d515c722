import { dirname, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// electron-vite's `?modulePath` (a worker as its own bundle): in tests the .ts file itself, run by Node 24's type stripping.
const modulePath = {
  name: 'module-path',
  enforce: 'pre' as const,
  resolveId: (id: string, importer: string | undefined) =>
    id.endsWith('?modulePath') && importer ? `\0module-path:${resolve(dirname(importer), id.slice(0, -'?modulePath'.length))}.ts` : null,
  load: (id: string) => (id.startsWith('\0module-path:') ? `export default ${JSON.stringify(id.slice('\0module-path:'.length))}` : null),
}

export default defineConfig({
  plugins: [modulePath],
  // The contract suite runs the preload and the IPC of the Electron host against the double; nothing here may start a real one.
  resolve: { alias: { electron: resolve('e2e/electron/double/electron.ts') } },
  test: {
    include: ['{main,preload,renderer,db,bench,e2e/contract}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    maxWorkers: 2,
  },
})
