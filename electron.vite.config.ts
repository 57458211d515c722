import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

// Three hosts from one source: the Electron main process, the loopback browser host and the CLI, beside one CJS preload
// (a sandboxed preload cannot be an ES module) and the renderer.
/**
 * electron-vite declares `require` in every chunk that mentions it, also where a module has made its own by createRequire; the chunk
 * then does not even parse. All our code is ESM and needs no such shim.
 */
const withoutCommonJsShim: Plugin = {
  name: 'without-commonjs-shim',
  configResolved: ({ plugins }) => {
    for (const plugin of plugins) if (plugin.name === 'vite:esm-shim') delete (plugin as { renderChunk?: unknown }).renderChunk
  },
}

export default defineConfig({
  main: {
    plugins: [withoutCommonJsShim],
    build: {
      rolldownOptions: {
        input: {
          electron: resolve('main/hosts/electron/index.ts'),
          browser: resolve('main/hosts/browser/index.ts'),
          cli: resolve('main/hosts/cli/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { index: resolve('preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    build: { minify: true, rolldownOptions: { input: resolve('renderer/index.html') } },
    plugins: [react()],
  },
})
