import { rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { build } from 'vite'
import { defineConfig } from 'vitest/config'

/** Threads of tests run a bundle, as the program's do: from the sources each start would read hundreds of files and take a second. */
const bundles = new Map<string, Promise<string>>()
const bundleFolder = resolve('node_modules/.cache', `tickmark-threads-${process.pid}`)
process.once('exit', () => rmSync(bundleFolder, { recursive: true, force: true }))

async function bundleOf(entry: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: entry,
      target: 'node24',
      outDir: bundleFolder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'thread.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
  return resolve(bundleFolder, 'thread.mjs')
}

// electron-vite's `?modulePath` (a worker as its own bundle).
const modulePath = {
  name: 'module-path',
  enforce: 'pre' as const,
  resolveId: (id: string, importer: string | undefined) =>
    id.endsWith('?modulePath') && importer ? `\0module-path:${resolve(dirname(importer), id.slice(0, -'?modulePath'.length))}.ts` : null,
  load: async (id: string) => {
    if (!id.startsWith('\0module-path:')) return null
    const entry = id.slice('\0module-path:'.length)
    const bundle = bundles.get(entry) ?? bundleOf(entry)
    bundles.set(entry, bundle)
    return `export default ${JSON.stringify(await bundle)}`
  },
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
