import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Three hosts from one source: the Electron main process, the loopback browser host and the CLI, beside one CJS preload
// (a sandboxed preload cannot be an ES module) and the renderer.
export default defineConfig({
  main: {
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
