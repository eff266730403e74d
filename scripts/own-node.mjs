// Runs one of our TypeScript scripts on the Node 24 that the packages bring, whatever the machine has.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { ownNode } from './packages.mjs'
import { ROOT } from './setup.mjs'

/**
 * Runs `scripts/NAME` on our Node with our own stdin, stdout and stderr.
 *
 * Signals are passed on, and the exit code is the script's (128 + n for a signal).
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
  process.exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + numberOf(signal)))
  })
}

const numberOf = (signal) => ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 })[signal] ?? 1
