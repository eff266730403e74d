import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { ROOT } from './setup.mjs'

/**
 * Bundles the command line into a folder, in pieces that are loaded when a command needs them.
 *
 * `exec` must start about as fast as Node itself, so its first piece may not carry the parsers of other commands; and
 * reading a few files is faster than finding the same code in many packages. Only keytar stays outside: it is a binary.
 */
export async function bundleCommandLine(target: string): Promise<void> {
  const fresh = `${target}.new`
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'src/cli/bulkhead.ts',
      outDir: fresh,
      emptyOutDir: true,
      target: 'node24',
      copyPublicDir: false,
      rolldownOptions: {
        // Whether a dynamic import makes a piece of its own is measured, by what `exec` loads.
        checks: { ineffectiveDynamicImport: false },
        output: {
          // Measured: as CommonJS it starts faster. An ES module that imports from node:fs makes Node look at all its exports
          // at once, and with that load every stream class it has.
          format: 'cjs',
          entryFileNames: 'bulkhead.js',
          chunkFileNames: '[name]-[hash].js',
          // One file for all that `exec` loads: each further one costs a millisecond of Node's search for it.
          codeSplitting: {
            groups: [
              { name: 'start', test: /src\/cli\/bulkhead\.ts$/, priority: 2 },
              { name: 'exec-path', test: /src\/cli\/exec\/exec-path\.ts$/, priority: 1 },
            ],
          },
          // Node reads the text and checks it against its compile cache at each start: comments are a third of it, long names a
          // quarter of the rest.
          minify: { compress: false, mangle: true, codegen: { removeWhitespace: true } },
          banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
        },
      },
    },
    ssr: { target: 'node', noExternal: true, external: ['keytar'] },
  })
  chmodSync(join(fresh, 'bulkhead.js'), 0o755)
  // The project's own package.json says that .js files are ES modules.
  writeFileSync(join(fresh, 'package.json'), '{ "type": "commonjs" }\n')
  replaceFolder(target, fresh)
}

/** Puts a finished folder in the place of an old one, so that the command is never half there. */
function replaceFolder(path: string, fresh: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const old = `${path}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(path)) renameSync(path, old)
  renameSync(fresh, path)
  rmSync(old, { recursive: true, force: true })
}
