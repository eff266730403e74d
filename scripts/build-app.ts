import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleCommandLine } from './build-command-line.ts'
import { hashFiles } from './hash-files.ts'
import { withLock } from './lock.mjs'
import { ROOT } from './setup.mjs'
import { orExplain, SetUpError, say, step } from './step.mjs'

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
  'scripts/build-command-line.ts',
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
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )

async function buildCommandLine(): Promise<void> {
  const began = Date.now()
  say('building the command line …')
  try {
    await bundleCommandLine(join(OUT, 'cli')).catch((error: Error) => {
      throw new SetUpError(`building the command line failed: ${error.message}`)
    })
  } catch (error) {
    throw new SetUpError(`building the command line failed: ${error instanceof Error ? error.message : error}`)
  }
  say(`building the command line: done in ${Math.round((Date.now() - began) / 1000)} s`)
}

if (import.meta.main) await orExplain(buildApp)
