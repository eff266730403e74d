// The npm packages, exactly as package-lock.json names them.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { withLock } from './lock.mjs'
import { SetUpError, step } from './step.mjs'
import { isExecutable } from './system-parts.mjs'

/**
 * Installs the npm packages when they are missing or the lock file has changed since.
 *
 * @param root The checkout.
 */
export async function installPackages(root) {
  if (isInstalled(root)) return
  await withLock(join(root, 'out', '.setup.lock'), async () => {
    if (isInstalled(root)) return
    await install(root)
    writeFileSync(stampOf(root), wanted(root))
  })
}

/** The Node 24 that the packages bring, or undefined before they are installed. */
export function ownNode(root) {
  const path = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(path) ? path : undefined
}

const stampOf = (root) => join(root, 'node_modules', '.bulkhead-packages')

/** What is installed depends on the lock file and on the machine that it was built for. */
const wanted = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')

function isInstalled(root) {
  if (ownNode(root) === undefined) return false
  try {
    return readFileSync(stampOf(root), 'utf8') === wanted(root)
  } catch {
    return false
  }
}

async function install(root) {
  const node = machineNode(root)
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund']
  const options = { cwd: root, env: npmEnvironment(node, root) }
  const script = npmScript(node, root)
  if (script !== undefined) await step('installing npm packages', node, [script, ...args], options)
  // On Windows npm is a batch file, which only a shell can start; these arguments hold nothing to quote.
  else await step('installing npm packages', 'npm', args, { ...options, shell: process.platform === 'win32' })
  if (ownNode(root) === undefined) {
    throw new SetUpError(
      'the npm package node brought no program',
      'npm may be set to ignore install scripts; run: npm config delete ignore-scripts',
    )
  }
}

/**
 * The environment of npm.
 *
 * node-gyp would fetch Node's headers from outside to build keytar; with nodedir it takes those of the machine's Node.
 * keytar is a Node-API module, so what was built against one Node serves every later one and Electron.
 */
function npmEnvironment(node, root) {
  const env = { ...process.env, PATH: pathOutside(root).join(delimiter) }
  // An empty HOME would put npm's cache into the root directory; without HOME npm asks the user database.
  if (env.HOME === '') delete env.HOME
  const prefix = dirname(dirname(realpathSync(node)))
  if (env.npm_config_nodedir === undefined && existsSync(join(prefix, 'include', 'node', 'node_api.h'))) {
    env.npm_config_nodedir = prefix
  }
  return env
}

/**
 * The Node of the machine.
 *
 * `npm start` puts node_modules/.bin first in the PATH, so this very process may run on the Node that `npm ci` is
 * about to delete.
 */
function machineNode(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const found = pathOutside(root)
    .map((folder) => join(folder, name))
    .find(isExecutable)
  return found ?? process.execPath
}

/** The npm that started us, as a script to run on the machine's Node; npm says where it is. */
function npmScript(node, root) {
  const path = process.env.npm_execpath
  const isOurs = path?.startsWith(join(root, 'node_modules') + sep)
  return path?.endsWith('.js') && basenameIsNpm(path) && existsSync(path) && !isOurs && existsSync(node)
    ? path
    : undefined
}

/** pnpm and yarn set the same variable. */
const basenameIsNpm = (path) => /[\\/]npm-cli\.js$/.test(path)

const pathOutside = (root) =>
  (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(join(root, 'node_modules')))
