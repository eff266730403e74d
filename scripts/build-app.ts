import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { hashFiles } from './hash-files.ts'
import { withLock } from './lock.mjs'
import { ROOT } from './setup.mjs'
import { orExplain, say, step } from './step.mjs'

const OUT = join(ROOT, 'out')
const STAMP = join(OUT, '.built')

/** What a build is made of. */
const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build-app.ts',
]

/** What a build makes; one of them missing means that it has to be made again. */
const OUTPUTS = ['main/index.js', 'renderer/index.html', 'cli/bulkhead.js']

/**
 * Builds the window (main, preload, renderer) and the command line into `out`, when their sources have changed.
 */
export async function buildApp(): Promise<void> {
  await withLock(join(OUT, '.build.lock'), async () => {
    const sources = hashFiles(ROOT, INPUTS, (name) => name.includes('.test.'))
    if (isBuilt(sources)) return
    rmSync(STAMP, { force: true })
    await buildCommandLine()
    await buildWindow()
    writeFileSync(STAMP, sources)
  })
}

function isBuilt(sources: string): boolean {
  if (!OUTPUTS.every((path) => existsSync(join(OUT, path)))) return false
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources
}

const buildWindow = (): Promise<void> =>
  step(
    'building the window',
    process.execPath,
    [join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    {
      cwd: ROOT,
      // The log is read on a screen only when the build fails.
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
    },
  )

/**
 * Bundles the command line, in pieces that are loaded when a command needs them.
 *
 * `exec` must start about as fast as Node itself, so its first piece may not carry the parsers of other commands; and
 * reading a few files is faster than finding the same code in many packages. Only keytar stays outside: it is a binary.
 */
async function buildCommandLine(): Promise<void> {
  const began = Date.now()
  say('building the command line …')
  const fresh = join(OUT, '.cli')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'src/cli/bulkhead.ts',
      outDir: fresh,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        output: {
          format: 'esm',
          entryFileNames: 'bulkhead.js',
          chunkFileNames: '[name]-[hash].js',
          banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
        },
      },
    },
    ssr: { target: 'node', noExternal: true, external: ['keytar'] },
  })
  chmodSync(join(fresh, 'bulkhead.js'), 0o755)
  replaceFolder(join(OUT, 'cli'), fresh)
  say(`building the command line: done in ${Math.round((Date.now() - began) / 1000)} s`)
}

/** Puts a finished folder in the place of an old one, so that the command is never half there. */
function replaceFolder(path: string, fresh: string): void {
  mkdirSync(OUT, { recursive: true })
  const old = `${path}.old`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(path)) renameSync(path, old)
  renameSync(fresh, path)
  rmSync(old, { recursive: true, force: true })
}

if (import.meta.main) await orExplain(buildApp)
