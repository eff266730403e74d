// Runs one of our TypeScript scripts on the Node 24 that the packages bring, whatever the machine has.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ownNode } from './packages.mjs'
import { ROOT } from './setup.mjs'

const NPM_CHECK_MS = 1_000

/**
 * Runs `scripts/NAME` on our Node with our own stdin, stdout and stderr.
 *
 * Signals are passed on, and the exit code is the script's (128 + n for a signal). When npm, which started us, is
 * killed and can pass no signal on, the script is told to end.
 */
export async function runOnOwnNode(name, args) {
  const node = ownNode(ROOT)
  if (node === undefined) throw new Error('the npm package node is not installed')
  const child = spawn(node, [join(ROOT, 'scripts', name), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    },
  })
  // A terminal sends its signals to the child as well; the child takes a second one as the same wish.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const npm = npmAbove()
  if (npm !== undefined) setInterval(() => existsSync(npm) || child.kill('SIGTERM'), NPM_CHECK_MS).unref()
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + numberOf(signal)))
  })
}

const numberOf = (signal) => ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[signal] ?? 1

/** The folder below /proc of the npm that started us, directly or by a shell; undefined without npm or /proc. */
function npmAbove() {
  if (process.env.npm_lifecycle_event === undefined || !existsSync('/proc/self/stat')) return undefined
  let pid = process.ppid
  for (let level = 0; level < 2 && pid > 1; level += 1) {
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm')) return `/proc/${pid}`
    // The name in parentheses may hold anything; the parent is the second word after it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  }
  return undefined
}
