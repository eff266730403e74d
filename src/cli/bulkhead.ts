// The first process of `bulkhead`. It must parse under Node 18, so that an old Node gets a sentence and not a stack:
// syntax of 2022, nothing imported but builtins and what is as plain as this file.
import { enableCompileCache } from 'node:module'
import { reachKeychain } from '../node/keytar.ts'
import { alteredStart } from '../node/start-bytes.ts'
import { compileCacheFolder } from './compile-cache.ts'
import { ALTERED_START, INHERITED_NODE_OPTIONS } from './node-options.ts'

// Node opens its inspector on SIGUSR1, and whoever can signal us could then read our memory; a listener prevents that.
process.on('SIGUSR1', () => {})

const OLDEST = 24

function start(): void {
  if (Number.parseInt(process.versions.node, 10) < OLDEST) {
    process.stderr.write(`bulkhead: needs Node ${OLDEST} or newer, and this is ${process.version}\n`)
    process.exitCode = 1
    return
  }
  if (process.env.NODE_OPTIONS !== undefined) {
    startAgain(process.env.NODE_OPTIONS)
    return
  }
  const folder = compileCacheFolder(process.env, process.argv.slice(2))
  if (folder !== null) enableCompileCache(folder)
  if (process.argv[2] === 'exec') {
    reachKeychain(process.env)
    void import('./exec/exec-path.ts').then(({ runExec }) => runExec(process.argv.slice(3)))
  } else void import('./main.ts').then(({ main }) => main(process.argv.slice(2)))
}

/**
 * Starts this program again without NODE_OPTIONS: what they load or open would run where secrets are.
 *
 * They were the user's for the command that `exec` runs, so they travel under another name.
 */
function startAgain(options: string): void {
  const env = Object.assign({}, process.env)
  delete env.NODE_OPTIONS
  env[INHERITED_NODE_OPTIONS] = options
  // The second process sees only what Node made of bytes that are not UTF-8, so it is told.
  const altered = alteredStart(process.argv, process.env)
  if (altered !== null) env[ALTERED_START] = altered
  const argv = process.execArgv.concat(process.argv.slice(1))
  // Windows has no execve; there the first process waits for the second.
  if (process.platform !== 'win32' && process.execve) process.execve(process.execPath, [process.execPath, ...argv], env)
  const { spawnSync } = process.getBuiltinModule('node:child_process')
  process.exitCode = spawnSync(process.execPath, argv, { env, stdio: 'inherit' }).status ?? 1
}

start()
