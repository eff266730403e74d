import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Only keytar stays outside the bundles: it is a native module.
const bundled = { externalizeDeps: false, sourcemap: false, minify: false } as const

export default defineConfig({
  main: {
    build: {
      ...bundled,
      outDir: 'out/main',
      rolldownOptions: {
        input: { index: 'src/main/index.ts', 'keychain-process': 'src/main/keychain-process.ts' },
        external: ['keytar'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file: it cannot import or require others.
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      // The content security policy admits no data: URL for fonts and scripts, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
})
