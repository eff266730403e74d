import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bundleCommandLine } from '../../../scripts/build-command-line.ts'
import { hashFiles } from '../../../scripts/hash-files.ts'
import { withLock } from '../../../scripts/lock.mjs'
import { ROOT } from '../../../scripts/setup.mjs'

/** A folder of its own, so that tests never run what a build of the app left there before an edit. */
const FOLDER = join(ROOT, 'out', 'cli-under-test')

const SOURCES = ['src/cli', 'src/core', 'src/node', 'src/broker', 'resources/completions', 'package.json', 'scripts']

/** No run of the tests takes longer, ms. */
const LONGEST_RUN = 2 * 60 * 60 * 1000

/**
 * Path of `bulkhead.js`, bundled from today's sources: made by whoever asks first, and again only when they changed.
 *
 * Each state of the sources has a folder of its own: a run that goes on while they are edited keeps what it began with.
 */
export async function builtCli(): Promise<string> {
  return withLock(`${FOLDER}.lock`, async () => {
    const folder = join(FOLDER, hashFiles(ROOT, SOURCES, (name) => name.includes('.test.')).slice(0, 16))
    const cli = join(folder, 'bulkhead.js')
    if (existsSync(cli)) return cli
    sweep()
    await bundleCommandLine(folder)
    return cli
  })
}

function sweep(): void {
  if (!existsSync(FOLDER)) return
  for (const path of readdirSync(FOLDER).map((name) => join(FOLDER, name)))
    if (statSync(path).mtimeMs < Date.now() - LONGEST_RUN) rmSync(path, { recursive: true, force: true })
}
