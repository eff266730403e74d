import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleCommandLine } from '../../../scripts/build-command-line.ts'
import { hashFiles } from '../../../scripts/hash-files.ts'
import { withLock } from '../../../scripts/lock.mjs'
import { ROOT } from '../../../scripts/setup.mjs'

/** A folder of its own, so that tests never run what a build of the app left there before an edit. */
const FOLDER = join(ROOT, 'out', 'cli-under-test')
const STAMP = `${FOLDER}.stamp`

const SOURCES = ['src/cli', 'src/core', 'src/node', 'src/broker', 'resources/completions', 'package.json', 'scripts']

/**
 * Path of `bulkhead.js`, bundled from today's sources: made by whoever asks first, and again only when they changed.
 */
export async function builtCli(): Promise<string> {
  await withLock(`${FOLDER}.lock`, async () => {
    const sources = hashFiles(ROOT, SOURCES, (name) => name.includes('.test.'))
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
    await bundleCommandLine(FOLDER)
    writeFileSync(STAMP, sources)
  })
  return join(FOLDER, 'bulkhead.js')
}
