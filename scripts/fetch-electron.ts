import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './setup.mjs'
import { say, step } from './step.mjs'

/** Where Electron's releases come from; the variable is the one that the electron package obeys. */
const SOURCE = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/'
const PROBE_MS = 3_000
const FETCH_MS = 5 * 60_000
const ASK_AGAIN_MS = 24 * 60 * 60_000

/** Written when the network refused; its time says when. */
const REFUSED = join(ROOT, 'node_modules', '.bulkhead-electron-refused')

/**
 * Has the electron package fetch its binary, when the network lets it.
 *
 * A refusal costs three seconds at most and is remembered for a day.
 */
export async function fetchElectron(): Promise<void> {
  if (wasRefusedLately()) return
  if (!(await isReachable())) {
    rememberRefusal()
    say(`Electron's own binary cannot be fetched: ${new URL(SOURCE).host} does not answer`)
    return
  }
  try {
    const args = [join(ROOT, 'node_modules', 'electron', 'install.js')]
    await step("fetching Electron's own binary", process.execPath, args, { timeout: FETCH_MS })
  } catch (error) {
    rememberRefusal()
    say(error instanceof Error ? error.message : String(error))
  }
}

async function isReachable(): Promise<boolean> {
  try {
    await fetch(SOURCE, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) })
    return true
  } catch {
    return false
  }
}

function wasRefusedLately(): boolean {
  const at = statSync(REFUSED, { throwIfNoEntry: false })?.mtimeMs
  return at !== undefined && Date.now() - at < ASK_AGAIN_MS
}

function rememberRefusal(): void {
  mkdirSync(dirname(REFUSED), { recursive: true })
  writeFileSync(REFUSED, '')
}
