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
  test: {
    include: ['{main,preload,renderer,db,bench}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    maxWorkers: 2,
  },
})
